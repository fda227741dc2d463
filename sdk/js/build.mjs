// Checks the types, then writes dist/: index.js and inbox.js (ES modules), throng.js and throng-inbox.js (script tags), *.d.ts.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(join(here, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', here], { stdio: 'inherit' });

const outputs = [
  ['src/index.ts', 'index.js', 'esm'],
  ['src/inbox/index.ts', 'inbox.js', 'esm'],
  ['src/script.ts', 'throng.js', 'iife'],
  ['src/inbox/script.ts', 'throng-inbox.js', 'iife'],
];
for (const [entry, name, format] of outputs) {
  await build({
    entryPoints: [join(here, entry)],
    outfile: join(here, 'dist', name),
    format,
    bundle: true,
    minify: true,
    legalComments: 'none',
    target: 'es2019',
    define: { VERSION: JSON.stringify(version) },
    logLevel: 'warning',
  });
}
