// Fails when a file includes a header from a floor above its own, or two modules of one floor know each
// other both ways. The order is docs/architecture.md's; it is written down once, here.
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

const floors = [
  ['base'],
  ['model'],
  ['liquid'],
  ['warehouse'],
  ['ledger'],
  ['outbound'],
  ['jobs'],
  ['timeline'],
  ['collect'],
  ['kafka'],
  ['analyze'],
  ['audience', 'predict', 'engage', 'experiment', 'listen', 'reward', 'guide', 'govern'],
  ['board'],
  ['api'],
  ['cli'],
];
const floorOf = new Map(floors.flatMap((modules, floor) => modules.map((m) => [m, floor])));

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', 'src/*.h', 'src/*.cc'], { encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);

const problems = [];
const neighbours = new Map();  // "a b" -> first file in which a includes b on the same floor

for (const file of files) {
  const module = file.split('/')[1];
  if (!floorOf.has(module)) {
    problems.push(`${file}: module "${module}" has no floor in tools/check_includes.mjs`);
    continue;
  }
  const text = readFileSync(file, 'utf8');
  for (const [, target] of text.matchAll(/^#include "([^"]+)"/gm)) {
    const other = target.split('/')[0];
    if (!floorOf.has(other)) continue;
    if (floorOf.get(other) > floorOf.get(module)) problems.push(`${file}: includes ${target}, which is above ${module}`);
    if (other !== module && target.includes('/internal/')) problems.push(`${file}: includes ${target}, which is internal to ${other}`);
    if (other !== module && floorOf.get(other) === floorOf.get(module)) neighbours.set(`${module} ${other}`, file);
  }
}
for (const [pair, file] of neighbours) {
  const [a, b] = pair.split(' ');
  if (neighbours.has(`${b} ${a}`)) problems.push(`${file}: ${a} and ${b} include each other`);
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`include order: ${files.length} files, clean`);
