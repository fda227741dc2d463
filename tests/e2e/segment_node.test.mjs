// The official Segment SDK for Node, unchanged, with only its host set.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Analytics } from '@segment/analytics-node';
import { client, credentials, eventually, freshFolder, serve } from '../lib/throng.mjs';

test('identify, track, page, screen, group and alias arrive and make one person', { timeout: 120_000 }, async (t) => {
  const folder = freshFolder();
  t.after(folder.dispose);
  const server = serve(folder.data);
  const url = await server.ready;
  t.after(() => server.kill());
  const errors = [];
  const sdk = new Analytics({ writeKey: credentials.writeKey, host: url, flushInterval: 50 });
  sdk.on('error', (error) => errors.push(error));

  // A minute apart: events of one instant are ordered by their ids.
  sdk.track({ anonymousId: 'visitor-1', event: 'Product Viewed', timestamp: new Date(Date.now() - 60_000), properties: { price: 19.9, tags: ['red', 'new'] } });
  sdk.identify({ anonymousId: 'visitor-1', userId: 'ann', traits: { plan: 'pro', address: { city: 'Shanghai' } } });
  sdk.track({ userId: 'ann', event: 'Order Completed', properties: { revenue: 42.5 } });
  sdk.page({ userId: 'ann', name: 'Home', properties: { path: '/' } });
  sdk.screen({ userId: 'ann', name: 'Cart' });
  sdk.group({ userId: 'ann', groupId: 'acme', traits: { plan: 'enterprise' } });
  sdk.alias({ userId: 'ann', previousId: 'visitor-0' });
  for (let i = 0; i < 40; ++i) sdk.track({ userId: `u${i}`, event: 'Many', properties: { i } });
  await sdk.closeAndFlush({ timeout: 20_000 });
  assert.deepEqual(errors, []);

  const api = client(url);
  const total = (match, measure = 'total', property = '') => async () =>
    (await api.ask('trend', { series: [{ match, measure, property }], range: 'ever', bucket: 'total' })).series[0]?.total;
  await eventually(total({ event: 'Many' }, 'persons'), (n) => n === 40);
  assert.equal(await total({ event: 'Order Completed' }, 'sum', 'revenue')(), 42.5);
  assert.equal(await total({ event: '$pageview' })(), 1);
  assert.equal(await total({ event: '$screen' })(), 1);

  // The anonymous view and the identified order belong to one person, who has the traits; the group's do not reach her.
  const funnel = await api.ask('funnel', { steps: [{ event: 'Product Viewed' }, { event: 'Order Completed' }], range: 'ever', window: '1d' });
  assert.deepEqual(funnel.all.steps.map((s) => s.persons), [1, 1]);
  const pro = await api.persons('segment', { filter: { person: 'plan', op: 'is', value: 'pro' } }, {});
  assert.equal(pro.total, 1);
  assert.ok(pro.persons[0].user_ids.includes('ann'));
  const profile = await eventually(() => api.get(`/api/persons/${pro.persons[0].person}`), (p) => p.traits.length > 0 && p.ids.length === 3);
  assert.deepEqual(profile.ids.map((id) => id.value).sort(), ['ann', 'visitor-0', 'visitor-1']);
  assert.equal(profile.traits.find((trait) => trait.name === 'address.city').value, 'Shanghai');
});

test('a wrong write key is refused and says so', { timeout: 60_000 }, async (t) => {
  const folder = freshFolder();
  t.after(folder.dispose);
  const server = serve(folder.data);
  const url = await server.ready;
  t.after(() => server.kill());
  const errors = [];
  const sdk = new Analytics({ writeKey: 'nobody', host: url, flushInterval: 50, maxRetries: 0 });
  sdk.on('error', (error) => errors.push(error));
  sdk.track({ userId: 'x', event: 'Lost' });
  await sdk.closeAndFlush({ timeout: 10_000 });
  assert.equal(errors.length, 1);
});
