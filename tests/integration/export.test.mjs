// What is exported from one project and imported into another is the same there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { gunzipSync } from 'node:zlib';
import { client, credentials, freshFolder, serve, throng } from '../lib/throng.mjs';

const sql = `SELECT event_id, event, toString(time) AS at, user_id, anonymous_id, session, channel, device, os, browser, page, props
  FROM events ORDER BY at, event_id`;
const withServer = async (data, work) => {
  const server = serve(data);
  try {
    return await work(client(await server.ready), await server.ready);
  } finally {
    await server.stop();
  }
};
const lines = (text) => text.trimEnd().split('\n').map((line) => JSON.parse(line));

// The folder of a project with a small shop, that of an empty one, and files beside them.
function shop(t) {
  const [from, into] = [freshFolder(), freshFolder()];
  t.after(from.dispose);
  t.after(into.dispose);
  const file = (name) => join(from.data, '..', name);
  throng(['simulate', '--persons', '60', '--days', '20', '--seed', '7', '--until', '2026-03-01', '--out', file('shop.jsonl')]);
  throng(['import', '--data', from.data, file('shop.jsonl')]);
  return { from, into, file };
}

test('an export that is imported elsewhere restores the events, with their ids', async (t) => {
  const { from, into, file } = shop(t);
  throng(['export', '--data', from.data, '--out', file('all.jsonl.gz')]);
  const all = gunzipSync(readFileSync(file('all.jsonl.gz'))).toString();
  assert.ok(lines(all).length > 500);
  assert.deepEqual(lines(all).map((one) => one.timestamp), lines(all).map((one) => one.timestamp).sort());

  throng(['import', '--data', into.data, file('all.jsonl.gz')]);
  assert.match(throng(['import', '--data', from.data, file('all.jsonl.gz')]).stdout, /events accepted +0\n/);
  const before = await withServer(from.data, async (api, url) => {
    const answer = await fetch(`${url}/api/events/export`, { headers: { authorization: `Bearer ${credentials.secretKey}` } });
    assert.equal(await answer.text(), all, 'the server gives what the command gives');
    throng(['export', '--url', url, '--secret-key', credentials.secretKey, '--out', file('one.csv'), '--event', 'Order Completed', '--from', '2026-02-20']);
    throng(['export', '--url', url, '--secret-key', credentials.secretKey, '--out', file('one.parquet')]);
    return (await api.post('/api/sql', { sql })).rows;
  });
  assert.equal(readFileSync(file('one.parquet')).subarray(0, 4).toString(), 'PAR1');
  const rows = readFileSync(file('one.csv'), 'utf8').trimEnd().split('\r\n');
  const wanted = lines(all).filter((one) => one.event === 'Order Completed' && one.timestamp >= '2026-02-20');
  assert.equal(rows.length, 1 + wanted.length);
  const after = await withServer(into.data, async (api) => (await api.post('/api/sql', { sql })).rows);
  assert.ok(before.length > 500);
  assert.deepEqual(after, before);

  const nothing = throng(['export', '--data', from.data, '--out', file('x.jsonl'), '--from', 'yesterday'], { mayFail: true });
  assert.equal(nothing.status, 2);
  assert.match(nothing.stderr, /--from: expected an ISO 8601 date/);
});

// What does not depend on which product the events went through; of persons those who did something.
const sums = `SELECT count(), countIf(person IN (SELECT person FROM events WHERE user_id != '')), uniqExact(person),
  sum(toFloat64OrZero(JSONExtractRaw(props, 'revenue'))) FROM events WHERE event NOT IN ('$identify', '$alias')`;
const names = `SELECT event, count() FROM events WHERE event NOT IN ('$identify', '$alias') GROUP BY event ORDER BY event`;
// Of each user, in the order of their ids.
async function traits(api) {
  const all = [];
  for (const { person } of (await api.get('/api/persons?limit=200')).persons) {
    const profile = await api.get(`/api/persons/${person}`);
    const users = profile.ids.filter(({ kind }) => kind === 'user').map(({ value }) => value).sort().join();
    if (users) all.push([users, Object.fromEntries(profile.traits.map(({ name, value }) => [name, value]))]);
  }
  return all.sort(([a], [b]) => a.localeCompare(b));
}
const told = async (api) => ({ sums: (await api.post('/api/sql', { sql: sums })).rows, names: (await api.post('/api/sql', { sql: names })).rows, traits: await traits(api) });

for (const product of ['posthog', 'mixpanel', 'amplitude', 'sensors']) {
  test(`an export for ${product} comes back as the same events, persons and traits`, async (t) => {
    const { from, into, file } = shop(t);
    throng(['export', '--data', from.data, '--format', product, '--out', file('moved.jsonl')]);
    const zone = product === 'mixpanel' ? ['--time-zone', 'UTC'] : [];
    const { stdout } = throng(['import', '--data', into.data, '--shape', product, ...zone, file('moved.jsonl')]);
    assert.match(stdout, /quarantined +0\n/, stdout);
    const before = await withServer(from.data, async (api, url) => {
      const answer = await fetch(`${url}/api/events/export?format=${product}`, { headers: { authorization: `Bearer ${credentials.secretKey}` } });
      assert.match(answer.headers.get('content-disposition'), new RegExp(`"events.${product}.jsonl"`));
      assert.equal(await answer.text(), readFileSync(file('moved.jsonl'), 'utf8'), 'the server gives what the command gives');
      return told(api);
    });
    assert.ok(before.names.length > 5);
    assert.ok(before.traits.length > 10 && before.traits.some(([, all]) => Object.keys(all).length > 2), JSON.stringify(before.traits[0]));
    assert.deepEqual(await withServer(into.data, told), before);
  });
}
