// PostHog's SDKs for Node and browsers, unchanged, with only their host set.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PostHog } from 'posthog-node';
import { collecting, only, own } from '../lib/collected.mjs';
import { faultProxy, faults } from '../lib/fault_proxy.mjs';
import { sdkSite } from '../lib/customer_site.mjs';
import { credentials, eventually } from '../lib/throng.mjs';

const key = credentials.writeKey;
const ago = (minutes) => new Date(Date.now() - minutes * 60_000);

// Its newer way of sending is chosen by the environment.
function start(host, mode = 'v0') {
  process.env.POSTHOG_CAPTURE_MODE = mode;
  const sdk = new PostHog(key, { host, fetchRetryDelay: 200 });
  delete process.env.POSTHOG_CAPTURE_MODE;
  const errors = [];
  sdk.on('error', (error) => errors.push(String(error)));
  return { sdk, errors };
}

for (const mode of ['v0', 'v1']) {
  test(`PostHog for Node (${mode}): every call arrives, whoever it is of`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const { sdk, errors } = start(server.url, mode);
    sdk.capture({ distinctId: 'visitor-1', event: '查看商品 👀', timestamp: ago(60), properties: { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0 } });
    sdk.capture({ distinctId: 'visitor-1', event: '$pageview', timestamp: ago(59), properties: { $current_url: 'https://shop.example/home?utm_source=news', $pathname: '/home', title: '首页', $referrer: 'https://blog.example/' } });
    sdk.identify({ distinctId: 'ann', properties: { plan: 'pro', name: '安娜 🎉', address: { city: '上海' } } });
    sdk.alias({ distinctId: 'ann', alias: 'visitor-1' });
    sdk.capture({ distinctId: 'ann', event: 'Order Completed', timestamp: ago(40), properties: { revenue: 42.5, $set_once: { first_order: 42.5 } }, groups: { company: 'acme' } });
    await sdk.flush();
    sdk.capture({ distinctId: 'ann', event: 'Order Completed', timestamp: ago(30), properties: { revenue: 7.25, $set: { orders: 2 }, $set_once: { first_order: 7.25 } } });
    sdk.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { plan: 'enterprise', size: 9 } });
    sdk.groupIdentify({ groupType: 'company', groupKey: 'acme', distinctId: 'ann', properties: { seats: 3 } });
    await sdk.flush();
    sdk.setPersonProperties({ distinctId: 'ann', properties: { plan: 'team', gone: 1 }, propertiesOnce: { plan_once: 'kept', name: 'never' } });
    await sdk.flush();
    sdk.setPersonProperties({ distinctId: 'ann', propertiesOnce: { plan_once: 'never' } });
    sdk.unsetPersonProperties({ distinctId: 'ann', properties: ['gone'] });
    // Somebody who is never identified, and another user.
    sdk.capture({ distinctId: 'passer-by', event: 'Looked Around', properties: { $process_person_profile: false } });
    sdk.identify({ distinctId: 'bob', properties: { plan: 'free' } });
    sdk.capture({ distinctId: 'bob', event: 'Logged In' });
    assert.deepEqual(await sdk.getAllFlags('ann'), {});
    await sdk.shutdown();
    assert.deepEqual(errors, []);

    await server.expectEvents({ '查看商品 👀': 1, $pageview: 1, 'Order Completed': 2, $group: 2, 'Looked Around': 1, 'Logged In': 1 });
    assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 49.75);
    const ann = await server.expectIds('ann', ['ann', 'visitor-1']);
    assert.deepEqual(ann.users, ['ann']);
    await server.expectTraits('ann', { plan: 'team', name: '安娜 🎉', 'address.city': '上海', orders: 2, first_order: 42.5, plan_once: 'kept', gone: undefined, size: undefined, seats: undefined });
    assert.deepEqual(own(only(ann.events, '查看商品 👀').properties), { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0 });
    const page = only(ann.events, '$pageview').properties;
    assert.equal(page.$page_url, 'https://shop.example/home?utm_source=news');
    assert.equal(page.$page_path, '/home');
    assert.equal(page.$page_title, '首页');
    assert.equal(page.$page_referrer, 'https://blog.example/');
    assert.deepEqual((await server.expectIds('bob', ['bob'])).users, ['bob']);
    await server.expectTraits('bob', { plan: 'free' });
    assert.deepEqual((await server.expectIds('passer-by', ['passer-by'])).users, []);
    await server.expectNothingAside();
  });

  for (const [name, fault, options] of faults) {
    test(`PostHog for Node (${mode}): ${name} loses and doubles nothing`, { timeout: 120_000 }, async (t) => {
      const server = await collecting(t);
      const proxy = await faultProxy(t, server.url);
      proxy.fail(/\/batch\/|\/i\/v1\//, fault, { times: 2, ...options });
      const { sdk } = start(proxy.url, mode);
      for (let i = 0; i < 30; ++i) sdk.capture({ distinctId: `u${i % 3}`, event: 'Ordered', properties: { i } });
      await sdk.shutdown(60_000);
      await server.expectEvents({ Ordered: 30 }, 200);
      assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'i'), 435);
      assert.equal(proxy.seen.filter((request) => request.fault !== undefined).length, 2);
      await server.expectNothingAside();
    });
  }
}

const scripts = ['posthog-js/dist/array.js'];

test('PostHog in a browser: every call arrives, whoever it is of', { timeout: 180_000 }, async (t) => {
  const server = await collecting(t);
  const shop = await sdkSite(t, { scripts });
  const { page, result } = await shop.visit('/landing?utm_source=news&utm_medium=email', ({ url, key }) => {
    posthog.init(key, { api_host: url });
    const anonymous = posthog.get_distinct_id();
    posthog.capture('查看商品 👀', { price: 5, tags: ['红'], vip: false, stock: 0 });
    posthog.identify('bob', { plan: 'team', name: '鲍勃 🎉', gone: 1 }, { first_channel: 'email' });
    posthog.setPersonProperties({ city: '上海' }, { first_channel: 'never' });
    posthog.unsetPersonProperties('gone');
    posthog.group('company', 'acme', { size: 9 });
    posthog.alias('bob-in-crm');
    posthog.capture('Order Completed', { revenue: 7.5, $set_once: { first_order: 7.5 } });
    posthog.capture('Order Completed', { revenue: 2.5 });
    return anonymous;
  }, { url: server.url, key });
  await page.click('#buy');
  await server.expectEvents({ '查看商品 👀': 1, $pageview: 1, 'Order Completed': 2, $group: 1, $autocapture: 1 }, 200);
  // The next user of the same browser.
  const second = await page.evaluate(() => {
    posthog.reset();
    const anonymous = posthog.get_distinct_id();
    posthog.capture('Looked Around');
    posthog.identify('eve', { plan: 'free' });
    posthog.capture('Logged In');
    return anonymous;
  });
  // What the SDK is just sending when the page is left is lost.
  await server.expectTraits('eve', { plan: 'free' });
  await page.goto('about:blank');
  await server.expectEvents({ '查看商品 👀': 1, $pageview: 1, 'Order Completed': 2, $group: 1, $autocapture: 1, 'Looked Around': 1, 'Logged In': 1, $page_leave: 1 }, 200);
  assert.deepEqual(shop.complaints, []);
  assert.deepEqual(shop.blocked, []);

  assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 10);
  const bob = await server.expectIds('bob', ['bob', 'bob-in-crm', result]);
  await server.expectTraits('bob', { plan: 'team', name: '鲍勃 🎉', city: '上海', first_channel: 'email', first_order: 7.5, gone: undefined, size: undefined });
  const viewed = only(bob.events, '查看商品 👀');
  assert.equal(viewed.properties.price, 5);
  assert.equal(viewed.properties.stock, 0);
  assert.match(viewed.browser, /Chrom/);
  const view = only(bob.events, '$pageview');
  assert.equal(view.properties.$page_url, `${shop.url}/landing?utm_source=news&utm_medium=email`);
  assert.equal(view.properties.$page_path, '/landing');
  assert.equal(view.properties.$page_title, shop.title);
  assert.equal(view.channel, 'email');
  assert.ok(view.session);
  for (const event of bob.events) {
    for (const name of ['token', 'distinct_id', '$lib', '$lib_version', '$insert_id', '$time']) assert.ok(!(name in event.properties), `${event.name} keeps ${name}`);
  }
  await server.expectIds('eve', ['eve', second]);
  await server.expectTraits('eve', { plan: 'free', city: undefined });
  await server.expectNothingAside();
});

test('PostHog in a browser: without compression, and what is sent on leaving', { timeout: 120_000 }, async (t) => {
  const server = await collecting(t);
  const shop = await sdkSite(t, { scripts });
  const { page } = await shop.visit('/cart', ({ url, key }) => {
    posthog.init(key, { api_host: url, disable_compression: true });
  }, { url: server.url, key });
  await server.expectEvents({ $pageview: 1 }, 200);
  await page.evaluate(() => { posthog.capture('加入购物车 🛒', { price: 5, note: 'a+b&c=d%' }); });
  await page.goto('about:blank');
  await server.expectEvents({ '加入购物车 🛒': 1, $pageview: 1, $page_leave: 1 }, 200);
  const [added] = (await server.events()).filter((event) => event.name === '加入购物车 🛒');
  assert.equal(added.properties.note, 'a+b&c=d%');
  assert.deepEqual(shop.blocked, []);
  await server.expectNothingAside();
});

// It never sends again what was answered 429.
for (const [name, fault, options] of faults.filter(([, fault]) => fault !== 429)) {
  test(`PostHog in a browser: ${name} loses and doubles nothing`, { timeout: 180_000 }, async (t) => {
    const server = await collecting(t);
    const proxy = await faultProxy(t, server.url);
    proxy.fail(/\/e\//, fault, options);
    const shop = await sdkSite(t, { scripts });
    await shop.visit('/', ({ url, key }) => {
      posthog.init(key, { api_host: url });
      for (let i = 0; i < 10; ++i) posthog.capture('Ordered', { i });
    }, { url: proxy.url, key });
    await eventually(() => server.trend({ event: 'Ordered' }), (total) => total === 10, 400);
    await server.expectEvents({ Ordered: 10, $pageview: 1 }, 400);
    assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'i'), 45);
    assert.ok(proxy.seen.some((request) => request.fault !== undefined));
    await server.expectNothingAside();
  });
}
