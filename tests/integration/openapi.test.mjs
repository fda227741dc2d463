// web/openapi.json and the page's types say what the program says.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { root, throng } from '../lib/throng.mjs';

const kept = join(root, 'web/openapi.json');
const types = join(root, 'web/src/api/openapi.ts');

test('web/openapi.json is what `throng openapi` prints', () => {
  const printed = JSON.stringify(JSON.parse(throng(['openapi']).stdout), null, 1);
  // Compared as text: types are made from it, and the order of members is kept.
  assert.equal(readFileSync(kept, 'utf8').trim(), printed, 'write it anew: node tools/write_openapi.mjs');
});

test('the types of the page are made from it', { skip: !existsSync(types) && 'web is not built' }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'throng-types-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const fresh = join(folder, 'openapi.ts');
  const made = spawnSync('npx', ['openapi-typescript', 'openapi.json', '-o', fresh, '--silent'], { cwd: join(root, 'web'), encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  assert.equal(readFileSync(types, 'utf8'), readFileSync(fresh, 'utf8'), 'make them anew: npm run types in web/');
});
