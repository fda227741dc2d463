// Runs every suite there is and ends with one line of counts. Called by ./dev test, which has built everything.
//   node tools/run_tests.mjs [--long] [--only TEXT]
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const long = process.argv.includes('--long');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : '';
const patienceMinutes = long ? 120 : 20;  // for one suite
const out = 'build/test-results';
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };
const slow = [];
const failures = [];

function run(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, env: { ...process.env, ...options.env } });
    const take = (data) => { output += data; };
    const patience = setTimeout(() => { output += `\nstill running after ${patienceMinutes} minutes`; child.kill('SIGKILL'); }, patienceMinutes * 60_000);
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', () => clearTimeout(patience));
    child.on('close', (code, signal) => resolve({ code: code ?? 128, output: signal ? `${output}\nkilled by ${signal}` : output }));
  });
}

// What did not pass of a TAP output, and whatever else was printed: passed tests would bury it.
function withoutPassed(lines) {
  let passed = false;
  return lines.filter((line) => {
    if (/^ *(ok|not ok) \d+/.test(line)) passed = /^ *ok/.test(line);
    const end = passed && /^ *\.\.\.$/.test(line);
    const keep = !passed && !/^ *# Subtest: /.test(line);
    if (end) passed = false;
    return keep;
  });
}

// The names of tests that failed, as TAP or GoogleTest say them.
const namesOfFailed = (lines) => [...new Set(lines.flatMap((line) => line.match(/^ *not ok \d+ - (.*)/)?.[1] ?? line.match(/^\[  FAILED  \] (\S+)/)?.[1] ?? []))];

function record(name, counts, result, seconds) {
  // A suite that died without counting, or ended non-zero with no failure named, is one failure.
  if (result.code !== 0 && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(totals)) totals[key] += counts[key];
  slow.push([seconds, name]);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${counts.failed > 0 ? 'FAIL' : 'ok  '} ${name}: ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds.toFixed(1)} s)`);
  if (counts.failed > 0) {
    const lines = withoutPassed(result.output.split('\n'));
    failures.push(`${name}: ${namesOfFailed(lines).join('; ') || 'ended badly'}`);
    console.log(lines.slice(-200).join('\n'));
  } else for (const line of result.output.split('\n').filter((l) => /^(seed|skipped:|note:)/.test(l))) console.log(`     ${line}`);
}

// How each kind of suite tells its counts.
const readers = {
  gtest(name) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const file = join(out, `${name}.json`);
    if (!existsSync(file)) return counts;
    for (const suite of JSON.parse(readFileSync(file, 'utf8')).testsuites) {
      for (const test of suite.testsuite) {
        if (test.failures) ++counts.failed;
        else if (test.result === 'SKIPPED') ++counts.skipped;
        else ++counts.passed;
      }
    }
    return counts;
  },
  tap(_, output) {
    const number = (word) => Number(output.match(new RegExp(`^# ${word} (\\d+)`, 'm'))?.[1] ?? 0);
    return { passed: number('pass'), failed: number('fail') + number('cancelled'), skipped: number('skipped') + number('todo') };
  },
  vitest(name) {
    const file = join(out, `${name}.json`);
    if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
  },
  exit(_, __, code) {
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  },
};

async function suite({ name, command, args, kind, env, cwd }) {
  if (only && !name.includes(only)) return;
  const started = Date.now();
  const result = await run(command, args, { env, cwd });
  record(name, readers[kind](name, result.output, result.code), result, (Date.now() - started) / 1000);
}

// A build that is not there is said and counted as skipped: ./dev test makes all of them, but a part may be run alone.
function notBuilt(preset) {
  console.log(`skip build/${preset} is not built`);
  ++totals.skipped;
  return [];
}

// The GoogleTest programs of one build, as CMake registered them.
async function gtestPrograms(preset, env = {}) {
  if (!existsSync(`build/${preset}/CTestTestfile.cmake`)) return notBuilt(preset);
  const listing = await run('ctest', ['--test-dir', `build/${preset}`, '--show-only=json-v1']);
  if (listing.code !== 0) throw new Error(`cannot list the tests of build/${preset}: ${listing.output}`);
  const { tests } = JSON.parse(listing.output.slice(listing.output.indexOf('{')));
  const prefix = preset === 'release' ? '' : `${preset}:`;
  return tests.filter((t) => t.command).flatMap((t) => inShards(t.name).map(({ place, shard }) => {
    const name = `${prefix}${t.name}${place}`;
    return { name, command: t.command[0], args: [`--gtest_output=json:${join(out, `${name}.json`)}`, '--gtest_brief=1'], kind: 'gtest', env: { ...env, ...shard } };
  }));
}

// The longest of all, in two halves, so that it does not end long after the others.
function inShards(name) {
  if (name !== 'differential_test') return [{ place: '', shard: {} }];
  return [0, 1].map((index) => ({ place: `-${index + 1}`, shard: { GTEST_TOTAL_SHARDS: '2', GTEST_SHARD_INDEX: String(index) } }));
}

function nodeSuites(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((f) => f.endsWith('.test.mjs'))
    .sort()
    .map((f) => ({ name: `${folder}/${f}`, command: process.execPath, args: ['--test', '--test-reporter=tap', join(folder, f)], kind: 'tap',
      env: { THRONG_LONG: long ? '1' : '' } }));
}

async function fuzzSuites() {
  const folder = 'build/fuzz/tests/fuzz';
  if (!existsSync(folder)) return notBuilt('fuzz');
  const programs = readdirSync(folder).filter((f) => f.endsWith('_fuzz'));
  return programs.map((name) => {
    const corpus = `tests/fuzz/corpus/${name.replace(/_fuzz$/, '')}`;
    const work = join(out, `corpus-${name}`);
    mkdirSync(work, { recursive: true });
    const args = ['-max_total_time=60', '-timeout=10', '-rss_limit_mb=2048', work, corpus];
    return { name: `fuzz:${name}`, command: join(folder, name), args, kind: 'exit' };
  });
}

// Ten thousand random questions of each analysis.
async function manyQuestions() {
  const command = 'build/release/tests/differential_test';
  if (!existsSync(command)) return notBuilt('release');
  const listing = await run(command, ['--gtest_list_tests']);
  return [...listing.output.matchAll(/^ {2}EnginesAgreeOnRandomQuestions\/(\w+)/gm)].map(([, analysis]) => {
    const name = `questions:${analysis}`;
    return { name, command, args: ['--gtest_filter=*Differential*', `--gtest_output=json:${join(out, `${name}.json`)}`, '--gtest_brief=1'],
      kind: 'gtest', env: { THRONG_ANALYSIS: analysis, THRONG_QUESTIONS: '10000' } };
  });
}

const sanitizerEnv = { LSAN_OPTIONS: 'suppressions=tests/lsan.supp', ASAN_OPTIONS: 'detect_stack_use_after_return=1', UBSAN_OPTIONS: 'print_stacktrace=1' };
// These share nothing, and each keeps about one core busy.
const programs = [
  { name: 'include order', command: process.execPath, args: ['tools/check_includes.mjs'], kind: 'exit' },
  { name: 'size budgets', command: process.execPath, args: ['tools/check_sizes.mjs'], kind: 'exit' },
  ...(await gtestPrograms('release')),
  ...(long ? await manyQuestions() : []),
  ...(await gtestPrograms('sanitize', sanitizerEnv)),
  ...(long ? await fuzzSuites() : []),
  ...(long ? await gtestPrograms('gcc') : []),
  { name: 'web', command: 'npx', args: ['vitest', 'run', '--reporter=json', `--outputFile=../${join(out, 'web.json')}`], cwd: 'web', kind: 'vitest' },
  { name: 'sdk', command: 'npx', args: ['vitest', 'run', '--reporter=json', `--outputFile=../../${join(out, 'sdk.json')}`], cwd: 'sdk/js', kind: 'vitest' },
];
// These start servers and browsers, and wait for them most of the time: three at a time, the longest first.
const longest = ['/ui.', '/sdk_', '/browser_sdk', '/docs_snippets.', '/in_app.', '/playbooks.'];
const place = ({ name }) => { const at = longest.findIndex((part) => name.includes(part)); return at < 0 ? longest.length : at; };
const driven = [...nodeSuites('tests/e2e'), ...nodeSuites('tests/integration'), ...nodeSuites('tests/tools')]
  .sort((a, b) => place(a) - place(b));

async function work(queue) {
  for (let next = queue.shift(); next; next = queue.shift()) await suite(next);
}
const longFirst = programs.sort((a, b) => Number(b.name.startsWith('differential')) - Number(a.name.startsWith('differential')));
await Promise.all([work(longFirst), work(longFirst)]);
await Promise.all([work(driven), work(driven), work(driven)]);

slow.sort((a, b) => b[0] - a[0]);
console.log(`slowest: ${slow.slice(0, 5).map(([s, n]) => `${n} ${s.toFixed(0)} s`).join(', ')}`);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);
