// ./dev bench: makes 20 million simulated events of 1 million persons (once; kept in build/bench), measures Throng and
// its peers on them in one run, and writes bench/results/latest.json.
//   node bench/run.mjs [--persons N] [--fresh]
import { execFileSync, spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { client, credentials, serve, throng } from '../tests/lib/throng.mjs';

const option = (name, fallback) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : fallback);
const persons = Number(option('--persons', '1000000'));
const days = 90;
const data = `build/bench/data-${persons}`;
const ingestData = 'build/bench/ingest';
const say = (text) => console.error(`bench: ${text}`);

function init(folder) {
  rmSync(folder, { recursive: true, force: true });
  throng(['init', '--data', folder, '--project', 'shop', '--time-zone', 'Asia/Shanghai', '--write-key', credentials.writeKey,
    '--secret-key', credentials.secretKey, '--operator', credentials.email, '--password', credentials.password]);
}

function makeData() {
  if (process.argv.includes('--fresh')) rmSync(data, { recursive: true, force: true });
  if (existsSync(`${data}/complete`)) return;
  say(`simulating ${persons} persons over ${days} days`);
  mkdirSync('build/bench', { recursive: true });
  init(data);
  throng(['simulate', '--into', data, '--persons', String(persons), '--days', String(days), '--seed', '1', '--until', '2026-11-01'],
    { stdio: ['ignore', 'inherit', 'inherit'] });
  writeFileSync(`${data}/complete`, '');
}

function questions() {
  say('questions on the timeline and as SQL');
  const result = spawnSync('build/release/bench/throng_questions', [data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 });
  if (result.status !== 0) throw new Error('throng_questions failed');
  return JSON.parse(result.stdout);
}

async function startToAnswer() {
  say('from start to the first answer');
  const started = performance.now();
  const server = serve(data);
  const url = await server.ready;
  const question = { series: [{ measure: 'persons' }], bucket: 'day', range: { between: ['2026-08-03', '2026-11-01'] } };
  let answer;
  while (answer === undefined) {
    try { answer = await client(url).ask('trend', question); } catch { await new Promise((resolve) => setTimeout(resolve, 20)); }
  }
  const seconds = (performance.now() - started) / 1000;
  await server.stop();
  return { id: 'start_to_answer', throng: seconds, peer_name: 'none', unit: 's', note: 'process start to the first HTTP answer of distinct daily persons over 90 days' };
}

async function ingest(id, args, note) {
  say(`ingest: ${note}`);
  init(ingestData);
  const server = serve(ingestData);
  const url = await server.ready;
  const result = spawnSync('build/release/bench/throng_load', ['--url', url, '--write-key', credentials.writeKey, ...args], { encoding: 'utf8' });
  await server.stop();
  if (result.status !== 0) throw new Error(`throng_load failed: ${result.stderr}`);
  const load = JSON.parse(result.stdout);
  return { id, throng: load.events_per_second, peer_name: 'none', unit: 'events/s',
    note: `${note}; p50 ${load.p50_ms} ms, p99 ${load.p99_ms} ms; client on the same two cores` };
}

execFileSync('ninja', ['-C', 'build/release', '--quiet', 'throng', 'throng_bench_programs'], { stdio: 'inherit' });
makeData();
const rows = [
  ...questions(),
  await startToAnswer(),
  await ingest('ingest_batch100', ['--batch', '100', '--connections', '16', '--events', '2000000'], 'HTTP batches of 100, durable acknowledgement'),
  await ingest('ingest_single64', ['--batch', '1', '--connections', '64', '--events', '200000'], 'HTTP single events on 64 connections, durable acknowledgement'),
  { id: 'machine', note: `${cpus().length} x ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${throng(['version']).stdout.trim().split('\n')[0]}, ${persons} persons` },
];
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/latest.json', `${JSON.stringify(rows, null, 2)}\n`);
for (const r of rows) {
  const ratio = r.ratio === undefined ? '' : `  ${r.ratio.toFixed(1)}x of ${r.peer_name} (${r.peer.toFixed(1)})`;
  console.log(r.id === 'machine' ? r.note : `${r.id.padEnd(18)} ${r.throng.toFixed(1)} ${r.unit}${ratio}  ${r.note}`);
}
