// Segments, their history, fixed lists, overlap, live membership and jobs in a real browser against a real server.
import assert from 'node:assert/strict';
import test from 'node:test';
import { closeDrawer, drawerTotal, goByKeys, number, onPage, signedIn, testid } from '../lib/page.mjs';
import { credentials, eventually } from '../lib/throng.mjs';

async function track(url, event) {
  const response = await fetch(`${url}/v1/track`, { method: 'POST', body: JSON.stringify({ ...event, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
}

test('audience', onPage, async (t) => {
  const { page, url, api, complaints } = await signedIn(t, { persons: 800, days: 60, refusals: true });
  const text = (id) => page.locator(testid(id)).first().innerText();
  const chosen = async (id, ...labels) => {
    await page.locator(testid(id)).click();
    for (const label of labels) await page.locator('.ant-select-item-option', { hasText: label }).first().click();
    await page.keyboard.press('Escape');
  };
  const segments = async () => (await api.get('/api/segments')).segments;

  await t.test('everything is worked out as a job', async () => {
    await goByKeys(page, 'j', '/jobs');
    await page.locator(testid('run-all')).click();
    await page.locator(testid('job-state'), { hasText: 'Done' }).first().waitFor();
    const { lines } = await api.get('/api/schedule');
    assert.equal(lines.length, 7);
    for (const line of lines) assert.ok(line.last && line.next && !line.problem && line.persons > 0, JSON.stringify(line));
  });

  await t.test('a segment shows its size by day, its past and what uses it', async () => {
    const [first] = await segments();
    await page.goto(`${url}/segments/${first.id}`);
    const today = await api.get(`/api/segments/${first.id}/history`);
    assert.equal(today.days.at(-1).persons, first.persons);
    assert.match(await text('rule-words'), /^Persons who did “/);
    await page.locator('td', { hasText: today.days.at(-1).day }).waitFor();
    const day = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
    await page.locator(testid('as-of')).fill(day);
    await page.keyboard.press('Enter');
    await page.locator(`${testid('as-of-count')}[aria-busy="false"]`).waitFor();
    const then = await api.post('/api/segments/as-of', { filter: first.filter, day, limit: 0 });
    assert.equal(number(await text('as-of-count')), then.total);
    const above = await api.post('/api/segments', { name: 'Above it', filter: { in_segment: first.id } });
    assert.deepEqual((await api.get(`/api/segments/${first.id}/users`)).users.map((user) => user.name), ['Above it']);
    await api.delete(`/api/segments/${above.id}`);
  });

  await t.test('a fixed segment takes ids and lists those it does not know', async () => {
    const people = (await api.get('/api/persons?limit=20')).persons.filter((person) => person.user_ids.length > 0).slice(0, 3);
    await page.goto(`${url}/segments/new`);
    await page.locator(testid('kind-fixed')).click();
    await page.fill(testid('segment-name'), 'Guests');
    await page.locator(testid('save-segment')).click();
    await page.waitForURL(/\/segments\/(?!new)/);
    await page.fill(testid('member-list'), [...people.map((person) => person.user_ids[0]), 'nobody-17'].join('\n'));
    await page.locator(testid('check-members')).click();
    await page.locator(testid('members-found'), { hasText: 'nobody-17' }).waitFor();
    assert.equal((await segments()).find((segment) => segment.name === 'Guests').persons, 0, 'checking puts nobody in');
    await page.locator(testid('put-members')).click();
    await page.locator(testid('members-found'), { hasText: `${people.length} members` }).waitFor();
    await page.locator(`${testid('segment-count')}[aria-busy="false"]`, { hasText: String(people.length) }).waitFor();
  });

  await t.test('the persons behind any number can be kept', async () => {
    await page.goto(`${url}/segments`);
    const size = page.locator(testid('segment-size')).first();
    const persons = number(await size.innerText());
    await size.click();
    assert.equal(number(await text('drawer-total')), persons);
    await page.locator(testid('snapshot')).click();
    await page.fill(testid('snapshot-name'), 'Kept');
    await page.locator(testid('snapshot-save')).click();
    await page.locator('.ant-message', { hasText: 'Kept' }).waitFor();
    await closeDrawer(page);
    const kept = (await segments()).find((segment) => segment.name === 'Kept');
    assert.equal(kept.kind, 'fixed');
    assert.equal(kept.persons, persons);
  });

  await t.test('overlap: bars open as many as they say, and a combination is saved', async () => {
    const [a, b] = (await segments()).filter((segment) => segment.kind === 'dynamic');
    await page.goto(`${url}/overlap`);
    await chosen('overlap-segments', a.name, b.name);
    await page.locator(testid('upset-bar')).first().waitFor();
    const { regions, sizes } = await api.post('/api/segments/overlap', { segments: [a.id, b.id] });
    assert.deepEqual(sizes, [a.persons, b.persons]);
    assert.equal(await page.locator(testid('upset-bar')).count(), regions.length);
    await page.locator(testid('upset-bar')).first().click();
    assert.equal(await drawerTotal(page), regions[0].persons);
    const union = regions.reduce((sum, region) => sum + region.persons, 0);
    assert.equal(number(await text('algebra-union')), union);
    await page.locator('.algebra button', { hasText: 'Save as a segment' }).first().click();
    await page.waitForURL(/\/segments\//);
    await page.locator(`${testid('segment-count')}[aria-busy="false"]`).waitFor();
    assert.equal(number(await text('segment-count')), union);
  });

  await t.test('a live segment tells who enters', async () => {
    const made = await api.post('/api/segments', { name: 'Live', filter: { did: { event: 'Rare Thing' } }, schedule: { refresh: 'live', hour: 3, keep_days: 90 } });
    await eventually(() => api.get(`/api/segments/${made.id}/history`), ({ days }) => days.length === 1);  // followed from now on
    const user = (await api.get('/api/persons?limit=20')).persons.find((person) => person.user_ids.length > 0);
    await track(url, { userId: user.user_ids[0], event: 'Rare Thing', messageId: 'rare-1' });
    const entered = await eventually(async () => (await api.get(`/api/persons/${user.person}/events?limit=20`)).events.find((event) => event.name === '$segment_entered'), (event) => event !== undefined);
    assert.equal(entered.properties.segment, made.id);
    const held = await api.get(`/api/memberships?user_id=${encodeURIComponent(user.user_ids[0])}`);
    assert.ok(held.segments.includes(made.id));
  });

  assert.deepEqual(complaints, []);
});
