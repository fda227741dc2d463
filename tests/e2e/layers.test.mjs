// Layer schemes and insight in a real browser against a real server.
import assert from 'node:assert/strict';
import test from 'node:test';
import { drawerTotal as total, forgetExamples, number, onPage, signedIn, testid } from '../lib/page.mjs';

const sum = (layers) => layers.reduce((all, one) => all + one.persons, 0);

test('layers and insight', onPage, async (t) => {
  const { page, url, api, complaints } = await signedIn(t, { persons: 1500, days: 60, refusals: true });
  const { answer: { everyone } } = await api.post('/api/ask', { analysis: 'segment', question: { filter: { all: [] } } });
  const settled = (id) => page.locator(`${testid(id)}[aria-busy="false"]`).waitFor();
  const drawerTotal = () => total(page);
  const find = async (name) => (await api.get('/api/layers')).schemes.find((one) => one.name === name);

  await t.test('the empty page teaches the six ways, RFM begins with the events that are known', async () => {
    await forgetExamples(api);
    await page.click(testid('nav-layers'));
    await page.locator(testid('empty')).waitFor();
    assert.equal(await page.locator('.kind-card').count(), 6);
    await page.click(testid('kind-rfm'));
    await settled('layers-preview');
    assert.equal(await page.locator(testid('preview-layer')).count(), 9);
    const sizes = await page.locator(`${testid('preview-layer')} b`).allInnerTexts();
    assert.equal(sizes.reduce((all, one) => all + number(one), 0), everyone);
    await page.fill(testid('layers-name'), 'Buyers');
    await page.click(testid('save-layers'));
    await page.waitForURL(/\/layers\/(?!new)/);
    const saved = await find('Buyers');
    assert.equal(sum(saved.layers), everyone);
    assert.equal(saved.rfm.groups[0], 'High value');
  });

  await t.test('every layer, score and place opens its persons', async () => {
    const saved = await find('Buyers');
    const first = saved.layers.findIndex((one) => one.persons > 0);
    await page.locator(testid('layer-size')).nth(first).click();
    assert.equal(await drawerTotal(), saved.layers[first].persons);
    const score = page.locator(testid('rfm-score')).first();
    const persons = number(await score.innerText());
    await score.click();
    assert.equal(await drawerTotal(), persons);
    const cell = saved.scores.findIndex((n) => n > 0 && n < 1000);
    const { recency, frequency, monetary } = { recency: Math.floor(cell / 25) + 1, frequency: Math.floor(cell / 5) % 5 + 1, monetary: cell % 5 + 1 };
    await page.locator(`[aria-label^="R${recency} F${frequency} M${monetary}:"]`).click();
    assert.equal(await drawerTotal(), saved.scores[cell]);
  });

  await t.test('worked out, they have a history; a flow waits for a second day', async () => {
    await page.click(testid('work-out'));
    await page.locator(testid('history-cell')).first().waitFor();
    const { days } = await api.get(`/api/layers/${(await find('Buyers')).id}/history`);
    assert.equal(days.length, 1);
    assert.equal(sum(days[0].layers), everyone);
    await page.locator(testid('history-cell')).first().click();
    assert.equal(await drawerTotal(), days[0].layers[0].persons);
    await page.click(testid('tab-flow'));
    await page.getByText('A flow needs two days').waitFor();
    const same = await api.get(`/api/layers/${(await find('Buyers')).id}/flow?from=${days[0].day}`);
    assert.equal(same.persons.flat().reduce((a, b) => a + b, 0), everyone);
  });

  await t.test('figures over time are those of the layer, and open its persons', async () => {
    await page.click(testid('tab-kpis'));
    await settled('kpis');
    const cell = page.locator(testid('kpi-cell')).first();
    await cell.waitFor();
    await page.click(testid('kpi-active'));
    const text = await cell.innerText();
    await cell.click();
    assert.equal(await drawerTotal(), number(text));
  });

  await t.test('a map of its own is painted', async () => {
    const { id } = await find('Buyers');
    await page.click(testid('edit-layers'));
    await page.click(testid('own-map'));
    await page.locator(testid('rfm-brush')).nth(1).click();
    await page.locator('[aria-label^="R5 F5 M5:"]').first().click();
    await page.click(testid('save-layers'));
    await page.waitForURL(new RegExp(`/layers/${id}$`));
    const saved = await api.get(`/api/layers/${id}`);
    assert.equal(saved.rfm.map[124], 1);
    assert.equal(sum(saved.layers), everyone);
  });

  await t.test('a segment is built on a layer by its name, which keeps the scheme', async () => {
    await page.goto(`${url}/segments/new`);
    await page.fill(testid('segment-name'), 'Good buyers');
    await page.click(testid('add-leaf'));
    await page.click(testid('add-layer'));
    await page.click(testid('layer-leaf'));
    await page.locator('.ant-cascader-menu-item', { hasText: 'Buyers' }).click();
    await page.locator('.ant-cascader-menu-item', { hasText: 'High value' }).first().click();
    await page.locator(`${testid('segment-count')}[aria-busy="false"]`).waitFor();
    await page.click(testid('save-segment'));
    await page.waitForURL(/\/segments\/(?!new)/);
    const saved = await find('Buyers');
    const segment = (await api.get('/api/segments')).segments.find((one) => one.name === 'Good buyers');
    assert.equal(segment.persons, saved.layers[0].persons);
    await assert.rejects(api.delete(`/api/layers/${saved.id}`), /409/);
  });

  await t.test('insight says what distinguishes a layer, in words and numbers that open persons', async () => {
    await page.click(testid('nav-insight'));
    await page.locator(testid('empty')).waitFor();
    await page.click(testid('insight-segments'));
    await page.locator('.ant-select-item-option', { hasText: 'Good buyers' }).click();
    await page.keyboard.press('Escape');
    await settled('insight');
    assert.match(await page.locator(testid('summary')).innerText(), /^“Good buyers” has [\d,]+ persons/);
    await page.locator(testid('only-sure')).uncheck();
    const cell = page.locator(`${testid('insight-cell')}:not(:disabled)`).first();
    const persons = number(await cell.innerText());
    await cell.click();
    assert.equal(await drawerTotal(), persons);
    const cross = page.locator(`${testid('cross-cell')}:not(:disabled)`).first();
    await cross.waitFor();
    const both = number((await cross.innerText()).split(/\s/)[0]);
    await cross.click();
    assert.equal(await drawerTotal(), both);
  });

  await t.test('several stand side by side', async () => {
    await page.click(testid('insight-segments'));
    await page.keyboard.type('Never bought');  // the list shows what is in sight only
    await page.locator('.ant-select-item-option', { hasText: 'Buyers · Never bought' }).click();
    await page.keyboard.press('Escape');
    await page.locator(testid('side-by-side')).waitFor();
    await settled('insight');
    const cell = page.locator(`${testid('side-cell')}:not(:disabled)`).first();
    const persons = number(await cell.getAttribute('title'));
    await cell.click();
    assert.equal(await drawerTotal(), persons);
  });

  assert.deepEqual(complaints, []);
});
