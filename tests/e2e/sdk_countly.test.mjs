// Countly's SDK for Node, unchanged, with only its server's URL set.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { collecting, only, own } from '../lib/collected.mjs';
import { faultProxy, faults } from '../lib/fault_proxy.mjs';
import { credentials } from '../lib/throng.mjs';

const Countly = createRequire(import.meta.url)('countly-sdk-nodejs');

// There is one in a process.
function start(t, url, more = {}) {
  Countly.halt();
  Countly.init({ app_key: credentials.writeKey, url, interval: 20, fail_timeout: 1, storage_type: Countly.StorageTypes.MEMORY, ...more });
  t.after(() => Countly.halt(true));
}

for (const force_post of [false, true]) {
  test(`Countly for Node, ${force_post ? 'POST' : 'GET'}: every call arrives, whoever it is of`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    start(t, server.url, { force_post });
    const device = Countly.get_device_id();
    const save = (change) => {
      change(Countly.userData);
      Countly.userData.save();
    };
    Countly.begin_session();
    Countly.add_event({ key: '查看商品 👀', count: 2, sum: 39.8, dur: 1.5, segmentation: { price: 19.9, vip: false, stock: 0, note: 'a+b&c=d% ÿþ', tags: ['红', 'new'] } });
    Countly.track_view('首页');
    Countly.change_id('ann', true);
    Countly.user_details({ name: '安娜 🎉', email: 'ann@example.com', custom: { plan: 'pro', gone: 1 } });
    save((data) => { data.set('plan', 'team'); data.set_once('first_channel', 'email'); data.increment('logins'); data.push('seen', 'a'); data.push('seen', 'b'); data.push_unique('tags', '红'); });
    save((data) => { data.set_once('first_channel', 'never'); data.increment_by('logins', 4.5); data.push('seen', 'a'); data.push_unique('tags', '红'); data.unset('gone'); });
    save((data) => { data.pull('seen', 'b'); });
    Countly.add_event({ key: 'Order Completed', sum: 42.5, segmentation: { revenue: 42.5 } });
    Countly.add_event({ key: 'Order Completed', sum: 7.25, segmentation: { revenue: 7.25 } });
    await server.expectEvents({ $session_start: 1, '查看商品 👀': 1, $pageview: 1, 'Order Completed': 2 }, 200);
    // The next user of the same device.
    Countly.change_id('bob', false);
    Countly.user_details({ name: 'Bob', custom: { plan: 'free' } });
    Countly.add_event({ key: 'Logged In' });
    assert.deepEqual(await new Promise((resolve, reject) => Countly.fetch_remote_config((error, config) => (error ? reject(new Error(String(error))) : resolve(config)))), {});
    await server.expectEvents({ $session_start: 2, $session_end: 1, '查看商品 👀': 1, $pageview: 1, $page_leave: 1, 'Order Completed': 2, 'Logged In': 1 }, 200);

    assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'sum'), 49.75);
    assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 49.75);
    const ann = await server.expectIds('ann', ['ann', device]);
    assert.deepEqual(ann.users, ['ann']);
    await server.expectTraits('ann', {
      name: '安娜 🎉', email: 'ann@example.com', plan: 'team', first_channel: 'email', logins: 5.5, seen: ['a', 'a'], tags: ['红'], gone: undefined,
    });
    assert.deepEqual(own(only(ann.events, '查看商品 👀').properties), { price: 19.9, vip: false, stock: 0, note: 'a+b&c=d% ÿþ', tags: ['红', 'new'], count: 2, sum: 39.8, dur: 1.5 });
    assert.equal(only(ann.events, '$pageview').properties.name, '首页');
    only(ann.events, '$session_end');
    const bob = await server.expectIds('bob', ['bob']);
    only(bob.events, '$session_start');
    await server.expectTraits('bob', { name: 'Bob', plan: 'free', logins: undefined });
    await server.expectNothingAside();
  });
}

test('Countly for Node, in bulk: every call arrives, whoever it is of', { timeout: 120_000 }, async (t) => {
  const server = await collecting(t);
  const bulk = new Countly.Bulk({ app_key: credentials.writeKey, url: server.url, interval: 20, fail_timeout: 1 });
  bulk.start();
  t.after(() => bulk.stop());
  const now = Date.now();
  const ann = bulk.add_user({ device_id: 'ann' });
  ann.begin_session({ _os: 'Android', _app_version: '1.2' }, 30, now - 60_000);
  ann.add_event({ key: '查看商品 👀', count: 1, sum: 19.9, segmentation: { tags: '红' }, timestamp: now - 50_000 });
  ann.report_view('首页', now - 40_000, 10);
  ann.user_details({ name: '安娜 🎉', custom: { plan: 'pro' } });
  ann.custom_increment_by('logins', 4.5);
  ann.custom_push_unique('tags', '红');
  ann.custom_save();
  const bob = bulk.add_user({ device_id: 'bob' });
  bob.add_event({ key: 'Logged In', count: 1, timestamp: now - 30_000 });
  await server.expectEvents({ $session_start: 1, '查看商品 👀': 1, $pageview: 1, 'Logged In': 1, $session_end: undefined }, 200);
  assert.equal(await server.trend({ event: '查看商品 👀' }, 'sum', 'sum'), 19.9);
  const person = await server.expectIds('ann', ['ann']);
  assert.equal(Date.parse(only(person.events, '查看商品 👀').time), now - 50_000);
  await server.expectTraits('ann', { name: '安娜 🎉', plan: 'pro', logins: 4.5, tags: ['红'] });
  await server.expectIds('bob', ['bob']);
  await server.expectNothingAside();
});

for (const [name, fault, options] of faults) {
  test(`Countly for Node: ${name} loses and doubles nothing`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const proxy = await faultProxy(t, server.url);
    proxy.fail(/^\/i\?/, fault, options);
    start(t, proxy.url, { device_id: 'ann', max_events: 5 });
    for (let i = 0; i < 12; ++i) Countly.add_event({ key: 'Ordered', sum: i });
    Countly.userData.increment_by('orders', 12);
    Countly.userData.save();
    await server.expectEvents({ Ordered: 12 }, 200);
    assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'sum'), 66);
    await server.expectTraits('ann', { orders: 12 });
    assert.equal(proxy.seen.filter((request) => request.fault !== undefined).length, 1);
    await server.expectNothingAside();
  });
}
