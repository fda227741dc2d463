// One person's page in a real browser against a real server: figures, history of traits, where she belongs, notes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { number, onPage, signedIn, testid } from '../lib/page.mjs';
import { eventually } from '../lib/throng.mjs';

test('one person', onPage, async (t) => {
  const { page, url, api, complaints } = await signedIn(t, { persons: 300, days: 90, refusals: true });
  const segment = (await api.post('/api/segments', { name: 'Thrice', filter: { did: { event: 'Order Completed', count: { op: '>=', value: 3 } } } })).id;
  const scheme = (await api.post('/api/layers', { name: 'Who buys', kind: 'custom', rules: [{ name: 'buyer', filter: { did: { event: 'Order Completed' } } }] })).id;
  const tag = await api.post('/api/tags', { name: 'Loyal', kind: 'rule', rules: [{ value: 'no', filter: { did_not: { event: 'Order Completed' } } }, { value: 'yes', filter: { did: { event: 'Order Completed', count: { op: '>=', value: 3 } } } }] });
  await api.post('/api/jobs/recompute', { objects: [`tag:${tag.id}`] });
  await eventually(() => api.get(`/api/tags/${tag.id}`), (one) => one.persons > 0);
  const { person } = (await api.persons('segment', { filter: { in_segment: segment } }, { others: false }, 1)).persons[0];
  const about = await api.get(`/api/persons/${person}`);
  const fact = (name) => page.locator(`${testid(`fact-${name}`)} > b`).innerText();

  await t.test('the head says what she did and bought', async () => {
    await page.goto(`${url}/persons/${person}`);
    await page.locator(`${testid('fact-revenue')} > b`, { hasText: /\d/ }).waitFor();
    const { events } = await api.get(`/api/persons/${person}/events?limit=1000`);
    const orders = events.filter((one) => one.name === 'Order Completed');
    assert.ok(orders.length >= 3);
    assert.equal(number(await fact('purchases')), orders.length);
    const revenue = orders.reduce((sum, one) => sum + one.properties.revenue, 0);
    assert.ok(Math.abs(number((await fact('revenue')).replace(/[A-Z]/g, '')) - revenue) < 0.01, `${revenue}`);
    assert.equal(number(await fact('events')), events.filter((one) => one.name !== '$identify').length);
    const visits = await page.locator(testid('visit')).first().innerText();
    assert.match(visits, /Visit \d\d:\d\d.*(page|event)/s);
  });

  await t.test('a trait opens every value it had and what brought it', async () => {
    const { traits } = await api.get(`/api/persons/${person}/traits`);
    const most = traits.reduce((a, b) => (b.changes.length > a.changes.length ? b : a));
    await page.locator(testid(`trait-${most.name}`)).focus();
    await page.keyboard.press('Enter');
    await page.locator(testid('trait-change')).first().waitFor();
    assert.equal(await page.locator(testid('trait-change')).count(), most.changes.length);
    assert.ok((await page.locator(testid('trait-change')).first().innerText()).includes(most.changes[0].event), 'the event that brought it');
    assert.equal(await page.locator(testid('traits')).locator('> li').count(), about.traits.length);
  });

  await t.test('she is in segments and layers, each a link', async () => {
    const belongs = page.locator(testid('person-audiences'));
    await belongs.locator(testid('person-segment'), { hasText: 'Thrice' }).waitFor();
    await belongs.locator(testid('person-layer'), { hasText: 'Who buys · buyer' }).click();
    await page.waitForURL(new RegExp(`/layers/${scheme}$`));
    await page.goBack();
  });

  await t.test('a tag says why she has its value', async () => {
    await page.locator(`${testid('why-tag')}[aria-label="Why Loyal"]`).click();
    assert.match(await page.locator(testid('tag-why')).innerText(), /yes: rule 2 of 2 is the first that holds: Persons who did “Order Completed” at least 3 times/);
  });

  await t.test('operators note, change their own words and delete', async () => {
    await page.click(testid('tab-notes'));
    await page.fill(testid('note-text'), 'Called: parcel late\nfree delivery next time');
    await page.click(testid('note-save'));
    const note = page.locator(testid('note'));
    await note.waitFor();
    assert.match(await note.innerText(), /owner@.*parcel late/s);
    await note.locator(testid('note-edit')).click();
    await note.locator(testid('note-text')).fill('Solved.');
    await note.locator(testid('note-save')).click();
    await note.locator('p', { hasText: 'Solved.' }).waitFor(); // not what stands in the field
    assert.deepEqual((await api.get(`/api/persons/${person}/notes`)).notes.map((one) => one.text), ['Solved.']);
    await page.reload();
    await note.waitFor();
    await note.locator(testid('note-delete')).click();
    await page.locator('.ant-popconfirm .ant-btn-dangerous').click();
    await note.waitFor({ state: 'detached' });
    assert.deepEqual((await api.get(`/api/persons/${person}/notes`)).notes, []);
  });

  await t.test('nothing was decided about messages, and that is said; a decision is written down', async () => {
    await page.click(testid('tab-messages'));
    await page.locator(testid('person-messages'), { hasText: 'No message was for this person yet' }).waitFor();
    await page.click(testid('tab-consent'));
    const all = page.locator(testid('consent-all'));
    await all.filter({ hasText: 'nothing decided' }).waitFor();
    await all.locator(testid('consent-refuse')).click();
    await all.filter({ hasText: 'may not' }).waitFor();
    const { consents } = await api.get(`/api/persons/${person}/consents`);
    assert.deepEqual(consents.map(({ topic, granted }) => [topic, granted]), [['', false]]);
  });

  await t.test('without a purchase role it teaches instead of guessing', async () => {
    const { confirmed, by, at, paid, revenue, ...rest } = await api.get('/api/roles');
    assert.ok(paid && revenue && confirmed === false && by === undefined && at === undefined);
    await api.put('/api/roles', rest);
    await page.goto(`${url}/persons/${person}`);
    await page.locator(`${testid('fact-purchases')} a`).waitFor();
    assert.equal(await fact('purchases'), '–');
  });

  await t.test('it is usable on a narrow screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await page.locator(testid('visit')).first().waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing sticks out');
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
