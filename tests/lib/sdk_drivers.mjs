// The SDKs for servers, each driven by a small program in its own language: `driver SCENARIO HOST KEY TAG [SETTING=VALUE...]`
// prints what the SDK said, a line each: `id MESSAGE_ID` (or `id -`), `error CODE STATUS EVENTS`, `thrown WORDS`,
// `flushed true`, `closed true PENDING`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './throng.mjs';

const folder = join(root, 'tests', 'e2e', 'server_sdks');
const python = { PYTHONPATH: join(root, 'sdk', 'python'), PYTHONDONTWRITEBYTECODE: '1' };
const has = (command) => spawnSync(command, ['--version']).status === 0;

function compile() {
  const out = mkdtempSync(join(tmpdir(), 'throng-cpp-'));
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  const program = join(out, 'driver');
  const warnings = ['-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Wshadow', '-Werror'];
  const result = spawnSync('g++', ['-std=c++17', ...warnings, '-pthread', '-I', join(root, 'sdk', 'cpp'), join(folder, 'driver.cc'), '-o', program], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  return program;
}

export const drivers = [{ name: 'node', command: process.execPath, args: [join(folder, 'driver.mjs')], gzip: true }];
if (has('python3')) drivers.push({ name: 'python', command: 'python3', args: [join(folder, 'driver.py')], env: python, gzip: true });
if (has('g++')) drivers.push({ name: 'cpp', command: compile(), args: [], gzip: false });
export const missing = ['python', 'cpp'].filter((name) => !drivers.some((d) => d.name === name));

const rows = (lines, word) => lines.filter((l) => l.startsWith(`${word} `)).map((l) => l.slice(word.length + 1));

function heard(stdout) {
  const lines = stdout.split('\n').filter(Boolean);
  return { ids: rows(lines, 'id'), errors: rows(lines, 'error'), thrown: rows(lines, 'thrown'), flushed: rows(lines, 'flushed'), closed: rows(lines, 'closed') };
}

// Runs a scenario to its end.
export function drive(driver, scenario, host, settings = {}, key = 'write-key') {
  const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const child = spawn(driver.command, [...driver.args, scenario, host, key, driver.name, ...given], { env: { ...process.env, ...driver.env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => { stdout += chunk; });
  child.stderr.on('data', (chunk) => { stderr += chunk; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(heard(stdout));
      else reject(new Error(`${driver.name} ${scenario} ended with ${code ?? signal}\n${stdout}\n${stderr}`));
    });
  });
}

export function pythonUnitTests() {
  return spawnSync('python3', ['-m', 'unittest', 'discover', '-s', join(root, 'sdk', 'python', 'tests')], { encoding: 'utf8', env: { ...process.env, ...python } });
}
