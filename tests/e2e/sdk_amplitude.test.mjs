// Amplitude's SDK for Node, unchanged, with only its server's URL set.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { collecting, only, own } from '../lib/collected.mjs';
import { faultProxy, faults } from '../lib/fault_proxy.mjs';
import { credentials } from '../lib/throng.mjs';

const { createInstance, Identify, Revenue } = createRequire(import.meta.url)('@amplitude/analytics-node');
const ago = (minutes) => Date.now() - minutes * 60_000;

async function start(url, path = '/2/httpapi', more = {}) {
  const sdk = createInstance();
  await sdk.init(credentials.writeKey, { serverUrl: url + path, flushIntervalMillis: 100, logLevel: 0, ...more }).promise;
  return sdk;
}

for (const path of ['/2/httpapi', '/batch']) {
  test(`Amplitude for Node, ${path}: every call arrives, whoever it is of`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const sdk = await start(server.url, path);
    const sent = [];
    const say = (result) => sent.push(result.promise);
    const identify = (operations, options) => {
      const all = new Identify();
      operations(all);
      say(sdk.identify(all, options));
    };
    const ann = (minutes) => ({ user_id: 'ann', device_id: 'phone-1', time: ago(minutes) });
    say(sdk.track('查看商品 👀', { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0 }, { device_id: 'phone-1', time: ago(60) }));
    identify((i) => i.set('plan', 'pro').set('name', '安娜 🎉').set('gone', 1).set('list', ['a', 'b']).setOnce('first_channel', 'email').add('logins', 1).append('seen', 'a').postInsert('tags', '红'), ann(59));
    identify((i) => i.set('plan', 'team').setOnce('first_channel', 'never').add('logins', 4.5).append('seen', 'a').postInsert('tags', '红').preInsert('more', 'x').remove('list', 'a').unset('gone'), ann(50));
    say(sdk.track('Order Completed', { revenue: 42.5 }, ann(40)));
    say(sdk.track('Order Completed', { revenue: 7.25 }, { ...ann(30), session_id: ago(31) }));
    say(sdk.revenue(new Revenue().setProductId('茶').setPrice(3.99).setQuantity(3), ann(29)));
    say(sdk.revenue(new Revenue().setProductId('tea').setPrice(9).setQuantity(2).setRevenue(15), ann(28)));
    say(sdk.setGroup('company', 'acme', ann(27)));
    say(sdk.groupIdentify('company', 'acme', new Identify().set('size', 9), ann(26)));
    // The next user of the same device, and one whose traits are all taken away.
    say(sdk.track('Logged In', undefined, { user_id: 'bob', device_id: 'phone-1', time: ago(20) }));
    identify((i) => i.set('plan', 'free'), { user_id: 'bob', device_id: 'phone-1', time: ago(19) });
    identify((i) => i.set('plan', 'free').add('visits', 3), { user_id: 'dora', time: ago(18) });
    identify((i) => i.clearAll(), { user_id: 'dora', time: ago(17) });
    await sdk.flush().promise;
    for (const { code, message } of await Promise.all(sent)) assert.equal(code, 200, message);

    await server.expectEvents({ '查看商品 👀': 1, 'Order Completed': 2, revenue_amount: 2, 'Logged In': 1 }, 200);
    assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 49.75);
    assert.equal(Math.round(await server.trend({ event: 'revenue_amount' }, 'sum', 'revenue') * 100), 2697);
    const person = await server.expectIds('ann', ['ann', 'phone-1']);
    assert.deepEqual(person.users, ['ann']);
    await server.expectTraits('ann', {
      plan: 'team', name: '安娜 🎉', list: ['b'], first_channel: 'email', logins: 5.5, seen: ['a', 'a'], tags: ['红'], more: ['x'], gone: undefined, size: undefined,
    });
    assert.deepEqual(own(only(person.events, '查看商品 👀').properties), { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0 });
    await server.expectIds('bob', ['bob']);
    await server.expectTraits('bob', { plan: 'free', logins: undefined });
    await server.expectTraits('dora', { plan: undefined, visits: undefined });
    await server.expectNothingAside();
  });
}

// Its events are gone when a connection is reset before the server heard of them.
for (const [name, fault, options] of faults.filter(([, fault]) => fault !== 'reset')) {
  test(`Amplitude for Node: ${name} loses and doubles nothing`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const proxy = await faultProxy(t, server.url);
    // It reads the code in the body.
    proxy.fail(/\/2\/httpapi/, fault, { ...options, answer: typeof fault === 'number' ? JSON.stringify({ code: fault }) : undefined });
    const sdk = await start(proxy.url);
    for (let i = 0; i < 30; ++i) sdk.track('Ordered', { i }, { user_id: `u${i % 3}` });
    await server.expectEvents({ Ordered: 30 }, 600);
    assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'i'), 435);
    assert.equal(proxy.seen.filter((request) => request.fault !== undefined).length, 1);
    await server.expectNothingAside();
  });
}

test('Amplitude for Node: a wrong key is told in its own words, at once', { timeout: 60_000 }, async (t) => {
  const server = await collecting(t);
  const proxy = await faultProxy(t, server.url);
  const sdk = createInstance();
  await sdk.init('nobody', { serverUrl: `${proxy.url}/2/httpapi`, flushIntervalMillis: 100, logLevel: 0 }).promise;
  const { code, message } = await sdk.track('Lost', undefined, { user_id: 'x' }).promise;
  assert.equal(code, 400);
  assert.match(message, /^Invalid API key/);
  assert.equal(proxy.of(/httpapi/).length, 1);
});
