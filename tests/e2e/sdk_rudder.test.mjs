// RudderStack's SDK for Node, unchanged, with only its data plane set.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { collecting, only } from '../lib/collected.mjs';
import { faultProxy, faults } from '../lib/fault_proxy.mjs';
import { credentials } from '../lib/throng.mjs';

const Analytics = createRequire(import.meta.url)('@rudderstack/rudder-sdk-node');
const start = (dataPlaneUrl) => new Analytics(credentials.writeKey, { dataPlaneUrl, flushInterval: 100, logLevel: 'none' });
const ago = (minutes) => new Date(Date.now() - minutes * 60_000);

test('RudderStack for Node: every call arrives, whoever it is of', { timeout: 120_000 }, async (t) => {
  const server = await collecting(t);
  const sdk = start(server.url);
  sdk.track({ anonymousId: 'visitor-1', event: '查看商品 👀', timestamp: ago(60), properties: { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0, note: '' } });
  sdk.identify({ anonymousId: 'visitor-1', userId: 'ann', timestamp: ago(50), traits: { plan: 'pro', name: '安娜 🎉', address: { city: '上海' } } });
  sdk.track({ userId: 'ann', event: 'Order Completed', timestamp: ago(40), properties: { revenue: 42.5 } });
  sdk.track({ userId: 'ann', event: 'Order Completed', timestamp: ago(30), properties: { revenue: 7.25 } });
  sdk.page({ userId: 'ann', name: 'Home', timestamp: ago(20), properties: { url: 'https://shop.example/home?utm_source=news', title: '首页', path: '/home' } });
  sdk.screen({ userId: 'ann', name: 'Cart', timestamp: ago(19) });
  sdk.group({ userId: 'ann', groupId: 'acme', timestamp: ago(18), traits: { plan: 'enterprise', size: 9 } });
  sdk.alias({ userId: 'ann', previousId: 'visitor-0', timestamp: ago(17) });
  sdk.identify({ userId: 'ann', timestamp: ago(16), traits: { plan: 'team' } });
  // The next user of the same device, and a call without a time of its own.
  sdk.identify({ anonymousId: 'visitor-1', userId: 'bob', timestamp: ago(15), traits: { plan: 'free' } });
  sdk.track({ userId: 'bob', event: 'Logged In' });
  await new Promise((resolve, reject) => sdk.flush((error) => (error ? reject(error) : resolve())));

  await server.expectEvents({ '查看商品 👀': 1, $identify: 3, 'Order Completed': 2, $pageview: 1, $screen: 1, $group: 1, 'Logged In': 1 });
  assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 49.75);
  const ann = await server.expectIds('ann', ['ann', 'visitor-0', 'visitor-1']);
  await server.expectTraits('ann', { plan: 'team', name: '安娜 🎉', 'address.city': '上海', size: undefined });
  assert.deepEqual(only(ann.events, '查看商品 👀').properties, { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0, note: '' });
  const page = only(ann.events, '$pageview').properties;
  assert.equal(page.$page_url, 'https://shop.example/home?utm_source=news');
  assert.equal(page.$page_path, '/home');
  assert.equal(page.$page_title, '首页');
  await server.expectIds('bob', ['bob']);
  await server.expectTraits('bob', { plan: 'free' });
  await server.expectNothingAside();
});

for (const [name, fault, options] of faults) {
  test(`RudderStack for Node: ${name} loses and doubles nothing`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const proxy = await faultProxy(t, server.url);
    proxy.fail(/\/v1\/batch/, fault, { times: 2, ...options });
    const sdk = start(proxy.url);
    for (let i = 0; i < 30; ++i) sdk.track({ userId: `u${i % 3}`, event: 'Ordered', properties: { i } });
    await new Promise((resolve, reject) => sdk.flush((error) => (error ? reject(error) : resolve())));
    await server.expectEvents({ Ordered: 30 }, 200);
    assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'i'), 435);
    await server.expectNothingAside();
    assert.equal(proxy.seen.filter((request) => request.fault !== undefined).length, 2);
  });
}
