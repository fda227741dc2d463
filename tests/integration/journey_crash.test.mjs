// Kills the server with SIGKILL while persons walk through a journey, at random instants: everybody enters once, takes each
// step once, gets no message twice, and whoever got none is listed as unknown. THRONG_SEND_KILLS and THRONG_SEED set how
// often and when.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import { mailSink, sendTo, sinkProgram } from '../lib/mail_sink.mjs';
import { random, seed } from '../lib/seeded.mjs';
import { client, credentials, eventually, freshFolder, serve } from '../lib/throng.mjs';

const kills = Number(process.env.THRONG_SEND_KILLS ?? 6);
const persons = 2_000;
const connections = 8;

const who = (i) => `user-${i}`;
const enters = (i) => [
  { type: 'identify', userId: who(i), messageId: `identify-${i}`, traits: { email: `${who(i)}@example.com` } },
  { type: 'track', event: 'Added', userId: who(i), messageId: `added-${i}` },
];
const buys = (i) => (i % 2 === 0 ? [{ type: 'track', event: 'Bought', userId: who(i), messageId: `bought-${i}` }] : []);

// Again until it is acknowledged, whatever happens to the server meanwhile.
async function deliver(address, batch) {
  for (;;) {
    try {
      const response = await fetch(`${address()}/v1/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${credentials.writeKey}:`).toString('base64')}` },
        body: JSON.stringify({ batch }) });
      if (response.status === 200) return;
    } catch {
      // the server is down
    }
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

async function startJourney(api) {
  const template = async (subject) => (await api.post('/api/templates', { name: subject, contents: [{ language: 'en', subject, html: '<p>Hi</p>' }] })).id;
  const message = (id) => ({ variants: [{ name: 'A', message: id }] });
  const journey = await api.post('/api/journeys', {
    name: 'Welcome', holdout_percent: 0, entry: { event: { event: 'Added' }, again: 'never' },
    steps: [
      { id: 'hello', kind: 'message', message: message(await template('Hello')), next: 'rest' },
      { id: 'rest', kind: 'wait', wait: { time: '1s' }, next: 'buys' },
      { id: 'buys', kind: 'wait_for', wait_for: { event: { event: 'Bought' }, timeout: '4s', otherwise: 'nudge' }, next: 'mark' },
      { id: 'mark', kind: 'trait', trait: { trait: 'stage', value: 'buyer' }, next: 'thanks' },
      { id: 'thanks', kind: 'branch', branch: [{ filter: { person: 'stage', op: 'is', value: 'buyer' }, next: 'end' }], next: 'nudge' },
      { id: 'nudge', kind: 'message', message: message(await template('Nudge')) },
      { id: 'end', kind: 'exit' },
    ] });
  await api.post(`/api/journeys/${journey.id}/start`, {});
  return journey.id;
}

test('a server that is killed while persons walk takes each step of theirs once', { timeout: 300_000, skip: !existsSync(sinkProgram) && 'the mail server for tests is not built' }, async (t) => {
  t.diagnostic(`THRONG_SEED=${seed}`);
  const folder = freshFolder();
  t.after(folder.dispose);
  const sink = await mailSink(dirname(folder.data));
  t.after(() => sink.stop());
  sendTo(folder.data, sink);
  let server = serve(folder.data);
  let url = await server.ready;
  const journey = await startJourney(client(url));
  const everybody = Array.from({ length: persons }, (_, i) => i);
  // Some buy while they wait for it, some before, some when they have given up.
  const load = Promise.all([[enters, 0], [buys, 1500]].map(async ([what, after]) => {
    await new Promise((resolve) => { setTimeout(resolve, after); });
    for (let first = 0; first < persons; first += 50) {
      await deliver(() => url, everybody.slice(first, first + 50).flatMap(what));
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }));
  for (let kill = 0; kill < kills; ++kill) {
    await new Promise((resolve) => { setTimeout(resolve, 300 + random() * 1500); });
    await server.kill();
    server = serve(folder.data);
    url = await server.ready;
  }
  await load;
  const { entered, inside } = await eventually(() => client(url).get(`/api/journeys/${journey}`), (view) => view.entered === persons && view.inside === 0, 600);
  assert.equal(entered, persons);
  assert.equal(inside, 0);

  const { visits } = await client(url).get(`/api/journeys/${journey}/numbers`);
  const took = (step, outcome) => visits.find((one) => one.step === step && one.outcome === outcome)?.count ?? 0;
  assert.equal(took('hello', 'done'), persons);
  assert.equal(took('rest', 'done'), persons);
  assert.equal(took('buys', 'met') + took('buys', 'timeout'), persons);
  assert.equal(took('mark', 'done'), took('buys', 'met'));
  assert.equal(took('thanks', '1'), took('mark', 'done'), 'whoever was marked is seen as marked');
  assert.equal(took('nudge', 'done'), took('buys', 'timeout'));
  assert.ok(took('buys', 'met') <= persons / 2);

  const mailed = (subject) => sink.mails().filter((mail) => mail.data.includes(`Subject: ${subject}`)).map(({ to }) => to[0]);
  await eventually(() => client(url).get(`/api/journeys/${journey}/numbers`), ({ sends }) => sends.every(({ counts }) => counts.every((one) => ['sent', 'unknown'].includes(one.state))), 600);
  const unknown = (await client(url).get('/api/sends?state=unknown&limit=1000')).sends;
  assert.ok(unknown.length <= connections * kills, `${unknown.length} unknown`);
  for (const [subject, wanted] of [['Hello', persons], ['Nudge', took('buys', 'timeout')]]) {
    const got = mailed(subject);
    assert.equal(new Set(got).size, got.length, `${subject}: nobody gets two`);
    assert.ok(got.length <= wanted && got.length + unknown.length >= wanted, `${subject}: ${got.length} of ${wanted}, ${unknown.length} unknown`);
  }
  t.diagnostic(`${took('buys', 'met')} bought in time; ${unknown.length} mails are unknown after ${kills} kills`);

  // What was done is there once: traits, and the events that tell of it.
  const buyers = await eventually(() => client(url).ask('segment', { filter: { person: 'stage', op: 'is', value: 'buyer' } }), (answer) => answer.persons === took('buys', 'met'), 100);
  assert.equal(buyers.persons, took('buys', 'met'));
  const told = (event) => client(url).ask('trend', { series: [{ match: { event }, measure: 'total' }], bucket: 'total', range: { last: 7, unit: 'day' } });
  for (const event of ['$journey_entered', '$journey_ended']) {
    const { series } = await eventually(() => told(event), (answer) => answer.series[0].values[0] >= persons, 100);
    assert.equal(series[0].values[0], persons, event);
  }
});
