// Kills the server with SIGKILL while it sends a campaign, at random instants, and counts at a mail server that writes
// every mail down: nobody gets two, and whoever got none is listed as unknown - at most one per connection and kill.
// THRONG_SEND_KILLS and THRONG_SEED set how often and when.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import test from 'node:test';
import { mailSink, sendTo, sinkProgram } from '../lib/mail_sink.mjs';
import { random, seed } from '../lib/seeded.mjs';
import { client, credentials, eventually, freshFolder, serve } from '../lib/throng.mjs';

const kills = Number(process.env.THRONG_SEND_KILLS ?? 6);
const persons = 10_000;
const connections = 8;

const count = (event) => ({ series: [{ match: { event }, measure: 'total' }], bucket: 'total', range: { last: 7, unit: 'day' } });

async function enrol(url) {
  for (let first = 0; first < persons; first += 500) {
    const batch = Array.from({ length: 500 }, (_, i) => ({
      type: 'identify', userId: `user-${first + i}`, messageId: `identify-${first + i}`, traits: { email: `user-${first + i}@example.com`, name: `User ${first + i}` } }))
      .concat(Array.from({ length: 500 }, (_, i) => ({ type: 'track', event: 'Signed Up', userId: `user-${first + i}`, messageId: `signed-${first + i}` })));
    for (const part of [batch.slice(0, 500), batch.slice(500)]) {
      const response = await fetch(`${url}/v1/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${credentials.writeKey}:`).toString('base64')}` },
        body: JSON.stringify({ batch: part }) });
      assert.equal(response.status, 200);
    }
  }
}

async function startCampaign(api) {
  const template = await api.post('/api/templates', { name: 'Sale', contents: [{ language: 'en', subject: 'Hello {{ person.name }}', html: '<p>Hi {{ person.name }}</p>' }] });
  const campaign = await api.post('/api/campaigns', {
    name: 'Sale', audience: { did: { event: 'Signed Up' } }, variants: [{ name: 'A', message: template.id }], holdout_percent: 0 });
  await api.post(`/api/campaigns/${campaign.id}/start`, {});
  return campaign.id;
}

test('a server that is killed while it sends writes to nobody twice and loses nobody', { timeout: 540_000, skip: !existsSync(sinkProgram) && 'the mail server for tests is not built' }, async (t) => {
  t.diagnostic(`THRONG_SEED=${seed}`);
  const folder = freshFolder();
  t.after(folder.dispose);
  const sink = await mailSink(dirname(folder.data));
  t.after(() => sink.stop());
  sendTo(folder.data, sink);
  let server = serve(folder.data);
  let url = await server.ready;
  await enrol(url);
  await eventually(() => client(url).ask('trend', count('Signed Up')), ({ series }) => series[0].values[0] === persons, 200);
  const campaign = await startCampaign(client(url));
  for (let kill = 0; kill < kills; ++kill) {
    // Not before something of this life went out, then at any instant.
    const before = sink.mails().length;
    await eventually(() => sink.mails().length, (count) => count > before || count >= persons - kills * connections, 300);
    await new Promise((resolve) => { setTimeout(resolve, random() * 400); });
    await server.kill();
    server = serve(folder.data);
    url = await server.ready;
  }
  await eventually(() => client(url).get(`/api/campaigns/${campaign}`), ({ phase }) => phase === 'ended', 1200);
  const times = new Map();
  for (const { to } of sink.mails()) times.set(to[0], (times.get(to[0]) ?? 0) + 1);
  const twice = [...times].filter(([, count]) => count > 1);
  assert.deepEqual(twice, [], 'nobody gets two');
  const unknown = (await client(url).get('/api/sends?state=unknown&limit=1000')).sends;
  t.diagnostic(`${times.size} of ${persons} got the mail; ${unknown.length} are unknown after ${kills} kills`);
  assert.ok(unknown.length <= connections * kills, `${unknown.length} unknown`);
  const listed = new Set(unknown.map(({ name }) => `${name}@example.com`));
  for (let i = 0; i < persons; ++i) {
    const address = `user-${i}@example.com`;
    assert.ok(times.has(address) || listed.has(address), `${address} got nothing and is not listed`);
  }
  const [run] = (await client(url).get(`/api/campaigns/${campaign}/runs`)).runs;
  const sent = run.counts.find((count) => count.state === 'sent')?.count ?? 0;
  assert.equal(sent + unknown.length, persons);
  // What was sent is told in events, each once.
  const answer = await eventually(() => client(url).ask('trend', count('$message_sent')), ({ series }) => series[0].values[0] >= sent, 100);
  assert.equal(answer.series[0].values[0], sent);
});
