// Exports of other products: counted once after the same events came live, and exact when the import is killed and run
// again.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { client, credentials, freshFolder, program, root, serve, throng } from '../lib/throng.mjs';

const lines = 60_000;
const start = Date.UTC(2024, 0, 1);

// Lines as Amplitude exports them: user properties on each, which change with every 20,000th.
const amplitudeLine = (n) => JSON.stringify({
  user_id: n % 3 === 0 ? null : `user-${n % 499}`,
  device_id: `device-${n % 997}`,
  event_type: n % 2 === 0 ? '付款 🎉' : 'Viewed',
  event_time: new Date(start + n * 1000).toISOString().replace('T', ' ').replace('Z', '000'),
  $insert_id: `insert-${n}`,
  event_properties: { n },
  user_properties: { tier: Math.floor(n / 20_000) },
});
const file = (data, name, text) => {
  const path = join(data, '..', name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
};
const amplitudeFile = (data) => file(data, 'amplitude.json.gz', Array.from({ length: lines }, (_, n) => `${amplitudeLine(n)}\n`).join(''));

const importing = (data, path, ...more) => ['import', '--data', data, '--shape', 'amplitude', path, ...more];
const number = (report, what) => Number(report.match(new RegExp(`${what} +([0-9,]+)`))?.[1].replaceAll(',', ''));

async function counts(data) {
  const server = serve(data);
  try {
    const api = client(await server.ready);
    const sql = 'SELECT event, count() AS n, uniqExact(event_id) AS ids FROM events GROUP BY event ORDER BY event';
    const { rows } = await api.post('/api/sql', { sql });
    return rows.map((row) => row.map(String).join(' '));
  } finally {
    await server.stop();
  }
}

// Starts an import and kills it once it has stored something.
async function killedImport(data, path, ...more) {
  const child = spawn(program, importing(data, path, ...more), { cwd: root, stdio: 'ignore' });
  const exited = new Promise((resolve) => { child.on('close', (code, signal) => resolve(signal)); });
  const positions = join(data, 'imports');
  for (let i = 0; i < 2000 && !(existsSync(positions) && readdirSync(positions).some((name) => !name.endsWith('.new'))); ++i)
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  child.kill('SIGKILL');
  return exited;
}

test('an import that is killed and run again brings in every event once', async () => {
  const whole = freshFolder();
  const resumed = freshFolder();
  const repeated = freshFolder();
  try {
    const path = amplitudeFile(whole.data);
    throng(importing(whole.data, path));
    const want = await counts(whole.data);
    assert.equal(want.length, 3, want.join('; '));
    assert.match(want[2], /^付款 🎉 30000 30000$/);

    assert.equal(await killedImport(resumed.data, path), 'SIGKILL');
    const report = throng(importing(resumed.data, path, '--resume')).stdout;
    assert.ok(number(report, 'rows gone past') >= 2_000, report);
    assert.deepEqual(await counts(resumed.data), want);
    assert.deepEqual(readdirSync(join(resumed.data, 'imports')), [], 'a finished import leaves no position');

    assert.equal(await killedImport(repeated.data, path), 'SIGKILL');
    assert.ok(number(throng(importing(repeated.data, path)).stdout, 'imported before') >= 2_000);
    assert.deepEqual(await counts(repeated.data), want);
    assert.equal(number(throng(importing(repeated.data, path)).stdout, 'events accepted'), 0);
    assert.deepEqual(await counts(repeated.data), want);
  } finally {
    await Promise.all([whole, resumed, repeated].map((folder) => folder.dispose()));
  }
});

test('what was sent live counts once when its export comes', async () => {
  const { data, dispose } = freshFolder();
  try {
    const uuid = (n) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const event = (n) => ({ event: 'Paid', distinct_id: `user-${n}`, uuid: uuid(n), timestamp: new Date(start + n * 1000).toISOString(), properties: { n } });
    const server = serve(data);
    const sent = await fetch(`${await server.ready}/batch/`, {
      method: 'POST',
      body: JSON.stringify({ api_key: credentials.writeKey, batch: Array.from({ length: 100 }, (_, n) => event(n)) }),
    });
    assert.equal(sent.status, 200);
    await server.stop();
    const exported = Array.from({ length: 150 }, (_, n) => {
      const { properties, timestamp, ...rest } = event(n + 50);
      return `${JSON.stringify({ ...rest, timestamp: timestamp.replace('T', ' ').replace('Z', '000'), properties: JSON.stringify(properties), team_id: 1 })}\n`;
    });
    const path = file(data, 'posthog.jsonl', `${exported.join('')}{"event":"Paid"\n{"event":"A","distinct_id":"a","timestamp":"soon"}\n`);
    const refused = throng(['import', '--data', data, path], { mayFail: true });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /import it with --shape posthog/);
    const { stdout } = throng(['import', '--data', data, '--shape', 'posthog', path]);
    assert.deepEqual(['rows read', 'events accepted', 'imported before', 'quarantined'].map((what) => number(stdout, what)), [152, 100, 50, 2]);
    assert.match(stdout, /line 151: bad_row: not valid JSON/);
    assert.match(stdout, /line 152: bad_row: timestamp: expected a time, got "soon"/);
    assert.deepEqual(await counts(data), ['Paid 200 200']);
  } finally {
    await dispose();
  }
});
