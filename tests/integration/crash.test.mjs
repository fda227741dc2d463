// Kills the server with SIGKILL at random instants while a loader sends numbered events, restarts it each time, and
// counts at the end: every acknowledged event is there exactly once. The loader repeats what was not acknowledged
// with the same message ids, as SDKs do. THRONG_SEED replays a run's instants.
import assert from 'node:assert/strict';
import test from 'node:test';
import { client, credentials, eventually, freshFolder, serve } from '../lib/throng.mjs';

const kills = Number(process.env.THRONG_KILLS ?? 25);
const seed = Number(process.env.THRONG_SEED ?? Date.now() % 1_000_000);
let state = seed >>> 0;
const random = () => {  // mulberry32
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const batchSize = 500;
const startTime = Date.UTC(2026, 0, 1);
const event = (n) => ({
  type: 'track',
  event: 'Numbered',
  messageId: `numbered-${n}`,
  ...(n % 3 === 0 ? { anonymousId: `anon-${n % 997}` } : { userId: `user-${n % 499}`, anonymousId: `anon-${n % 499}` }),
  timestamp: new Date(startTime + n * 1000).toISOString(),
  properties: { n },
});

async function post(url, first) {
  const batch = Array.from({ length: batchSize }, (_, i) => event(first + i));
  const response = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${credentials.writeKey}:`).toString('base64')}` },
    body: JSON.stringify({ batch }),
  });
  return response.status === 200;
}

// Sends batches on four connections until stopped; what is not acknowledged goes back on the pile.
function loader(progress) {
  let url = '';
  let stopped = false;
  const worker = async () => {
    while (!stopped) {
      if (url === '') { await new Promise((resolve) => setTimeout(resolve, 5)); continue; }
      const first = progress.retry.pop() ?? (progress.next += batchSize) - batchSize;
      let ok = false;
      try { ok = await post(url, first); } catch { ok = false; }
      if (ok) progress.acknowledged.push(first);
      else {
        progress.retry.push(first);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  };
  const workers = [worker(), worker(), worker(), worker()];
  return { to: (where) => { url = where; }, stop: async () => { stopped = true; await Promise.all(workers); } };
}

test(`nothing acknowledged is lost or doubled over ${kills} kills`, { timeout: 600_000 }, async (t) => {
  console.log(`seed ${seed}`);
  const folder = freshFolder();
  t.after(folder.dispose);
  const progress = { next: 0, retry: [], acknowledged: [] };
  const load = loader(progress);
  for (let i = 0; i < kills; ++i) {
    const server = serve(folder.data);
    // Every fifth kill falls into the start itself: opening, migration, recovery.
    if (i % 5 === 0) {
      await Promise.race([new Promise((resolve) => setTimeout(resolve, random() * 900)), server.ready.catch(() => {})]);
      await server.kill();
      continue;
    }
    load.to(await server.ready);
    await new Promise((resolve) => setTimeout(resolve, 30 + random() * 1200));
    await server.kill();
    load.to('');
  }
  const server = serve(folder.data);
  const url = await server.ready;
  load.to(url);
  while (progress.acknowledged.length < 20) await new Promise((resolve) => setTimeout(resolve, 20));
  await load.stop();
  for (const first of progress.retry.splice(0)) {
    assert.ok(await post(url, first));
    progress.acknowledged.push(first);
  }
  const sent = progress.acknowledged.length * batchSize;
  const api = client(url);
  const match = { event: 'Numbered' };
  const count = async (measure, engine) => (await api.post('/api/ask', {
    analysis: 'trend', question: { series: [{ match, measure, property: measure === 'total' ? '' : 'n' }], range: 'ever', bucket: 'total' }, engine })).answer.series[0].total;
  await eventually(() => count('total', 'sql'), (n) => n === sent);
  await eventually(() => count('total', 'timeline'), (n) => n === sent);
  for (const engine of ['timeline', 'sql']) {
    assert.equal(await count('total', engine), sent, `${engine}: total`);
    assert.equal(await count('distinct', engine), sent, `${engine}: distinct numbers`);
    assert.equal(await count('max', engine), Math.max(...progress.acknowledged) + batchSize - 1, `${engine}: last number`);
  }
  console.log(`note: ${sent} events acknowledged over ${kills} kills`);
  assert.equal((await server.stop()).code, 0, server.log());
});
