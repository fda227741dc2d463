// Snowplow's tracker for Node, unchanged, with only its collector set.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { collecting, only, own } from '../lib/collected.mjs';
import { faultProxy, faults } from '../lib/fault_proxy.mjs';
import { credentials, eventually } from '../lib/throng.mjs';

const snowplow = createRequire(import.meta.url)('@snowplow/node-tracker');
const ago = (minutes) => ({ type: 'ttm', value: Date.now() - minutes * 60_000 });
const schema = (name) => `iglu:com.example/${name}/jsonschema/1-0-0`;

function start(url, eventMethod = 'post', encodeBase64 = true) {
  const { hostname, port } = new URL(url);
  const failures = [];
  const tracker = snowplow.newTracker({ namespace: 'shop', appId: credentials.writeKey, encodeBase64 },
    { endpoint: hostname, port: Number(port), protocol: 'http', eventMethod, onRequestFailure: (failure) => failures.push(failure.message) });
  return { tracker, failures };
}

for (const [method, encodeBase64] of [['post', true], ['post', false], ['get', true], ['get', false]]) {
  test(`Snowplow for Node, ${method}${encodeBase64 ? ', base64' : ''}: every call arrives, whoever it is of`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const { tracker, failures } = start(server.url, method, encodeBase64);
    const described = (name, data, contexts, minutes) => tracker.track(snowplow.buildSelfDescribingEvent({ event: { schema: schema(name), data } }), contexts, ago(minutes));
    tracker.setDomainUserId('visitor-1');
    tracker.setSessionId('11111111-1111-4111-8111-111111111111');
    tracker.track(snowplow.buildPageView({ pageUrl: 'https://shop.example/home?utm_source=news&utm_medium=email', pageTitle: '首页 👀', referrer: 'https://blog.example/' }), [], ago(60));
    described('view_product', { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0, note: '>>>???~~~ a+b&c=d% 👀ÿþ' }, [{ schema: schema('shelf'), data: { row: '三', place: 4 } }], 59);
    tracker.setUserId('ann');
    described('order_completed', { revenue: 42.5 }, [], 40);
    described('order_completed', { revenue: 7.25 }, [], 30);
    tracker.track(snowplow.buildStructEvent({ category: '商店', action: 'Add To Cart', label: 'tea', property: 'kg', value: 2.5 }), [], ago(29));
    tracker.track(snowplow.buildScreenView({ name: '购物车', id: '22222222-2222-4222-8222-222222222222' }), [], ago(28));
    // The next user of the same device.
    tracker.setUserId('bob');
    described('logged_in', {}, [], 20);
    await tracker.flush();
    assert.deepEqual(failures, []);

    await server.expectEvents({ $pageview: 1, view_product: 1, order_completed: 2, 'Add To Cart': 1, $screen: 1, logged_in: 1 }, 200);
    assert.equal(await server.trend({ event: 'order_completed' }, 'sum', 'revenue'), 49.75);
    assert.equal(await server.trend({ event: 'Add To Cart' }, 'sum', 'value'), 2.5);
    const ann = await server.expectIds('ann', ['ann', 'visitor-1']);
    assert.deepEqual(ann.users, ['ann']);
    const view = only(ann.events, '$pageview');
    assert.equal(view.properties.$page_url, 'https://shop.example/home?utm_source=news&utm_medium=email');
    assert.equal(view.properties.$page_path, '/home');
    assert.equal(view.properties.$page_title, '首页 👀');
    assert.equal(view.properties.$page_referrer, 'https://blog.example/');
    assert.equal(view.channel, 'email');
    assert.equal(view.session, '11111111-1111-4111-8111-111111111111');
    const viewed = own(only(ann.events, 'view_product').properties);
    assert.deepEqual(viewed, { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0, note: '>>>???~~~ a+b&c=d% 👀ÿþ', 'shelf.row': '三', 'shelf.place': 4 });
    assert.ok(Math.abs(Date.parse(only(ann.events, 'view_product').time) - ago(59).value) < 60_000);
    assert.deepEqual(own(only(ann.events, 'Add To Cart').properties), { category: '商店', label: 'tea', property: 'kg', value: 2.5 });
    assert.equal(only(ann.events, '$screen').properties.name, '购物车');
    await server.expectIds('bob', ['bob']);
    await server.expectNothingAside();
  });
}

for (const [name, fault, options] of faults) {
  test(`Snowplow for Node: ${name} loses and doubles nothing`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const proxy = await faultProxy(t, server.url);
    proxy.fail(/\/tp2/, fault, { times: 2, ...options });
    const { tracker } = start(proxy.url);
    for (let i = 0; i < 30; ++i) {
      tracker.setUserId(`u${i % 3}`);
      tracker.track(snowplow.buildStructEvent({ category: 'shop', action: 'Ordered', value: i }));
    }
    // What failed goes with the next flush.
    await eventually(async () => {
      await tracker.flush();
      return server.trend({ event: 'Ordered' });
    }, (total) => total >= 30, 100);
    await server.expectEvents({ Ordered: 30 });
    assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'value'), 435);
    assert.ok(proxy.seen.some((request) => request.fault !== undefined));
    await server.expectNothingAside();
  });
}
