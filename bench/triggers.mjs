// How soon a journey's message is handed over after the event that lets somebody in was acknowledged: 2,000 events a
// second, 50 active journeys, a webhook on the same machine. Part of bench/run.mjs; alone:
//   node bench/triggers.mjs [--persons 100000]
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { client, credentials, serve } from '../tests/lib/throng.mjs';
import { makeData } from './sending.mjs';

const journeys = 50, perSecond = 2000, batch = 20, seconds = 20;
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// Takes messages and keeps when each came, by the text: the number of the event that brought it about.
async function listener() {
  const came = new Map();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', () => {
      came.set(Number(JSON.parse(body).text), performance.now());
      response.end();
    });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { came, url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

// Each lets in whoever does one of five events with its own number in it: one event in 50 does so.
async function begin(api) {
  const template = await api.post('/api/templates', { name: 'Hook', channel: 'webhook', contents: [{ language: 'en', text: '{{ event.properties.n }}' }] });
  for (let i = 0; i < journeys; ++i) {
    const made = await api.post('/api/journeys', {
      name: `Journey ${i}`, holdout_percent: 0,
      entry: { event: { event: `Load ${i % 5}`, where: { event: 'lot', op: 'is', value: `${i}` } }, again: 'always' },
      steps: [{ id: 'tell', kind: 'message', message: { channel: 'webhook', variants: [{ name: 'A', message: template.id }] } }],
    });
    await api.post(`/api/journeys/${made.id}/start`, {});
  }
}

// When each event was acknowledged, by its number.
async function send(url, wanted) {
  const acknowledged = new Map();
  const authorization = `Basic ${Buffer.from(`${credentials.writeKey}:`).toString('base64')}`;
  const posts = [];
  const began = performance.now();
  for (let n = 0; n < wanted; n += batch) {
    const events = Array.from({ length: batch }, (_, k) => {
      const number = n + k;  // of 250 events in a row each journey's comes once
      return { type: 'track', userId: `load-${number % 5000}`, event: `Load ${number % 5}`, messageId: `load-${began}-${number}`, properties: { n: number, lot: `${number % 250}` } };
    });
    const due = began + (n / perSecond) * 1000;
    if (due > performance.now()) await pause(due - performance.now());
    posts.push(fetch(`${url}/v1/batch`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ batch: events }) }).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
      for (let k = 0; k < batch; ++k) acknowledged.set(n + k, performance.now());
    }));
  }
  await Promise.all(posts);
  return { acknowledged, rate: wanted / ((performance.now() - began) / 1000) };
}

export async function triggers(persons) {
  const hook = await listener();
  const data = makeData(persons);
  appendFileSync(`${data}/config.toml`, `\n[channels.webhook]\nurl = "${hook.url}"\nsecret = "s"\n[webhooks]\ninternal_addresses = true\n`);
  const server = serve(data);
  try {
    const url = await server.ready;
    await begin(client(url));
    await send(url, perSecond);  // warm
    while (hook.came.size < (perSecond / 250) * journeys) await pause(50);
    hook.came.clear();
    const { acknowledged, rate } = await send(url, perSecond * seconds);
    const expected = ((perSecond * seconds) / 250) * journeys;
    for (let i = 0; i < 600 && hook.came.size < expected; ++i) await pause(50);
    if (hook.came.size !== expected) throw new Error(`${hook.came.size} of ${expected} messages came`);
    const waits = [...hook.came].map(([n, at]) => at - acknowledged.get(n)).sort((a, b) => a - b);
    const at = (share) => Math.round(waits[Math.floor(share * (waits.length - 1))]);
    return [{ id: 'trigger_latency', throng: at(0.99), peer_name: 'none', unit: 'ms', note: `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, greatest ${at(1)} ms from the acknowledged event to the message at a webhook; ${Math.round(rate)} events/s, ${journeys} active journeys, ${waits.length} messages; client and webhook on the same two cores` }];
  } finally {
    await server.kill();
    hook.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--persons');
  execFileSync('ninja', ['-C', 'build/release', '--quiet', 'throng'], { stdio: 'inherit' });
  for (const row of await triggers(at < 0 ? 100_000 : Number(process.argv[at + 1]))) console.log(`${row.id} ${row.throng} ${row.unit}  ${row.note}`);
}
