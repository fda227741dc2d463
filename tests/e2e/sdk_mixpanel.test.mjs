// Mixpanel's SDKs for Node and browsers, unchanged, with only their host set.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { promisify } from 'node:util';
import { collecting, only, own } from '../lib/collected.mjs';
import { faultProxy, faults } from '../lib/fault_proxy.mjs';
import { sdkSite } from '../lib/customer_site.mjs';
import { credentials, eventually } from '../lib/throng.mjs';

const Mixpanel = createRequire(import.meta.url)('mixpanel');
const key = credentials.writeKey;
const ago = (minutes) => new Date(Date.now() - minutes * 60_000);
// In base64 these are full of "+" and "/".
const awkward = '>>>???~~~ a+b&c=d% 👀ÿþ';

// Its methods take a callback last; the answer is waited for, and then the next millisecond: updates without a time of their own
// happen when they come, and of one millisecond none is first.
const inTurn = (call) => async (...args) => {
  await promisify(call)(...args);
  for (const then = Date.now(); Date.now() === then;) await new Promise(setImmediate);
};
function start(url, more = {}) {
  const { hostname, port } = new URL(url);
  const sdk = Mixpanel.init(key, { host: hostname, port: Number(port), protocol: 'http', logger: { ...console, trace() {}, warn() {} }, ...more });
  const waiting = (target, names) => Object.fromEntries(names.map((name) => [name, inTurn(target[name].bind(target))]));
  return {
    ...waiting(sdk, ['track', 'track_batch', 'import', 'import_batch', 'alias']),
    people: waiting(sdk.people, ['set', 'set_once', 'increment', 'append', 'union', 'remove', 'unset', 'track_charge', 'delete_user']),
    groups: waiting(sdk.groups, ['set', 'set_once', 'union', 'unset']),
  };
}

for (const verbose of [false, true]) {
  test(`Mixpanel for Node${verbose ? ', verbose' : ''}: every call arrives, whoever it is of`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const sdk = start(server.url, { verbose });
    const importer = start(server.url, { verbose, key: 'any' });
    await sdk.track('查看商品 👀', { distinct_id: 'visitor-1', time: ago(60), price: 19.9, tags: ['红', 'new'], vip: false, stock: 0, note: awkward });
    await sdk.alias('visitor-1', 'ann');
    await sdk.people.set('ann', { plan: 'pro', $name: '安娜 🎉', note: awkward, gone: 1, address: { city: '上海' } });
    await sdk.people.set_once('ann', { plan: 'never', first_channel: 'email' });
    await sdk.people.increment('ann', 'logins');
    await sdk.people.increment('ann', { logins: 4, points: -2.5 });
    await sdk.people.append('ann', { seen: 'a' });
    await sdk.people.append('ann', { seen: 'b' });
    await sdk.people.append('ann', { seen: 'a' });
    await sdk.people.union('ann', { tags: ['红', 'y'] });
    await sdk.people.union('ann', { tags: ['y', 'z'] });
    await sdk.people.remove('ann', { tags: '红' });
    await sdk.people.unset('ann', 'gone');
    await sdk.people.track_charge('ann', 42.5);
    await sdk.people.track_charge('ann', 7.25, { $time: ago(1).toISOString() });
    await sdk.groups.set('company', 'acme', { plan: 'enterprise', size: 9 });
    await sdk.groups.union('company', 'acme', { tags: ['group'] });
    await sdk.track('Order Completed', { distinct_id: 'ann', revenue: 42.5, $insert_id: 'first' });
    await sdk.track('Order Completed', { distinct_id: 'ann', revenue: 42.5, $insert_id: 'first' });
    await sdk.track_batch(Array.from({ length: 60 }, (_, i) => ({ event: 'Many', properties: { distinct_id: `u${i % 7}`, time: ago(i + 1), i, note: awkward } })));
    await importer.import('老订单', ago(60 * 24 * 100), { distinct_id: 'ann', revenue: 7.25 });
    await importer.import_batch([{ event: '老订单', properties: { distinct_id: 'ann', time: ago(60 * 24 * 90), revenue: 1 } }]);
    // Tracked before anybody is known by the id; one who is deleted; two users who have nothing in common.
    await sdk.track('Signed Up', { distinct_id: 'carl' });
    await sdk.people.set('carl', { plan: 'free' });
    await sdk.people.set('dora', { plan: 'free', visits: 3 });
    await sdk.people.delete_user('dora');

    await server.expectEvents({ '查看商品 👀': 1, 'Order Completed': 1, Many: 60, '老订单': 2, 'Signed Up': 1 }, 200);
    assert.equal(await server.trend({ event: 'Many' }, 'sum', 'i'), 1770);
    assert.equal(await server.trend({ event: 'Many' }, 'persons'), 7);
    assert.equal(await server.trend({ event: '老订单' }, 'sum', 'revenue'), 8.25);
    const ann = await server.expectIds('ann', ['ann', 'visitor-1']);
    assert.deepEqual(ann.users, ['ann']);
    await server.expectTraits('ann', {
      plan: 'pro', $name: '安娜 🎉', note: awkward, 'address.city': '上海', first_channel: 'email', logins: 5, points: -2.5, seen: ['a', 'b', 'a'], tags: ['y', 'z'],
      '$transactions.$amount': [42.5, 7.25], gone: undefined, size: undefined,
    });
    assert.deepEqual(own(only(ann.events, '查看商品 👀').properties), { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0, note: awkward });
    assert.ok(Math.abs(Date.parse(only(ann.events, '查看商品 👀').time) - ago(60)) < 60_000);
    const carl = await server.expectTraits('carl', { plan: 'free' });
    only(carl.events, 'Signed Up');
    await server.expectTraits('dora', { plan: undefined, visits: undefined });
    await server.expectNothingAside();
  });
}

const scripts = ['mixpanel-browser/dist/mixpanel.umd.js'];

for (const format of ['base64', 'json']) {
  test(`Mixpanel in a browser, ${format}: every call arrives, whoever it is of`, { timeout: 180_000 }, async (t) => {
    const server = await collecting(t);
    const shop = await sdkSite(t, { scripts });
    const { page, result } = await shop.visit('/landing?utm_source=news&utm_medium=email', ({ url, key, format, awkward }) => {
      mixpanel.init(key, { api_host: url, track_pageview: true, api_payload_format: format, batch_flush_interval_ms: 500 });
      const anonymous = mixpanel.get_distinct_id();
      mixpanel.track('查看商品 👀', { price: 5, tags: ['红'], vip: false, stock: 0, note: awkward });
      mixpanel.identify('bob');
      mixpanel.people.set({ plan: 'team', $name: '鲍勃 🎉', gone: 1, note: awkward });
      mixpanel.people.set_once({ first_channel: 'email' });
      mixpanel.people.increment('logins');
      mixpanel.people.increment({ logins: 4, points: -2.5 });
      mixpanel.people.append('seen', 'a');
      mixpanel.people.union({ tags: ['红', 'y'] });
      mixpanel.set_group('company', 'acme');
      mixpanel.get_group('company', 'acme').set('size', 9);
      mixpanel.track('Order Completed', { revenue: 7.5 });
      mixpanel.track('Order Completed', { revenue: 2.5 });
      return anonymous;
    }, { url: server.url, key, format, awkward });
    await server.expectEvents({ '查看商品 👀': 1, $pageview: 1, 'Order Completed': 2 }, 200);
    await server.expectTraits('bob', { logins: 5, points: -2.5, tags: ['红', 'y'], gone: 1 });
    await page.evaluate(() => {
      mixpanel.people.set_once({ first_channel: 'never' });
      mixpanel.people.unset('gone');
      mixpanel.people.union({ tags: ['y', 'z'] });
      mixpanel.people.append('seen', 'a');
    });
    await server.expectTraits('bob', { plan: 'team', $name: '鲍勃 🎉', note: awkward, first_channel: 'email', logins: 5, points: -2.5, seen: ['a', 'a'], tags: ['红', 'y', 'z'], gone: undefined, size: undefined });
    // The next user of the same browser.
    const second = await page.evaluate(() => {
      mixpanel.reset();
      const anonymous = mixpanel.get_distinct_id();
      mixpanel.track('Looked Around');
      mixpanel.identify('eve');
      mixpanel.people.set({ plan: 'free' });
      mixpanel.track('Logged In');
      return anonymous;
    });
    const both = { '查看商品 👀': 1, $pageview: 1, 'Order Completed': 2, 'Looked Around': 1, 'Logged In': 1 };
    await server.expectEvents(both, 200);
    await page.evaluate(() => { mixpanel.track('Left'); });
    await page.goto('about:blank');
    await server.expectEvents({ ...both, Left: 1 }, 200);
    assert.deepEqual(shop.complaints, []);
    assert.deepEqual(shop.blocked, []);

    assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 10);
    const bob = await server.expectIds('bob', ['bob', result]);
    const viewed = only(bob.events, '查看商品 👀');
    assert.equal(viewed.properties.price, 5);
    assert.equal(viewed.properties.note, awkward);
    assert.match(viewed.browser, /Chrom/);
    const view = only(bob.events, '$pageview');
    assert.equal(view.properties.$page_url, `${shop.url}/landing?utm_source=news&utm_medium=email`);
    assert.equal(view.properties.$page_path, '/landing');
    assert.equal(view.properties.$page_title, shop.title);
    assert.equal(view.channel, 'email');
    for (const event of bob.events) {
      for (const name of ['token', 'distinct_id', 'time', 'mp_lib', '$lib_version', '$insert_id', '$device_id', '$user_id']) assert.ok(!(name in event.properties), `${event.name} keeps ${name}`);
    }
    await server.expectIds('eve', ['eve', second]);
    await server.expectTraits('eve', { plan: 'free', logins: undefined });
    await server.expectNothingAside();
  });
}

// What its connection lost while the browser thinks itself online it never sends again.
for (const [name, fault, options] of faults.filter(([, fault]) => fault !== 'reset')) {
  test(`Mixpanel in a browser: ${name} loses and doubles nothing`, { timeout: 180_000 }, async (t) => {
    const server = await collecting(t);
    const proxy = await faultProxy(t, server.url);
    proxy.fail(/\/track/, fault, options);
    const shop = await sdkSite(t, { scripts });
    await shop.visit('/', ({ url, key }) => {
      mixpanel.init(key, { api_host: url, batch_flush_interval_ms: 500 });
      for (let i = 0; i < 10; ++i) mixpanel.track('Ordered', { i });
    }, { url: proxy.url, key });
    await eventually(() => server.trend({ event: 'Ordered' }), (total) => total === 10, 400);
    await server.expectEvents({ Ordered: 10 });
    assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'i'), 45);
    assert.equal(proxy.seen.filter((request) => request.fault !== undefined).length, 1);
    await server.expectNothingAside();
  });
}
