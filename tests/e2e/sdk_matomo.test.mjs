// Matomo's tracker for Node, unchanged, with only its URL and its site set.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { collecting, only, own } from '../lib/collected.mjs';
import { credentials } from '../lib/throng.mjs';

const MatomoTracker = createRequire(import.meta.url)('matomo-tracker');
const key = credentials.writeKey;
const ago = (minutes) => Math.floor(Date.now() / 1000) - minutes * 60;
const url = 'https://shop.example/home?utm_source=news&utm_medium=email';

// How the key may be told: the tracker lets a site be a text, and a hit name anything. Its URL must end in matomo.php, so
// no key fits in there.
const ways = [
  ['as the site', key, '/matomo.php', {}],
  ['as the token of each hit', 1, '/matomo.php', { token_auth: key }],
  ['beside each hit, at the old name', 1, '/piwik.php', { write_key: key }],
];

for (const [name, site, path, more] of ways) {
  for (const bulk of [false, true]) {
    test(`Matomo for Node, key ${name}${bulk ? ', in bulk' : ''}: every call arrives, whoever it is of`, { timeout: 120_000 }, async (t) => {
      const server = await collecting(t);
      const tracker = new MatomoTracker(site, server.url + path);
      const errors = [];
      tracker.on('error', (error) => errors.push(error));
      const visitor = { _id: '0123456789abcdef', ...more };
      const ann = { ...visitor, uid: 'ann' };
      const hits = [
        { ...visitor, url, action_name: '首页 👀', urlref: 'https://blog.example/', cdt: ago(60), dimension1: '红' },
        { ...ann, url, e_c: '商店', e_a: '加入购物车 🛒', e_n: '茶 a+b&c=d%', e_v: 2.5, cdt: ago(50) },
        { ...ann, url, idgoal: 0, ec_id: '订单-1', revenue: 42.5, ec_st: 40, ec_items: JSON.stringify([['sku-1', '茶', '饮料', 21.25, 2]]), cdt: ago(40) },
        { ...ann, url, idgoal: 0, ec_id: '订单-2', revenue: 7.25, cdt: ago(30) },
        { ...ann, url, idgoal: 7, revenue: 3, cdt: ago(29) },
        // Twice the same within a second are two.
        { ...ann, url, e_c: 'shop', e_a: 'Clicked', cdt: ago(20) },
        { ...ann, url, e_c: 'shop', e_a: 'Clicked', cdt: ago(20) },
        // The next user of the same browser.
        { ...visitor, uid: 'bob', url, e_c: 'shop', e_a: 'Logged In', cdt: ago(10) },
      ];
      if (bulk) {
        const answer = JSON.parse(await new Promise((resolve) => tracker.trackBulk(hits, resolve)));
        assert.equal(answer.status, 'success');
        assert.equal(answer.tracked, hits.length);
      } else {
        for (const hit of hits) tracker.track(hit);
      }
      await server.expectEvents({ $pageview: 1, '加入购物车 🛒': 1, 'Order Completed': 2, $goal: 1, Clicked: 2, 'Logged In': 1 }, 200);
      assert.deepEqual(errors, []);
      assert.equal(await server.trend({ event: 'Order Completed' }, 'sum', 'revenue'), 49.75);
      const person = await server.expectIds('ann', ['0123456789abcdef', 'ann']);
      assert.deepEqual(person.users, ['ann']);
      const view = only(person.events, '$pageview');
      assert.equal(view.properties.$page_url, url);
      assert.equal(view.properties.$page_path, '/home');
      assert.equal(view.properties.$page_title, '首页 👀');
      assert.equal(view.properties.$page_referrer, 'https://blog.example/');
      assert.equal(view.properties.dimension1, '红');
      assert.equal(view.channel, 'email');
      assert.equal(Date.parse(view.time), hits[0].cdt * 1000);
      assert.deepEqual(own(only(person.events, '加入购物车 🛒').properties), { category: '商店', name: '茶 a+b&c=d%', value: 2.5 });
      const [order] = person.events.filter((event) => event.name === 'Order Completed');
      assert.equal(order.properties.order_id, '订单-1');
      assert.equal(order.properties.revenue, 42.5);
      assert.deepEqual(order.properties['products.price'], [21.25]);
      assert.equal(String(only(person.events, '$goal').properties.goal_id), '7');
      assert.equal(only(person.events, '$goal').properties.revenue, 3);
      await server.expectIds('bob', ['bob']);
      await server.expectNothingAside();
    });
  }
}
