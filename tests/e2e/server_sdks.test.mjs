// Throng's own SDKs for servers: what they do with a server that fails, and what a real one makes of what they send.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Client } from '../../sdk/node/index.js';
import { answer, faultyServer, nobody, ok, reset, resetInTheMiddle } from '../lib/faulty_server.mjs';
import { drive, drivers, missing, pythonUnitTests, runFirstEvent } from '../lib/sdk_drivers.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const options = { timeout: 120_000 };
const quick = { flush_interval: 50, retry_max: 1000 };
const sorted = (list) => [...list].sort();
const text = (message) => JSON.stringify(message);
const retryMinMs = 500;

for (const name of missing) test(`the SDK ${name}`, { skip: `nothing here runs ${name}` }, () => {});

for (const driver of drivers) {
  const { name } = driver;

  test(`${name}: failures lose nothing and repeat nothing under another id`, options, async (t) => {
    let until;
    const busyUntil = (batch, response) => {
      until = Math.ceil(Date.now() / 1000) * 1000 + 1000;
      answer(429, { 'retry-after': new Date(until).toUTCString() })(batch, response);
    };
    const server = await faultyServer(t, [answer(503, { 'retry-after': '2' }), answer(500), reset, resetInTheMiddle, busyUntil, answer(408), ok]);
    const said = await drive(driver, 'many', server.url, { ...quick, count: 20, flush_at: 5 });

    assert.deepEqual(said.errors, []);
    assert.deepEqual(said.closed, ['true 0']);
    assert.equal(new Set(said.ids).size, 20);
    assert.deepEqual(sorted(server.acknowledged()), sorted(said.ids), 'each event is acknowledged once');
    const { requests } = server;
    assert.equal(requests.length, 6 + 4);
    for (const retry of requests.slice(1, 7)) assert.deepEqual(retry.batch.map(text), requests[0].batch.map(text), 'a retry is the same');
    const pause = (i) => requests[i].at - requests[i - 1].answeredAt;
    assert.ok(pause(1) >= 2000, `came back after ${pause(1)} ms, Retry-After was 2 s`);
    for (let i = 2; i <= 6; ++i) assert.ok(pause(i) >= retryMinMs, `retry ${i} came after ${pause(i)} ms`);
    assert.ok(requests[5].wallAt >= until, `came back ${until - requests[5].wallAt} ms before the date of Retry-After`);
    assert.equal(server.mostAtOnce(), 1);
  });

  test(`${name}: requests are as the server reads them`, options, async (t) => {
    const server = await faultyServer(t, [ok]);
    const said = await drive(driver, 'many', `${server.url}/behind/proxy/`, { ...quick, count: 20 });
    const [request] = server.requests;
    assert.equal(request.path, '/behind/proxy/v1/batch');
    assert.equal(request.headers.authorization, `Basic ${Buffer.from('write-key:').toString('base64')}`);
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(request.headers['content-encoding'], driver.gzip ? 'gzip' : undefined);
    assert.deepEqual(request.ids, said.ids.slice(0, request.ids.length));
    assert.ok(Date.parse(request.sentAt) > 0);
    const times = server.requests.flatMap((r) => r.batch).map((m) => m.timestamp);
    assert.ok(times.every((time) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time)));
    assert.deepEqual(times, [...new Set(times)].sort(), 'calls keep their order');
  });

  test(`${name}: 413 halves, and only what is too large alone is given up`, options, async (t) => {
    const tooLarge = (batch) => batch.length > 2 || batch.some((m) => m.properties.i === 3);
    const server = await faultyServer(t, [(batch, response) => (tooLarge(batch) ? answer(413) : ok)(batch, response)]);
    const said = await drive(driver, 'many', server.url, { ...quick, count: 8, flush_at: 8, flush_interval: 5000 });
    assert.deepEqual(said.errors, ['refused 413 1']);
    assert.deepEqual(server.acknowledged(), said.ids.filter((_, i) => i !== 3));
  });

  test(`${name}: 400 is given up at once and stops nobody else`, options, async (t) => {
    const server = await faultyServer(t, [answer(400), ok]);
    const said = await drive(driver, 'many', server.url, { ...quick, count: 10, flush_at: 5 });
    assert.deepEqual(said.errors, [`refused 400 ${server.requests[0].ids.length}`]);
    assert.deepEqual([...server.requests[0].ids, ...server.acknowledged()], said.ids);
  });

  test(`${name}: a wrong key is told and tried again slowly`, options, async (t) => {
    const server = await faultyServer(t, [answer(401), answer(401), ok]);
    const said = await drive(driver, 'many', server.url, { ...quick, count: 3, flush_at: 3 });
    assert.deepEqual(said.errors, ['wait 401 0', 'wait 401 0']);
    assert.deepEqual(server.acknowledged(), said.ids);
    for (const i of [1, 2]) assert.ok(server.requests[i].at - server.requests[i - 1].answeredAt >= quick.retry_max);
  });

  test(`${name}: max_retries ends it`, options, async (t) => {
    const server = await faultyServer(t, [answer(500)]);
    const said = await drive(driver, 'many', server.url, { ...quick, count: 3, flush_at: 3, max_retries: 2 });
    assert.deepEqual(said.errors, ['retries 500 3']);
    assert.equal(server.requests.length, 3);
    assert.deepEqual(said.closed, ['true 0']);
  });

  test(`${name}: quarantined events are told and not sent again`, options, async (t) => {
    const server = await faultyServer(t, [answer(200, {}, '{"success":true,"quarantined":1,"problems":["bad_text: event: NUL"]}')]);
    const said = await drive(driver, 'many', server.url, { ...quick, count: 2, flush_at: 2 });
    assert.deepEqual(said.errors, ['quarantined 200 0']);
    assert.equal(server.requests.length, 1);
  });

  test(`${name}: a full queue drops what is new; closing gives up what is left`, options, async () => {
    const said = await drive(driver, 'many', await nobody(), { ...quick, count: 5, max_queue: 3, close_ms: 200 });
    assert.deepEqual(said.ids.slice(3), ['-', '-']);
    assert.deepEqual(said.errors, ['full 0 1', 'full 0 1', 'closed 0 3']);
    assert.deepEqual(said.closed, ['false 0']);
  });

  test(`${name}: flush waits for the answer; calls after close are dropped`, options, async (t) => {
    const server = await faultyServer(t, [ok]);
    const said = await drive(driver, 'flush', server.url, { flush_interval: 60_000 });
    assert.deepEqual(said.flushed, ['true']);
    assert.deepEqual(server.requests.map((r) => r.ids), said.ids.map((id) => [id]));
    const late = await drive(driver, 'closed', server.url);
    assert.deepEqual([late.ids, late.errors], [['-'], ['closed 0 1']]);
  });

  test(`${name}: a program that just ends still sends`, options, async (t) => {
    const server = await faultyServer(t, [ok]);
    const said = await drive(driver, 'leave', server.url, { count: 3, flush_interval: 60_000 });
    assert.deepEqual(server.acknowledged(), said.ids);
  });

  test(`${name}: wrong calls throw and name the field`, options, async () => {
    const { thrown } = await drive(driver, 'refusals', await nobody());
    const expected = [/event/, /user_?id or anonymous_?id/i, /group_?id/i, /previous_?id/i, /traits\.visits/, /\b40\d{3} bytes\b.*32768/];
    assert.equal(thrown.length, expected.length);
    expected.forEach((pattern, i) => assert.match(thrown[i], pattern));
  });

  test(`${name}: values`, options, async (t) => {
    const server = await faultyServer(t, [ok]);
    await drive(driver, 'values', server.url);
    const [message] = server.requests[0].batch;
    assert.deepEqual([message.type, message.userId, message.messageId, message.timestamp], ['track', 'ann', 'm-1', '2026-01-02T03:04:05.678Z']);
    assert.equal(message.context.ip, '10.0.0.1');
    assert.equal(message.context.library.version, '0.1.0');
    const common = { nan: null, infinity: null, none: null, yes: true, whole: 7, real: 0.1, text: '人 "q"\n', list: ['a', 'b'], object: { a: 1 }, time: '2026-01-02T03:04:05.678Z' };
    const own = {
      node: { big: '9007199254740993', small: 5, set: [1], map: { k: 'v' } },
      python: { day: '2026-01-02', price: 42.5, seats: 3, id: '00000000-0000-0000-0000-000000000001', huge: String(2n ** 70n), pair: [1, 2], set: [1] },
    };
    assert.deepEqual(message.properties, { ...common, ...own[name] });
  });
}

for (const { name } of drivers) {
  test(`${name}: the first event of docs/sdk/${name}.md`, options, async (t) => {
    const server = await faultyServer(t, [ok]);
    await runFirstEvent(name, server.url);
    assert.deepEqual(server.requests.flatMap((r) => r.batch).map((m) => [m.type, m.userId, m.event ?? m.traits.plan]),
      [['identify', 'ann', 'pro'], ['track', 'ann', 'Order Completed']]);
  });
}

const named = (name) => drivers.filter((driver) => driver.name === name);

for (const driver of drivers.filter((d) => d.name !== 'cpp')) {
  test(`${driver.name}: a server that is away does not keep a program from ending`, options, async () => {
    const said = await drive(driver, 'leave', await nobody(), { count: 3 });
    assert.deepEqual(said.errors, ['closed 0 3']);
  });
}

for (const driver of named('python')) {
  test('python: unit tests', options, () => {
    const { status, stderr } = pythonUnitTests();
    assert.equal(status, 0, stderr);
  });

  test('python: after a fork both sides send their own', options, async (t) => {
    const server = await faultyServer(t, [ok]);
    const said = await drive(driver, 'fork', server.url, { flush_interval: 60_000 });
    assert.deepEqual(sorted(server.acknowledged()), sorted(said.ids));
    assert.equal(new Set(said.ids).size, 3);
    assert.deepEqual(said.closed, ['true 0', 'true 0']);
  });
}

test('node: the types declare every call and every option', () => {
  const types = readFileSync(join(root, 'sdk', 'node', 'index.d.ts'), 'utf8');
  const calls = Object.getOwnPropertyNames(Client.prototype).filter((name) => name !== 'constructor');
  for (const call of calls) assert.match(types, new RegExp(`\\b${call}[(:]`), `${call} is not declared`);
  const source = readFileSync(join(root, 'sdk', 'node', 'lib', 'client.js'), 'utf8');
  const defaults = source.slice(source.indexOf('kDefaults = {'), source.indexOf('};'));
  for (const [, option] of defaults.matchAll(/^ {2}(\w+):/gm)) assert.match(types, new RegExp(`\\b${option}\\?:`), `${option} is not declared`);
});

async function realServer(t) {
  const folder = freshFolder();
  t.after(folder.dispose);
  const server = serve(folder.data);
  const url = await server.ready;
  t.after(() => server.kill());
  return { url, api: client(url) };
}

const holders = async (api, filter) => (await api.ask('segment', { filter })).persons;
const pageOf = async (api, filter) => api.get(`/api/persons/${(await api.persons('segment', { filter }, {})).persons[0].person}`);

test('a real server knows the persons and sums', options, async (t) => {
  const { url, api } = await realServer(t);
  for (const driver of drivers) {
    const tag = driver.name;
    const said = await drive(driver, 'story', url, {}, credentials.writeKey);
    assert.deepEqual([said.errors, said.closed], [[], ['true 0']]);
    const total = (match, measure = 'total', property = '') => async () =>
      (await api.ask('trend', { series: [{ match, measure, property }], range: 'ever', bucket: 'total' })).series[0]?.total;
    await eventually(total({ event: `${tag} Many` }, 'persons'), (n) => n === 40);
    assert.equal(await total({ event: `${tag} Order Completed` }, 'sum', 'revenue')(), 42.5);
    const steps = [{ event: `${tag} Product Viewed` }, { event: `${tag} Order Completed` }];
    const funnel = await api.ask('funnel', { steps, range: 'ever', window: '1d' });
    assert.deepEqual(funnel.all.steps.map((s) => s.persons), [1, 1]);
    const pro = { person: 'plan', op: 'is', value: `pro-${tag}` };
    await eventually(() => holders(api, pro), (n) => n === 1);
    const profile = await eventually(() => pageOf(api, pro), (p) => p.traits.length > 0 && p.ids.length === 3);
    assert.deepEqual(sorted(profile.ids.map((id) => id.value)), sorted([`ann-${tag}`, `v0-${tag}`, `v1-${tag}`]));
    assert.equal(profile.traits.find((trait) => trait.name === 'address.city').value, 'Shanghai');
    for (const [event, n] of [['$pageview', 1], ['$screen', 1], ['$group', 1]]) {
      assert.equal(await total({ event })(), n * (drivers.indexOf(driver) + 1), event);
    }
  }
});

test('profile operations', options, async (t) => {
  const { url, api } = await realServer(t);
  for (const driver of drivers) {
    const said = await drive(driver, 'profile', url, {}, credentials.writeKey);
    assert.deepEqual([said.errors, said.closed], [[], ['true 0']]);
    const her = { person: 'plan', op: 'is', value: `profile-${driver.name}` };
    const all = [her, { person: 'nickname', op: 'is_not_set' }, { person: 'first_plan', op: 'is', value: 'free' }, { person: 'visits', op: '=', value: 5 },
      { person: 'seen', op: 'has_all', value: ['a', 'b'] }, { person: 'likes', op: 'has_all', value: ['b', 'c'] }];
    await eventually(() => holders(api, her), (n) => n === 1);
    for (const condition of all) await eventually(() => holders(api, { all: [her, condition] }), (n) => n === 1);
    assert.equal(await holders(api, { all: [her, { person: 'likes', op: 'has', value: 'a' }] }), 0);

    // The person's page reads the warehouse, which is a moment behind.
    const { traits } = await eventually(() => pageOf(api, her), (page) => page.traits.length === 5);
    const shown = Object.fromEntries(traits.map(({ name, value }) => [name, value]));
    assert.deepEqual(shown, { plan: `profile-${driver.name}`, first_plan: 'free', visits: 5, seen: ['a', 'b', 'b'], likes: ['b', 'c'] });
  }
});
