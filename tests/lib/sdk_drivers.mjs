// The SDKs for servers, each driven by a small program in its own language: `driver SCENARIO HOST KEY TAG [SETTING=VALUE...]`
// prints what the SDK said, a line each: `id MESSAGE_ID` (or `id -`), `error CODE STATUS EVENTS`, `thrown WORDS`,
// `flushed true`, `closed true PENDING`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './throng.mjs';

const folder = join(root, 'tests', 'e2e', 'server_sdks');
const python = { PYTHONPATH: join(root, 'sdk', 'python'), PYTHONDONTWRITEBYTECODE: '1' };
const has = (command) => spawnSync(command, ['--version']).status === 0;

function freshFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'throng-sdk-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function compile(source) {
  const program = join(freshFolder(), 'program');
  const warnings = ['-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Wshadow', '-Werror'];
  const result = spawnSync('g++', ['-std=c++17', ...warnings, '-pthread', '-I', join(root, 'sdk', 'cpp'), source, '-o', program], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  return program;
}

export const drivers = [{ name: 'node', command: process.execPath, args: [join(folder, 'driver.mjs')], gzip: true }];
if (has('python3')) drivers.push({ name: 'python', command: 'python3', args: [join(folder, 'driver.py')], env: python, gzip: true });
if (has('g++')) drivers.push({ name: 'cpp', command: compile(join(folder, 'driver.cc')), args: [], gzip: false });
export const missing = ['python', 'cpp'].filter((name) => !drivers.some((d) => d.name === name));

const rows = (lines, word) => lines.filter((l) => l.startsWith(`${word} `)).map((l) => l.slice(word.length + 1));

function heard(stdout) {
  const lines = stdout.split('\n').filter(Boolean);
  return { ids: rows(lines, 'id'), errors: rows(lines, 'error'), thrown: rows(lines, 'thrown'), flushed: rows(lines, 'flushed'), closed: rows(lines, 'closed') };
}

function run(what, command, args, env) {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => { stdout += chunk; });
  child.stderr.on('data', (chunk) => { stderr += chunk; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`${what} ended with ${code ?? signal}\n${stdout}\n${stderr}`));
    });
  });
}

// Runs a scenario to its end.
export async function drive(driver, scenario, host, settings = {}, key = 'write-key') {
  const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return heard(await run(`${driver.name} ${scenario}`, driver.command, [...driver.args, scenario, host, key, driver.name, ...given], driver.env));
}

// Runs the program under "The first event" in the SDK's page, with the address of a server in place of the one it names.
export async function runFirstEvent(name, host) {
  const page = readFileSync(join(root, 'docs', 'sdk', `${name}.md`), 'utf8');
  const [, code] = page.slice(page.indexOf('## The first event')).match(/```\w+\n([^]*?)```/);
  const ending = { node: 'mjs', python: 'py', cpp: 'cc' }[name];
  const file = join(freshFolder(), `first.${ending}`);
  writeFileSync(file, code.replace('http://127.0.0.1:8710', host).replace('@throng/node', join(root, 'sdk', 'node', 'index.js')));
  const program = { node: () => [process.execPath, [file]], python: () => ['python3', [file]], cpp: () => [compile(file), []] }[name]();
  return run(`the first event of ${name}`, ...program, python);
}

export function pythonUnitTests() {
  return spawnSync('python3', ['-m', 'unittest', 'discover', '-s', join(root, 'sdk', 'python', 'tests')], { encoding: 'utf8', env: { ...process.env, ...python } });
}
