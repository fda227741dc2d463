// The SDKs of Sensors Analytics (神策) for Node and browsers, unchanged, with only their server's URL set.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test, { after } from 'node:test';
import { collecting, only, own } from '../lib/collected.mjs';
import { faultProxy, faults } from '../lib/fault_proxy.mjs';
import { sdkSite } from '../lib/customer_site.mjs';
import { credentials, eventually } from '../lib/throng.mjs';

const SensorsAnalytics = createRequire(import.meta.url)('sa-sdk-node');
const key = credentials.writeKey;
const ago = (minutes) => new Date(Date.now() - minutes * 60_000);
const awkward = '>>>???~~~ a+b&c=d% 👀ÿþ';
const address = (url, parameter = 'project') => `${url}/sa?${parameter}=${key}`;

// Its timers would keep the process for minutes.
after(() => { setTimeout(() => process.exit(), 1000); });

// Once a process is what it allows itself.
function start(options, batch) {
  delete global.isRunSubmitTo;
  const sdk = new SensorsAnalytics();
  const errors = [];
  sdk.submitTo(options, batch).catch((error) => errors.push(String(error)));
  return { sdk, errors };
}

for (const [name, parameter, options, batch] of [
  ['one request a call', 'project', {}, undefined],
  ['in batches, without gzip', 'token', { gzip: false }, { count: 50, timeSpan: 200 }],
]) {
  test(`Sensors for Node, ${name}: every call arrives, whoever it is of`, { timeout: 120_000 }, async (t) => {
    const server = await collecting(t);
    const { sdk, errors } = start({ url: address(server.url, parameter), ...options }, batch);
    sdk.track('visitor-1', 'ProductViewed', { $time: ago(60), price: 19.9, tags: ['红', 'new'], vip: false, stock: 0, note: awkward });
    sdk.trackSignup('ann', 'visitor-1', { $time: ago(59), channel: '微信' });
    sdk.profileSet('ann', { $time: ago(58), plan: 'pro', $name: '安娜 🎉', note: awkward, gone: 1 });
    sdk.profileSetOnce('ann', { $time: ago(57), plan: 'never', first_channel: 'email' });
    sdk.profileIncrement('ann', { $time: ago(56).getTime(), logins: 1 });
    sdk.profileIncrement('ann', { $time: ago(55).getTime(), logins: 4, points: -2.5 });
    sdk.profileAppend('ann', { seen: ['a', 'b'] });
    sdk.profileUnset('ann', ['gone']);
    sdk.track('ann', 'OrderCompleted', { $time: ago(40), revenue: 42.5, $is_login_id: true });
    sdk.track('ann', 'OrderCompleted', { $time: ago(30), revenue: 7.25 });
    sdk.track('bob', 'LoggedIn', { $is_login_id: true });
    sdk.profileSet('bob', { plan: 'free', $is_login_id: true });
    sdk.track('passer-by', 'LookedAround', {});
    sdk.itemSet('book', '0321714113', { title: '程序' });
    sdk.itemDelete('book', '0321714113');
    // What happened first may be told last.
    sdk.profileSet('ann', { $time: ago(90), plan: 'trial', city: '上海' });

    await server.expectEvents({ ProductViewed: 1, OrderCompleted: 2, LoggedIn: 1, LookedAround: 1 }, 200);
    assert.deepEqual(errors, []);
    assert.equal(await server.trend({ event: 'OrderCompleted' }, 'sum', 'revenue'), 49.75);
    const ann = await server.expectIds('ann', ['ann', 'visitor-1']);
    assert.deepEqual(ann.users, ['ann']);
    await server.expectTraits('ann', {
      plan: 'pro', $name: '安娜 🎉', note: awkward, city: '上海', first_channel: 'email', logins: 5, points: -2.5, seen: ['a', 'b'], gone: undefined, $is_login_id: undefined,
    });
    const viewed = only(ann.events, 'ProductViewed').properties;
    assert.deepEqual(own(viewed), { price: 19.9, tags: ['红', 'new'], vip: false, stock: 0, note: awkward });
    for (const name of ['$lib', '$lib_version', '$project', '$token', '$is_login_id']) assert.ok(!(name in viewed), `keeps ${name}`);
    assert.deepEqual((await server.expectIds('bob', ['bob'])).users, ['bob']);
    await server.expectTraits('bob', { plan: 'free', $is_login_id: undefined });
    assert.deepEqual((await server.expectIds('passer-by', ['passer-by'])).users, []);
    await server.expectNothingAside();
  });
}

test('Sensors for Node: debugging stores, a dry run does not', { timeout: 60_000 }, async (t) => {
  const server = await collecting(t);
  const proxy = await faultProxy(t, server.url);
  const dry = start({ url: address(proxy.url), mode: 'dryRun' });
  dry.sdk.track('ann', 'Rehearsed', { i: 1 });
  await eventually(() => proxy.seen[0]?.status, (status) => status === 200);
  const debug = start({ url: address(proxy.url), mode: 'debug' });
  debug.sdk.track('ann', 'Debugged', { i: 1 });
  await server.expectEvents({ Debugged: 1 });
  assert.deepEqual(proxy.seen.map(({ url }) => new URL(url, proxy.url).pathname), ['/debug', '/debug']);
  assert.deepEqual([...dry.errors, ...debug.errors], []);
  await server.expectNothingAside();
});

test('Sensors for Node: a request that is repeated counts once', { timeout: 60_000 }, async (t) => {
  const server = await collecting(t);
  const proxy = await faultProxy(t, server.url);
  const { sdk } = start({ url: address(proxy.url) }, { count: 10 });
  for (let i = 0; i < 8; ++i) sdk.track('ann', 'Ordered', { i, $is_login_id: true });
  for (let i = 0; i < 2; ++i) sdk.profileIncrement('ann', { logins: 1 });
  await server.expectEvents({ Ordered: 8 });
  const [{ url, headers, body }] = proxy.of(/\/sa/);
  for (let i = 0; i < 2; ++i) {
    const again = await fetch(server.url + url, { method: 'POST', headers: { 'content-type': headers['content-type'] }, body });
    assert.equal(again.status, 200);
  }
  sdk.track('ann', 'Left', { $is_login_id: true });
  sdk.onCompleted();
  await server.expectEvents({ Ordered: 8, Left: 1 });
  await server.expectTraits('ann', { logins: 2 });
  await server.expectNothingAside();
});

const scripts = ['sa-sdk-javascript/dist/web/sensorsdata.js', 'sa-sdk-javascript/dist/web/plugin/pageleave/index.js'];
const modes = [
  ['image', { send_type: 'image' }],
  ['ajax', { send_type: 'ajax' }],
  ['beacon', { send_type: 'beacon' }],
  ['batches', { batch_send: { send_interval: 500 } }],
];

for (const [mode, options] of modes) {
  test(`Sensors in a browser, ${mode}: every call arrives, whoever it is of`, { timeout: 180_000 }, async (t) => {
    const server = await collecting(t);
    const shop = await sdkSite(t, { scripts });
    const { page, result } = await shop.visit('/landing?utm_source=news&utm_medium=email', ({ server_url, options, awkward }) => {
      window.sensors = window.sensorsDataAnalytic201505;
      sensors.use(SensorsDataWebJSSDKPlugin.PageLeave);
      sensors.init({ server_url, ...options });
      sensors.quick('autoTrack');
      const anonymous = sensors.quick('getAnonymousID');
      sensors.track('ProductViewed', { price: 5, tags: ['红'], vip: false, stock: 0, note: awkward });
      sensors.login('bob');
      sensors.setProfile({ plan: 'team', $name: '鲍勃 🎉', gone: 1, note: awkward });
      sensors.setOnceProfile({ first_channel: 'email' });
      sensors.incrementProfile('logins');
      sensors.incrementProfile({ logins: 4, points: 2.5 });
      sensors.appendProfile({ seen: ['a', 'b'] });
      sensors.track('OrderCompleted', { revenue: 7.5 });
      sensors.track('OrderCompleted', { revenue: 2.5 });
      return anonymous;
    }, { server_url: address(server.url), options, awkward });
    const shopping = { ProductViewed: 1, $pageview: 1, OrderCompleted: 2 };
    await server.expectEvents(shopping, 200);
    await server.expectTraits('bob', { logins: 5, points: 2.5, seen: ['a', 'b'], gone: 1 });
    await page.evaluate(() => {
      sensors.setOnceProfile({ first_channel: 'never' });
      sensors.unsetProfile('gone');
      sensors.appendProfile({ seen: ['a'] });
    });
    await server.expectTraits('bob', { plan: 'team', $name: '鲍勃 🎉', note: awkward, first_channel: 'email', logins: 5, points: 2.5, seen: ['a', 'b', 'a'], gone: undefined });
    // The next user of the same browser, which keeps its anonymous id.
    const second = await page.evaluate(() => {
      sensors.logout();
      const anonymous = sensors.quick('getAnonymousID');
      sensors.login('eve');
      sensors.setProfile({ plan: 'free' });
      sensors.track('LoggedIn');
      return anonymous;
    });
    assert.equal(second, result);
    await server.expectEvents({ ...shopping, LoggedIn: 1 }, 200);
    // A third one, with a new anonymous id.
    const third = await page.evaluate(() => {
      sensors.logout(true);
      const anonymous = sensors.quick('getAnonymousID');
      sensors.track('LookedAround');
      sensors.login('fay');
      return anonymous;
    });
    assert.notEqual(third, result);
    await server.expectEvents({ ...shopping, LoggedIn: 1, LookedAround: 1 }, 200);
    await page.goto(`${shop.url}/`);  // batches wait for the next page of the site
    await page.evaluate(({ server_url, options }) => { sensorsDataAnalytic201505.init({ server_url, ...options }); }, { server_url: address(server.url), options });
    await server.expectEvents({ ...shopping, LoggedIn: 1, LookedAround: 1, $page_leave: 1 }, 200);
    assert.deepEqual(shop.complaints, []);

    assert.equal(await server.trend({ event: 'OrderCompleted' }, 'sum', 'revenue'), 10);
    const bob = await server.expectIds('bob', ['bob', result]);
    const viewed = only(bob.events, 'ProductViewed');
    assert.equal(viewed.properties.price, 5);
    assert.equal(viewed.properties.note, awkward);
    assert.match(viewed.browser, /Chrom/);
    const view = only(bob.events, '$pageview');
    assert.equal(view.properties.$page_url, `${shop.url}/landing?utm_source=news&utm_medium=email`);
    assert.equal(view.properties.$page_path, '/landing');
    assert.equal(view.properties.$page_title, shop.title);
    assert.equal(view.channel, 'email');
    for (const event of bob.events) {
      for (const name of ['$lib', '$lib_version', '$project', '$token', '$is_login_id']) assert.ok(!(name in event.properties), `${event.name} keeps ${name}`);
    }
    const eve = await server.expectIds('eve', ['eve']);
    only(eve.events, 'LoggedIn');
    await server.expectTraits('eve', { plan: 'free', logins: undefined });
    const fay = await server.expectIds('fay', ['fay', third]);
    only(fay.events, 'LookedAround');
    await server.expectNothingAside();
  });
}

for (const [name, fault, options] of faults) {
  test(`Sensors in a browser, batches: ${name} loses and doubles nothing`, { timeout: 180_000 }, async (t) => {
    const server = await collecting(t);
    const proxy = await faultProxy(t, server.url);
    proxy.fail(/\/sa/, fault, { times: 2, ...options });
    const shop = await sdkSite(t, { scripts: scripts.slice(0, 1) });
    await shop.visit('/', ({ server_url }) => {
      const sensors = window.sensorsDataAnalytic201505;
      sensors.init({ server_url, batch_send: { send_interval: 500 } });
      for (let i = 0; i < 10; ++i) sensors.track('Ordered', { i });
      sensors.incrementProfile('orders');
      sensors.incrementProfile({ orders: 9 });
    }, { server_url: address(proxy.url) });
    await eventually(() => server.trend({ event: 'Ordered' }), (total) => total === 10, 400);
    await server.expectEvents({ Ordered: 10 }, 200);
    const [ordered] = (await server.events()).filter((event) => event.name === 'Ordered');
    await server.expectTraits(ordered.user_id || ordered.anonymous_id, { orders: 10 });
    assert.equal(await server.trend({ event: 'Ordered' }, 'sum', 'i'), 45);
    await server.expectNothingAside();
  });
}
