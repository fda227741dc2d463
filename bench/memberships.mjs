// How fast one person's memberships are read: 2,000 requests a second on 32 connections against a server with 200
// segments and 1,000 values of tags. Part of bench/run.mjs; alone, on a small data set of its own:
//   node bench/memberships.mjs [--persons 100000]
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { client, credentials, serve, throng } from '../tests/lib/throng.mjs';

const events = ['Product Viewed', 'Product Added', 'Order Completed', 'Product Searched', '$pageview'];
const segmentCount = 200, liveCount = 10, tagCount = 50, valueCount = 20;

const did = (event, value, last) => ({ did: { event, count: { op: '>=', value }, within: { last, unit: 'day' } } });

function segment(i) {
  const schedule = { refresh: i < liveCount ? 'live' : 'daily', hour: 3, keep_days: 2 };
  return { name: `Segment ${i}`, filter: did(events[i % events.length], 1 + (i % 7), 5 + (i % 80)), schedule };
}

// The first rule that holds: fewer and fewer events.
function tag(i) {
  const rules = Array.from({ length: valueCount }, (_, k) => ({ value: `value ${k}`, filter: k === valueCount - 1 ? { all: [] } : did(events[i % events.length], valueCount - k, 10 + i) }));
  return { name: `Tag ${i}`, kind: 'rule', rules };
}

// Makes what is missing, works everything out; the user ids of all persons.
async function prepare(api) {
  const there = await api.get('/api/segments');
  const objects = [];
  if (!there.segments.some((one) => one.name === 'Segment 0')) {
    for (let i = 0; i < segmentCount; ++i) objects.push(`segment:${(await api.post('/api/segments', segment(i))).id}`);
    for (let i = 0; i < tagCount; ++i) objects.push(`tag:${(await api.post('/api/tags', tag(i))).id}`);
  } else {
    for (const one of there.segments) if (one.name.startsWith('Segment ')) objects.push(`segment:${one.id}`);
    for (const one of (await api.get('/api/tags')).tags) if (one.name.startsWith('Tag ')) objects.push(`tag:${one.id}`);
  }
  let job = await api.post('/api/jobs/recompute', { objects });
  while (job.state === 'waiting' || job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 200));
    job = await api.get(`/api/jobs/${job.id}`);
  }
  if (job.state !== 'done') throw new Error(`working out failed: ${job.message}`);
}

// The data set is as it was.
async function forget(api) {
  for (const one of (await api.get('/api/segments')).segments) if (one.name.startsWith('Segment ')) await api.delete(`/api/segments/${one.id}`);
  for (const one of (await api.get('/api/tags')).tags) if (one.name.startsWith('Tag ')) await api.delete(`/api/tags/${one.id}`);
}

async function userIds(url, api) {
  const { tags } = await api.get('/api/tags');
  const response = await fetch(`${url}/api/tags/${tags.find((one) => one.name === 'Tag 0').id}/export?format=jsonl`, { headers: { authorization: `Bearer ${credentials.secretKey}` } });
  const lines = (await response.text()).trim().split('\n');
  return lines.flatMap((line) => JSON.parse(line).user_ids.slice(0, 1)).filter((id) => /^[\w.-]+$/.test(id));
}

// Counts by upper bound in seconds, of the server's own clock: from the end of the request to its answer.
async function buckets(url) {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${credentials.secretKey}` } })).text();
  const found = text.matchAll(/throng_http_request_seconds_bucket\{route="GET \/api\/memberships",le="([^"]+)"\} (\d+)/g);
  return [...found].map(([, bound, count]) => [bound === '+Inf' ? Infinity : Number(bound), Number(count)]);
}

// The bound, in ms, that this share of the requests stayed within.
function within(before, after, share) {
  const counts = after.map(([bound, count], i) => [bound, count - (before[i]?.[1] ?? 0)]);
  return counts.find(([, count]) => count >= share * counts.at(-1)[1])[0] * 1000;
}

export async function memberships(data) {
  const server = serve(data);
  const url = await server.ready;
  const api = client(url);
  await prepare(api);
  const ids = await userIds(url, api);
  const file = 'build/bench/user_ids.txt';
  writeFileSync(file, ids.join('\n'));
  const run = async (seconds) => {
    const args = ['--url', url, '--secret-key', credentials.secretKey, '--ids', file, '--rate', '2000', '--connections', '32', '--seconds', String(seconds)];
    return JSON.parse((await promisify(execFile)('build/release/bench/throng_get_load', args)).stdout);  // not spawnSync: the server's log must be read meanwhile
  };
  await run(1);
  const before = await buckets(url);
  const load = await run(10);
  const after = await buckets(url);
  await forget(api);
  await server.stop();
  const p99 = within(before, after, 0.99);
  return { id: 'membership_get', throng: p99, peer_name: 'none', unit: 'ms',
    note: `at the server p50 within ${within(before, after, 0.5)} ms, p99 within ${p99} ms, p99.9 within ${within(before, after, 0.999)} ms; at the client p50 ${load.p50_ms} ms, p99 ${load.p99_ms} ms, ${load.requests_per_second} requests/s on 32 connections; ${segmentCount} segments, ${tagCount * valueCount} values of tags, ${ids.length} persons; client on the same two cores` };
}

async function alone() {
  const persons = process.argv.includes('--persons') ? process.argv[process.argv.indexOf('--persons') + 1] : '100000';
  execFileSync('ninja', ['-C', 'build/release', '--quiet', 'throng', 'throng_get_load'], { stdio: 'inherit' });
  const data = `build/bench/memberships-${persons}`;
  if (!existsSync(`${data}/complete`)) {
    rmSync(data, { recursive: true, force: true });
    mkdirSync('build/bench', { recursive: true });
    throng(['init', '--data', data, '--project', 'shop', '--time-zone', 'Asia/Shanghai', '--write-key', credentials.writeKey,
      '--secret-key', credentials.secretKey, '--operator', credentials.email, '--password', credentials.password]);
    throng(['simulate', '--into', data, '--persons', persons, '--days', '30', '--seed', '1'], { stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(`${data}/complete`, '');
  }
  const row = await memberships(data);
  console.log(`${row.id} ${row.throng} ${row.unit}  ${row.note}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await alone();
