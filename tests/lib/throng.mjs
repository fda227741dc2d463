// A real server in a fresh folder, for suites that drive the program from outside.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const program = join(root, process.env.THRONG_BUILD ?? 'build/release', 'throng');
export const credentials = {
  writeKey: 'test-write-key-0123456789abcdef',
  secretKey: 'test-secret-key-0123456789abcdef',
  email: 'owner@example.com',
  password: 'correct horse battery',
};

export function throng(args, options = {}) {
  const result = spawnSync(program, args, { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28, ...options });
  if (result.status !== 0 && !options.mayFail) {
    throw new Error(`throng ${args.join(' ')} ended with ${result.status ?? result.signal}\n${result.stdout}\n${result.stderr}`);
  }
  return result;
}

const living = new Map();  // servers by data folder

// A data folder with a project, fixed keys and an owner; dispose() kills its servers and removes it.
export function freshFolder(zone = 'UTC') {
  const folder = mkdtempSync(join(tmpdir(), 'throng-test-'));
  const data = join(folder, 'data');
  throng(['init', '--data', data, '--project', 'shop', '--time-zone', zone, '--write-key', credentials.writeKey,
    '--secret-key', credentials.secretKey, '--operator', credentials.email, '--password', credentials.password]);
  const dispose = async () => {
    await Promise.all([...(living.get(data) ?? [])].map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  return { data, dispose };
}

// Starts `throng serve` on a free port; resolves when it prints its address.
export function serve(data, extra = []) {
  const child = spawn(program, ['serve', '--data', data, '--listen', '127.0.0.1:0', ...extra], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  let unfinished = '';
  const listeners = [];
  const hear = (chunk) => {
    log = (log + chunk).slice(-20_000);
    const lines = (unfinished + chunk).split('\n');
    unfinished = lines.pop();
    for (const line of lines) for (const listener of listeners) listener(line);
  };
  const exited = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  const ready = new Promise((resolve, reject) => {
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      const address = stdout.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (address) resolve(address[0]);
    });
    child.stderr.on('data', (chunk) => hear(String(chunk)));
    exited.then(({ code, signal }) => reject(new Error(`serve ended before it was ready (${code ?? signal})\n${log}`)));
  });
  ready.catch(() => {});
  const server = {
    child,
    ready,
    exited,
    log: () => log,
    // Calls `listener` with every line of its log from now on.
    onLine: (listener) => { listeners.push(listener); },
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      return exited;
    },
  };
  living.set(data, [...(living.get(data) ?? []), server]);
  return server;
}

// The API as a script uses it.
export function client(url) {
  const headers = { authorization: `Bearer ${credentials.secretKey}`, 'content-type': 'application/json' };
  const call = async (method, path, body) => {
    const response = await fetch(url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
    ask: async (analysis, question) => (await call('POST', '/api/ask', { analysis, question })).answer,
    persons: (analysis, question, cell, limit = 50) => call('POST', '/api/ask/persons', { analysis, question, cell, limit }),
  };
}

// Asks again until the answer passes `good`; events are visible within a second of their acknowledgement.
export async function eventually(ask, good, tries = 100) {
  let last;
  for (let i = 0; i < tries; ++i) {
    last = await ask();
    if (good(last)) return last;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`still not as expected: ${JSON.stringify(last).slice(0, 2000)}`);
}
