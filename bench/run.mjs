// ./dev bench: makes 20 million simulated events of 1 million persons (once; kept in build/bench), measures Throng and
// its peers on them in one run, and writes bench/results/latest.json. --growth also measures 5 and 80 million and draws
// bench/results/growth.svg.
//   node bench/run.mjs [--persons N] [--fresh] [--growth]
//   node bench/run.mjs --protocols: only how fast protocols are read and taken; prints, writes nothing
import { execFileSync, spawnSync } from 'node:child_process';
import { cpus, tmpdir, totalmem } from 'node:os';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, credentials, serve, throng } from '../tests/lib/throng.mjs';
import { askDuckDb } from './duckdb.mjs';
import { growthChart } from './growth.mjs';
import { memberships } from './memberships.mjs';
import { protocols, writeRequests } from './protocols.mjs';
import { sending } from './sending.mjs';
import { triggers } from './triggers.mjs';

const option = (name, fallback) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : fallback);
const persons = Number(option('--persons', '1000000'));
const days = 90;
const folderOf = (count) => `build/bench/data-${count}`;
const data = folderOf(persons);
const ingestData = 'build/bench/ingest';
const say = (text) => console.error(`bench: ${text}`);

function init(folder) {
  rmSync(folder, { recursive: true, force: true });
  throng(['init', '--data', folder, '--project', 'shop', '--time-zone', 'Asia/Shanghai', '--write-key', credentials.writeKey,
    '--secret-key', credentials.secretKey, '--operator', credentials.email, '--password', credentials.password]);
}

function makeData(count) {
  const folder = folderOf(count);
  if (process.argv.includes('--fresh')) rmSync(folder, { recursive: true, force: true });
  if (existsSync(`${folder}/complete`)) return;
  say(`simulating ${count} persons over ${days} days`);
  mkdirSync('build/bench', { recursive: true });
  init(folder);
  throng(['simulate', '--into', folder, '--persons', String(count), '--days', String(days), '--seed', '1', '--until', '2026-11-01'],
    { stdio: ['ignore', 'inherit', 'inherit'] });
  writeFileSync(`${folder}/complete`, '');
}

function measure(folder, args) {
  const result = spawnSync('build/release/bench/throng_questions', [folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 });
  if (result.status !== 0) throw new Error('throng_questions failed');
  return JSON.parse(result.stdout);
}

// Every question, then those that DuckDB is asked too, each with a row of its own.
async function questions() {
  say('questions on the timeline and as SQL');
  const csv = 'build/bench/events.csv';
  const wanted = 'build/bench/answers.json';
  const rows = measure(data, ['--dump', csv, '--answers', wanted]);
  say('the same in DuckDB');
  const answers = JSON.parse(readFileSync(wanted, 'utf8').replace(/\b\d{16,}\b/g, '"$&"'));  // beyond what a double holds
  for (const [id, ms] of Object.entries(await askDuckDb(csv, answers))) {
    const row = rows.find((r) => r.id === id);
    rows.push({ id: `${id}_duckdb`, throng: row.throng, peer: ms, peer_name: 'DuckDB', unit: 'ms', ratio: ms / row.throng, note: 'ordered by person and time, in memory, 2 threads' });
  }
  return rows;
}

// The line of a question or figure in all sizes of data there are.
function growth() {
  const ids = ['distinct_daily', 'funnel4', 'retention30', 'path5', 'sessions'];
  const points = [222_000, 1_000_000, 3_555_000].map((count) => {
    makeData(count);
    say(`growth: ${count} persons`);
    const rows = measure(folderOf(count), ['--peers', 'no', '--only', [...ids, 'bytes_per_event', 'timeline_megabytes'].join()]);
    const of = (id) => rows.find((r) => r.id === id);
    const values = Object.fromEntries(ids.map((id) => [`${id}, ms`, of(id).throng]));
    return { events: Number(of('bytes_per_event').note.match(/(\d+) events/)[1]), values: { ...values, 'memory, MB': of('timeline_megabytes').throng } };
  });
  writeFileSync('bench/results/growth.json', `${JSON.stringify(points, null, 2)}\n`);
  writeFileSync('bench/results/growth.svg', growthChart(points, 'Times of questions and memory of the timelines'));
  return points.map((p) => ({ id: `growth_${Math.round(p.events / 1e6)}m`, throng: p.events, peer_name: 'none', unit: 'events',
    note: Object.entries(p.values).map(([name, value]) => `${name}: ${value.toFixed(1)}`).join('; ') }));
}

// Eight people look at boards of ten tiles at once; every question is one nobody asked before.
async function dashboards() {
  say('8 concurrent dashboards of 10 tiles');
  const server = serve(data);
  const api = client(await server.ready);
  let asked = 0;
  const tiles = () => {
    const range = { between: [`2026-08-03T00:00:${String(++asked % 60).padStart(2, '0')}.${String(Math.floor(asked / 60)).padStart(3, '0')}Z`, '2026-11-01'] };
    const trend = (event, more = {}) => ({ analysis: 'trend', question: { series: [{ match: { event }, ...more }], range } });
    return [
      trend('Product Viewed'), trend('Order Completed'), trend('Signed Up', { measure: 'persons' }), trend('Product Added', { measure: 'persons' }),
      { analysis: 'trend', question: { series: [{ measure: 'persons' }], bucket: 'week', breakdowns: [{ property: 'event.$channel' }], range } },
      { analysis: 'funnel', question: { steps: ['Product Viewed', 'Product Added', 'Order Completed'].map((event) => ({ event })), range } },
      { analysis: 'retention', question: { start: { event: 'Signed Up' }, back: {}, buckets: 14, range } },
      { analysis: 'lifecycle', question: { bucket: 'week', range } }, { analysis: 'stickiness', question: { bucket: 'day', range } },
      { analysis: 'distribution', question: { match: { event: 'Order Completed' }, range } },
    ];
  };
  const once = async (questions) => {
    const started = performance.now();
    const { results } = await api.post('/api/ask/many', { questions });
    for (const result of results) if (result.answer === undefined && result.answered === undefined) throw new Error(JSON.stringify(result).slice(0, 500));
    return performance.now() - started;
  };
  const crowd = async (make) => {
    const took = [];
    await Promise.all(Array.from({ length: 8 }, async () => { for (let i = 0; i < 8; ++i) took.push(await once(make())); }));
    return took.sort((a, b) => a - b);
  };
  const same = tiles();
  await once(same);
  const fresh = await crowd(tiles);
  const kept = await crowd(() => same);
  await server.stop();
  const p = (list, share) => list[Math.ceil(share * list.length) - 1];
  return { id: 'dashboards_p95', throng: p(fresh, 0.95), peer_name: 'none', unit: 'ms',
    note: `8 at once, 10 tiles each, every question new: p50 ${p(fresh, 0.5).toFixed(0)} ms, p95 ${p(fresh, 0.95).toFixed(0)} ms; the same board again from kept answers: p95 ${p(kept, 0.95).toFixed(1)} ms` };
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

function rendering() {
  say('rendering');
  const told = execFileSync('build/release/bench/throng_liquid_bench', ['--benchmark_format=json', '--benchmark_filter=email/html:1'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return { id: 'render', throng: JSON.parse(told).benchmarks[0].items_per_second, peer_name: 'none', unit: '/s', note: 'a typical e-mail, parsed once, rendered and escaped for one person after the other on one core' };
}

async function ingest(id, args, note, sender = ['--write-key', credentials.writeKey]) {
  say(`ingest: ${note}`);
  init(ingestData);
  const server = serve(ingestData);
  const url = await server.ready;
  const result = spawnSync('build/release/bench/throng_load', ['--url', url, ...sender, ...args], { encoding: 'utf8' });
  await server.stop();
  if (result.status !== 0) throw new Error(`throng_load failed: ${result.stderr}`);
  const load = JSON.parse(result.stdout);
  return { id, throng: load.events_per_second, peer_name: 'none', unit: 'events/s',
    note: `${note}; p50 ${load.p50_ms} ms, p99 ${load.p99_ms} ms; client on the same two cores` };
}

// One core: what of a protocol's bodies is read, before anything is stored.
function decoding() {
  say('decoding protocols');
  const told = execFileSync('build/release/bench/throng_protocols', ['--benchmark_format=json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(told).benchmarks.map((one) => ({ id: one.name.replace('/', '_'), throng: one.items_per_second, peer_name: 'none', unit: 'events/s',
    note: 'bodies of 100 events unwrapped, decoded, validated and enriched on one core' }));
}

async function ingestOfProtocols() {
  const rows = [];
  for (const name of Object.keys(protocols)) {
    const file = join(tmpdir(), `throng-bench-${name}.requests`);
    writeRequests(file, name, credentials.writeKey, 5000);
    rows.push(await ingest(`ingest_${name}`, ['--batch', '100', '--connections', '16'], `HTTP, ${name}, 100 events a request`, ['--requests', file]));
    rmSync(file);
  }
  return rows;
}

execFileSync('ninja', ['-C', 'build/release', '--quiet', 'throng', 'throng_bench_programs', 'throng_smtp_sink'], { stdio: 'inherit' });
const show = (r) => {
  const ratio = r.ratio === undefined ? '' : `  ${r.ratio.toFixed(1)}x of ${r.peer_name} (${r.peer.toFixed(1)})`;
  console.log(r.id === 'machine' ? r.note : `${r.id.padEnd(18)} ${r.throng.toFixed(1)} ${r.unit}${ratio}  ${r.note}`);
};
if (process.argv.includes('--protocols')) {
  [...decoding(), ...(await ingestOfProtocols())].forEach(show);
  process.exit(0);
}
makeData(persons);
const rows = [
  ...(await questions()),
  ...(process.argv.includes('--growth') ? growth() : []),
  await dashboards(),
  await startToAnswer(),
  await memberships(data),
  rendering(),
  ...(await sending(persons)),
  ...(await triggers(100_000)),
  await ingest('ingest_batch100', ['--batch', '100', '--connections', '16', '--events', '2000000'], 'HTTP batches of 100, durable acknowledgement'),
  await ingest('ingest_single64', ['--batch', '1', '--connections', '64', '--events', '200000'], 'HTTP single events on 64 connections, durable acknowledgement'),
  ...decoding(),
  ...(await ingestOfProtocols()),
  { id: 'machine', note: `${cpus().length} x ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${throng(['version']).stdout.trim().split('\n')[0]}, ${persons} persons` },
];
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/latest.json', `${JSON.stringify(rows, null, 2)}\n`);
rows.forEach(show);
