// Kills the server with SIGKILL while a loader sends numbered events, restarts it each time, and counts at the end:
// every acknowledged event is there exactly once. The loader repeats what was not acknowledged with the same message
// ids, as SDKs do.
//
// Most kills are aimed: the server's log (--log-level debug) says when a migration, an insert or a fold begins and
// ends, and the journal's file changes when it is written. An aimed kill that falls between begin and end is a hit;
// one that comes too late is a kill at any instant, and is tried again. THRONG_SEED replays a run's choices.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { random, seed } from '../lib/seeded.mjs';
import { client, credentials, eventually, freshFolder, program, serve, throng } from '../lib/throng.mjs';

const kills = Number(process.env.THRONG_KILLS ?? 25);
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

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
      if (url === '') { await pause(5); continue; }
      const first = progress.retry.pop() ?? (progress.next += batchSize) - batchSize;
      let ok = false;
      try { ok = await post(url, first); } catch { ok = false; }
      if (ok) progress.acknowledged.push(first);
      else {
        progress.retry.push(first);
        await pause(5);
      }
    }
  };
  const workers = [worker(), worker(), worker(), worker()];
  return { to: (where) => { url = where; }, stop: async () => { stopped = true; await Promise.all(workers); } };
}

// Kills `server` a random part of `within` milliseconds after it logged `begin`; a hit if it never logged `end`.
async function killBetween(server, begin, end, within) {
  let underWay = false;
  const begun = new Promise((resolve) => {
    server.onLine((line) => {
      if (line.includes(`"${end}"`)) underWay = false;
      if (line.includes(`"${begin}"`)) {
        underWay = true;
        resolve(true);
      }
    });
    server.exited.then(() => resolve(false));
    setTimeout(() => resolve(false), 60_000).unref();
  });
  if (await begun && within > 0) await pause(random() * within);
  await server.kill();
  return underWay;
}

async function killWhileJournalIsWritten(server, data) {
  const watcher = watch(join(data, 'journal'));
  const changed = await new Promise((resolve) => {
    watcher.once('change', () => resolve(true));
    server.exited.then(() => resolve(false));
    setTimeout(() => resolve(false), 60_000).unref();
  });
  server.child.kill('SIGKILL');
  watcher.close();
  await server.exited;
  return changed;
}

// One way to kill each: given a server that was just started, kills it and tells whether that was a hit.
function aims(data, load) {
  let startTook = 900;
  const loaded = async (server) => {
    load.to(await server.ready);
    await pause(30 + random() * 900);
  };
  return {
    // Before an event was accepted: tables half made, or made and not recorded.
    migration: (server) => killBetween(server, 'migrating the warehouse', 'migrated the warehouse', 40),
    // Opening the stores, building the timeline, recovery.
    start: async (server) => {
      const began = Date.now();
      let ready = false;
      const isReady = server.ready.then(() => { ready = true; startTook = Date.now() - began; }, () => {});
      await Promise.race([pause(random() * startTook), isReady]);
      await server.kill();
      return !ready;
    },
    journal: async (server) => { await loaded(server); return killWhileJournalIsWritten(server, data); },
    insert: async (server) => { await loaded(server); return killBetween(server, 'storing a batch', 'stored a batch', 10); },
    fold: async (server) => { await loaded(server); return killBetween(server, 'folding', 'folded', 0); },
    any: async (server) => { await loaded(server); await server.kill(); return true; },
  };
}

// `total` kills over the phases, migrations first (there is nothing to lose yet), the others in random order.
function plan(total) {
  const phases = ['journal', 'insert', 'fold', 'start', 'journal', 'insert', 'fold', 'start', 'any'];
  const migrations = Math.ceil(total / 6);
  const rest = Array.from({ length: total - migrations }, (_, i) => phases[i % phases.length]);
  for (let i = rest.length - 1; i > 0; --i) {
    const j = Math.floor(random() * (i + 1));
    [rest[i], rest[j]] = [rest[j], rest[i]];
  }
  return [...Array(migrations).fill('migration'), ...rest];
}

async function killAccordingTo(planned, data, load) {
  const kill = aims(data, load);
  const hits = {};
  let missed = 0;
  for (const phase of planned) {
    for (let tries = 0; ; ++tries) {
      assert.ok(tries < 20, `no kill falls into "${phase}"`);
      // Where a migration was hit, the next one goes on with what it left; one that was finished begins anew.
      const beginAnew = phase === 'migration' && (tries > 0 || !hits.migration);
      if (beginAnew) rmSync(join(data, 'warehouse'), { recursive: true, force: true, maxRetries: 3 });
      const hit = await kill[phase](serve(data, ['--log-level', 'debug']));
      load.to('');
      if (hit) break;
      ++missed;
    }
    hits[phase] = (hits[phase] ?? 0) + 1;
  }
  return `${Object.entries(hits).map(([phase, n]) => `${phase} ${n}`).join(', ')}, too late for its phase ${missed}`;
}

test(`nothing acknowledged is lost or doubled over ${kills} kills`, { timeout: 1_100_000 }, async (t) => {
  console.log(`seed ${seed}`);
  const folder = freshFolder();
  t.after(folder.dispose);
  const progress = { next: 0, retry: [], acknowledged: [] };
  const load = loader(progress);
  t.after(() => load.stop());
  const killed = await killAccordingTo(plan(kills), folder.data, load);
  const server = serve(folder.data);
  const url = await server.ready;
  load.to(url);
  while (progress.acknowledged.length < 20) await pause(20);
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
  console.log(`note: ${sent} events acknowledged; killed during ${killed}`);
  assert.equal((await server.stop()).code, 0, server.log());
});

// init migrates both stores; a folder that it did not finish must not pass for one.
test('a killed init leaves either a whole folder or none that serves', { timeout: 120_000 }, async (t) => {
  const began = Date.now();
  const folder = freshFolder();
  t.after(folder.dispose);
  const took = Date.now() - began;
  let whole = 0;
  for (let i = 0; i < 10; ++i) {
    const data = `${folder.data}-${i}`;
    const init = spawn(program, ['init', '--data', data], { stdio: 'ignore' });
    const ended = new Promise((resolve) => { init.on('close', resolve); });
    await Promise.race([pause(random() * took * 1.3), ended]);
    init.kill('SIGKILL');
    await ended;
    if (existsSync(join(data, 'config.toml'))) {
      throng(['doctor', '--data', data]);
      ++whole;
      continue;
    }
    assert.equal(throng(['doctor', '--data', data], { mayFail: true }).status, 1);
    rmSync(data, { recursive: true, force: true });
    throng(['init', '--data', data]);
  }
  console.log(`note: ${whole} of 10 inits were done before they were killed`);
});
