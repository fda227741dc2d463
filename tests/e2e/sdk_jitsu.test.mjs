// Jitsu's SDK, in Node and in a browser, unchanged, with only its host set.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { collecting, only, own } from '../lib/collected.mjs';
import { faultProxy } from '../lib/fault_proxy.mjs';
import { sdkSite } from '../lib/customer_site.mjs';
import { credentials } from '../lib/throng.mjs';

const { jitsuAnalytics } = createRequire(import.meta.url)('@jitsu/js');

// It takes keys of two parts only: the second one is ours.
const writeKey = `shop:${credentials.writeKey}`;

for (const [name, s2s] of [['from a device', false], ['from a server', true]]) {
  test(`Jitsu for Node, ${name}: every call arrives, whoever it is of`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const sdk = jitsuAnalytics({ host: server.url, writeKey, s2s });
    await sdk.reset();  // who was here before is kept by the process
    sdk.setAnonymousId('visitor-1');
    await sdk.track('查看商品 👀', { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0 });
    await sdk.identify('ann', { plan: 'pro', name: '安娜 🎉', address: { city: '上海' } });
    await sdk.track('Order Completed', { revenue: 42.5 });
    await sdk.track('Order Completed', { revenue: 7.25 });
    await sdk.page('Home', { url: 'https://shop.example/home?utm_source=news', title: '首页', path: '/home' });
    await sdk.group('acme', { plan: 'enterprise', size: 9 });
    await sdk.track('After Group', {});
    await sdk.reset();
    sdk.setAnonymousId('visitor-2');
    await sdk.track('Looked Around', {});
    await sdk.identify('bob', { plan: 'free' });

    await server.expectEvents({ '查看商品 👀': 1, 'Order Completed': 2, $pageview: 1, $group: 1, 'After Group': 1, 'Looked Around': 1 });
    assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 49.75);
    const ann = await server.expectIds('ann', ['ann', 'visitor-1']);
    await server.expectTraits('ann', { plan: 'pro', name: '安娜 🎉', 'address.city': '上海', size: undefined });
    assert.deepEqual(own(only(ann.events, '查看商品 👀').properties), { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0 });
    const page = only(ann.events, '$pageview').properties;
    assert.equal(page.$page_url, 'https://shop.example/home?utm_source=news');
    assert.equal(page.$page_path, '/home');
    assert.equal(page.$page_title, '首页');
    const bob = await server.expectIds('bob', ['bob', 'visitor-2']);
    only(bob.events, 'Looked Around');
    await server.expectTraits('bob', { plan: 'free', size: undefined });
    await server.expectNothingAside();
  });
}

test('Jitsu for Node: a message that is sent again counts once', { timeout: 60_000 }, async (t) => {
  const server = await collecting(t);
  const proxy = await faultProxy(t, server.url);
  const sdk = jitsuAnalytics({ host: proxy.url, writeKey });
  await sdk.track('Ordered', { i: 1 });
  const [{ url, headers, body }] = proxy.of(/\/api\/s\//);
  const again = await fetch(server.url + url, { method: 'POST', headers: { 'content-type': headers['content-type'], 'x-write-key': headers['x-write-key'] }, body });
  assert.equal((await again.json()).ok, true);
  await sdk.track('Left', {});
  await server.expectEvents({ Ordered: 1, Left: 1 });
  await server.expectNothingAside();
});

test('Jitsu in a browser: every call arrives, whoever it is of', { timeout: 120_000 }, async (t) => {
  const server = await collecting(t);
  const shop = await sdkSite(t, { scripts: [] });
  const { result } = await shop.visit('/landing?utm_source=news&utm_medium=email', async ({ url, key }) => {
    const { jitsuAnalytics } = await import('/sdk/@jitsu/js/dist/jitsu.es.js');
    const jitsu = jitsuAnalytics({ host: url, writeKey: key });
    await jitsu.page();
    const anonymous = jitsu.user().anonymousId;
    await jitsu.track('查看商品 👀', { price: 5, vip: false });
    await jitsu.identify('bob', { plan: 'team', name: '鲍勃 🎉' });
    await jitsu.group('acme', { size: 9 });
    await jitsu.track('Order Completed', { revenue: 7.5 });
    await jitsu.reset();
    const second = jitsu.user().anonymousId;
    await jitsu.track('Looked Around', {});
    await jitsu.identify('eve', { plan: 'free' });
    return { anonymous, second };
  }, { url: server.url, key: writeKey });
  await server.expectEvents({ $pageview: 1, '查看商品 👀': 1, 'Order Completed': 1, $group: 1, 'Looked Around': 1 });
  assert.deepEqual(shop.complaints, []);
  assert.deepEqual(shop.blocked, []);
  const bob = await server.expectIds('bob', ['bob', result.anonymous]);
  await server.expectTraits('bob', { plan: 'team', name: '鲍勃 🎉', size: undefined });
  const view = only(bob.events, '$pageview');
  assert.equal(view.properties.$page_url, `${shop.url}/landing?utm_source=news&utm_medium=email`);
  assert.equal(view.properties.$page_path, '/landing');
  assert.equal(view.properties.$page_title, shop.title);
  assert.equal(view.channel, 'email');
  const viewed = only(bob.events, '查看商品 👀');
  assert.equal(viewed.properties.price, 5);
  assert.match(viewed.browser, /Chrom/);
  await server.expectIds('eve', ['eve', result.second]);
  await server.expectTraits('eve', { plan: 'free' });
  await server.expectNothingAside();
});
