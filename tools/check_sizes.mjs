// Size budgets: .cc and .ts files 500 lines, headers and React components 200, C++ functions 100 (50 is reported).
// The C++ SDK is one header, so that it can be copied into a program: all of a client, with its own HTTP.
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

const budgets = [
  [/^sdk\/cpp\/throng\.h$/, 700],
  [/\.h$/, 200],
  [/\.cc$/, 500],
  [/\.tsx$/, 200],
  [/\.(ts|mjs)$/, 500],
];
const functionHard = 100;
const functionSoft = 50;

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.h', '*.cc', '*.ts', '*.tsx', '*.mjs'], { encoding: 'utf8' })
  .split('\n')
  .filter((f) => f && !f.endsWith('.d.ts') && !f.startsWith('web/dist/'));

// Lengths of top-level C++ function bodies: a line that ends in "{" at column 0 or opens a definition, until "}" at column 0.
function functions(lines) {
  const found = [];
  let start = -1;
  for (let i = 0; i < lines.length; ++i) {
    const line = lines[i];
    if (start < 0 && /^[A-Za-z].*\)[^;]*\{$/.test(line) && !/^(namespace|struct|class|enum)\b/.test(line)) start = i;
    else if (start >= 0 && /^\}/.test(line)) {
      found.push({ line: start + 1, length: i - start + 1 });
      start = -1;
    }
  }
  return found;
}

const errors = [];
let long = 0;
for (const file of files) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const budget = budgets.find(([pattern]) => pattern.test(file))?.[1] ?? Infinity;
  if (lines.length - 1 > budget) errors.push(`${file}: ${lines.length - 1} lines, the budget is ${budget}`);
  if (!file.endsWith('.cc')) continue;
  for (const f of functions(lines)) {
    if (f.length > functionHard) errors.push(`${file}:${f.line}: function of ${f.length} lines, at most ${functionHard}`);
    else if (f.length > functionSoft) ++long;
  }
}
if (errors.length > 0) {
  console.error(errors.join('\n'));
  process.exit(1);
}
console.log(`sizes: ${files.length} files within budget, ${long} functions over ${functionSoft} lines`);
