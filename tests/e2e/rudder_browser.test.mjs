// RudderStack's browser SDK, unchanged, in real Chromium on another origin than the server, with only its two hosts set.
import assert from 'node:assert/strict';
import test from 'node:test';
import { collecting, only, own } from '../lib/collected.mjs';
import { sdkSite } from '../lib/customer_site.mjs';
import { faultProxy } from '../lib/fault_proxy.mjs';
import { credentials, eventually } from '../lib/throng.mjs';

// The bundled build: the other one loads its plugins from a host of RudderStack's.
const scripts = ['@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js'];

// A customer's page with the SDK, in front of a server that may be made to fail, and every host that was asked for anything.
async function shop(t) {
  const server = await collecting(t);
  const proxy = await faultProxy(t, server.url);
  const site = await sdkSite(t, { scripts });
  const { page } = await site.visit('/landing?utm_source=news&utm_medium=email');
  const asked = new Set();
  page.context().on('request', (request) => asked.add(new URL(request.url()).origin));
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  return { server, proxy, site, page, asked, said };
}

// Runs in the page.
const load = ({ host, key, options }) => new Promise((resolve, reject) => {
  const sdk = new window.rudderanalytics.RudderAnalytics();
  window.shop = sdk;
  sdk.load(key, host, { configUrl: host, ...options });
  sdk.ready(() => resolve(sdk.getAnonymousId()));
  setTimeout(() => reject(new Error('the SDK is not ready')), 15_000);
});

const start = ({ page, proxy }, options) => page.evaluate(load, { host: proxy.url, key: credentials.writeKey, options });

for (const [name, options] of [['one request an event', {}], ['batches', { queueOptions: { batch: { enabled: true, maxItems: 5, flushInterval: 500 } } }]]) {
  test(`RudderStack in the browser, ${name}: every call arrives, and nobody else is asked`, { timeout: 120_000 }, async (t) => {
    const world = await shop(t);
    const { server, proxy, site, page, asked } = world;
    const visitor = await start(world, options);
    const second = await page.evaluate(() => {
      const sdk = window.shop;
      sdk.track('查看商品 👀', { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0 });
      sdk.page('Home', { shelf: 'tea' });
      sdk.identify('ann', { plan: 'pro', name: '安娜 🎉', address: { city: '上海' } });
      sdk.group('acme', { size: 9 });
      sdk.alias('ann', 'visitor-0');
      sdk.identify('ann', { plan: 'team' });
      sdk.track('Order Completed', { revenue: 42.5 });
      sdk.track('Order Completed', { revenue: 7.25 });
      sdk.reset({ entries: { anonymousId: true } });
      sdk.track('Looked Around');
      const anonymousId = sdk.getAnonymousId();
      sdk.identify('bob', { plan: 'free' });
      sdk.track('Logged In');
      return anonymousId;
    });
    assert.notEqual(second, visitor);

    await server.expectEvents({ '查看商品 👀': 1, $pageview: 1, $identify: 3, $group: 1, 'Order Completed': 2, 'Looked Around': 1, 'Logged In': 1 });
    assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 49.75);
    const ann = await server.expectIds('ann', ['ann', visitor, 'visitor-0']);
    assert.deepEqual(ann.users, ['ann']);
    await server.expectTraits('ann', { plan: 'team', name: '安娜 🎉', 'address.city': '上海', size: undefined });
    const viewed = only(ann.events, '查看商品 👀');
    assert.deepEqual(own(viewed.properties), { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0 });
    assert.equal(viewed.channel, 'email');
    assert.match(viewed.browser, /Chrom/);
    const seen = only(ann.events, '$pageview').properties;
    assert.equal(seen.$page_url, `${site.url}/landing?utm_source=news&utm_medium=email`);
    assert.equal(seen.$page_title, site.title);
    assert.equal(seen.shelf, 'tea');
    assert.equal(only(ann.events, '$group').properties.groupId, 'acme');
    assert.deepEqual((await server.expectIds('bob', ['bob', second])).users, ['bob']);
    await server.expectTraits('bob', { plan: 'free', name: undefined });
    await server.expectNothingAside();
    assert.equal(proxy.of(/^\/sourceConfig\//).length, 1);
    assert.equal(proxy.of(/\/v1\/batch/).length > 0, 'queueOptions' in options);
    assert.deepEqual([...asked], [proxy.url]);
    assert.deepEqual([...site.complaints, ...site.blocked], []);
  });
}

for (const [name, fault] of [['503', 503], ['a connection that is reset when the server had taken it', 'reset_after']]) {
  test(`RudderStack in the browser: ${name}, twice, loses and doubles nothing`, { timeout: 120_000 }, async (t) => {
    const world = await shop(t);
    const { server, proxy, page, asked } = world;
    await start(world, { queueOptions: { minRetryDelay: 200, maxRetryDelay: 1000 } });
    proxy.fail(/\/v1\/track/, fault, { times: 2 });
    await page.evaluate(() => { for (let i = 0; i < 20; ++i) window.shop.track('Ordered', { i }); });
    // What was sent again is there, and so is what was sent once: 20 answers of success, besides those that nobody heard.
    const heard = () => proxy.of(/\/v1\/track/).filter((request) => request.status === 200 && request.fault === undefined).length;
    await eventually(async () => heard(), (count) => count === 20, 200);
    await server.expectEvents({ Ordered: 20 }, 200);
    assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'i'), 190);
    assert.equal(proxy.seen.filter((request) => request.fault !== undefined).length, 2);
    await server.expectNothingAside();
    assert.deepEqual([...asked], [proxy.url]);
  });
}

test('RudderStack in the browser: a wrong key is told at once, and nothing is sent', { timeout: 60_000 }, async (t) => {
  const { proxy, page, said, asked } = await shop(t);
  await page.evaluate(({ host }) => {
    const sdk = new window.rudderanalytics.RudderAnalytics();
    sdk.load('nobody', host, { configUrl: host });
    sdk.track('Lost');
  }, { host: proxy.url });
  await page.waitForEvent('console', { predicate: (message) => /source config/i.test(message.text()), timeout: 15_000 });
  assert.deepEqual(proxy.of(/./).map(({ status }) => status), [404]);
  assert.match(said.join('\n'), /Failed to fetch the source config/);
  assert.deepEqual([...asked], [proxy.url]);
});
