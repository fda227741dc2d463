// Tags in a real browser against a real server: from an example, by hand, from a file, in SQL, and as a condition.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { choose, drawerTotal, forgetExamples, number, onPage, signedIn, testid } from '../lib/page.mjs';

test('tags', onPage, async (t) => {
  const { page, url, api, data, complaints } = await signedIn(t, { persons: 600, days: 120, refusals: true });
  const previewed = () => page.locator(`${testid('tag-preview')}[aria-busy="false"]`).waitFor();
  const find = async (name) => (await api.get('/api/tags')).tags.find((tag) => tag.name === name);
  const segment = async (filter) => (await api.ask('segment', { filter })).persons;

  await t.test('the empty page teaches by examples, one click away', async () => {
    await forgetExamples(api);
    await page.click(testid('nav-tags'));
    await page.locator(testid('example-stage')).waitFor();
    await page.click(testid('example-stage'));
    await previewed();
    assert.equal(await page.locator(testid('rule-line')).count(), 5);
    const everyone = await segment({ all: [] });
    const shown = await page.locator(testid('spread-persons')).allInnerTexts();
    assert.equal(shown.slice(0, 5).map(number).reduce((a, b) => a + b), everyone, 'everybody is at one stage');
  });

  await t.test('the order of rules decides, and the counts follow while it is edited', async () => {
    const counts = async () => {
      await previewed();
      return (await page.locator(testid('spread-persons')).allInnerTexts()).map(number);
    };
    const before = await counts();
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/api/tags/preview')), page.locator(testid('rule-down')).nth(0).focus().then(() => page.keyboard.press('Enter'))]);
    const after = await counts();
    assert.ok(after[0] > before[1], `active takes new customers too: ${after} after ${before}`);
    assert.equal(after[0] + after[1], before[0] + before[1]);
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/api/tags/preview')), page.locator(testid('rule-up')).nth(1).click()]);
    assert.deepEqual(await counts(), before);
    const last = before.slice(0, 5).findLastIndex((persons) => persons > 0);
    assert.ok(last > 0);
    await page.locator(testid('spread-persons')).nth(last).click();
    assert.equal(await drawerTotal(page), before[last], 'whom no rule before it took');
    await page.click(testid('save-tag'));
    await page.waitForURL(/\/tags\/(?!new)\w+$/);
    const tag = await find('Life stage');
    assert.deepEqual(tag.values.map((one) => one.persons), before.slice(0, 5));
  });

  await t.test('every number of a tag opens the persons behind it', async () => {
    await page.locator(`${testid('tag-distribution')} ${testid('spread-line')}`).first().waitFor();
    const tag = await find('Life stage');
    const value = tag.values.findIndex((one) => one.persons > 0);
    await page.locator(`${testid('tag-distribution')} ${testid('spread-persons')}`).nth(value).click();
    assert.equal(await drawerTotal(page), tag.values[value].persons);
    await page.locator(`${testid('tag-history')} canvas`).waitFor();
  });

  await t.test('its validity is asked of a conversion', async () => {
    await page.locator(`${testid('conversion')} input`).fill('Order Completed');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.click(testid('ask-validity'));
    await page.locator(testid('validity-table')).waitFor();
    const said = await api.post(`/api/tags/${(await find('Life stage')).id}/validity`, { conversion: { event: 'Order Completed' }, days: 7 });
    assert.equal(await page.locator(`${testid('validity-table')} tbody tr.ant-table-row`).count(), said.values.length + 1);
    const lift = said.values.find((one) => one.lift)?.lift;
    assert.ok((await page.locator(testid('validity-table')).innerText()).includes(`${lift.toFixed(2).replace(/0$/, '').replace(/\.0$/, '')}`), `${lift}`);
  });

  await t.test('a statistic is put into parts', async () => {
    await page.goto(`${url}/tags/new?example=spending`);
    await previewed();
    const parts = (await page.locator(testid('spread-persons')).allInnerTexts()).map(number);
    assert.equal(parts.length, 4);
    assert.ok(parts[0] > parts[2], `the lower half is more than the top fifth: ${parts}`);
    await page.click(testid('add-part'));
    await page.locator(testid('tag-lack')).waitFor();
    await page.locator(testid('split-name')).nth(3).fill('Top');
    await previewed();
    await page.click(testid('save-tag'));
    await page.waitForURL(/\/tags\/(?!new)\w+$/);
    assert.deepEqual((await find('Spending')).split, { by: 'percent', cuts: [50, 80, 90], names: ['Low', 'Middle', 'High', 'Top'] });
  });

  await t.test('a number that is kept shows how it is spread', async () => {
    await page.goto(`${url}/tags/new`);
    await page.fill(testid('tag-name'), 'Orders');
    await page.click(testid('kind-statistic'));
    await page.locator(`${testid('tag-event')} input`).fill('Order Completed');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await previewed();
    await page.locator(`${testid('tag-preview')} canvas`).waitFor();
    await page.click(testid('save-tag'));
    await page.waitForURL(/\/tags\/(?!new)\w+$/);
    await page.locator(`${testid('tag-distribution')} canvas`).waitFor();
  });

  await t.test('a statement gives values, and says what is wrong with it', async () => {
    await page.goto(`${url}/tags/new`);
    await page.fill(testid('tag-name'), 'Last device');
    await page.click(testid('kind-sql'));
    await page.fill(testid('tag-sql'), 'SELECT person FROM events');
    await page.locator(testid('problem')).waitFor();
    assert.match(await page.locator(testid('problem')).innerText(), /two columns/);
    complaints.splice(complaints.findIndex((one) => /^400 .*\/preview$/.test(one)), 1);
    await page.fill(testid('tag-sql'), "SELECT person, argMax(device, time) FROM events WHERE device != '' GROUP BY person");
    await page.locator(testid('spread-line')).first().waitFor();
    await page.click(testid('save-tag'));
    await page.waitForURL(/\/tags\/(?!new)\w+$/);
    assert.ok((await find('Last device')).persons > 0);
  });

  await t.test('values are set by hand and imported from a file, and ids that nobody has are listed', async () => {
    const { persons } = await api.get('/api/persons?limit=200');
    const ids = persons.flatMap((person) => person.user_ids.slice(0, 1)).slice(0, 3);
    assert.equal(ids.length, 3);
    await page.goto(`${url}/tags/new`);
    await page.fill(testid('tag-name'), 'Grade');
    await page.click(testid('kind-imported'));
    await page.click(testid('save-tag'));
    await page.locator(testid('put-ids')).waitFor();
    const file = join(dirname(data), 'grades.csv');
    writeFileSync(file, `id,value\n${ids[0]},A\n${ids[1]},B\nnobody-has-this,A\n`);
    await page.setInputFiles('input[type=file]', file);
    await page.locator(testid('put-done')).waitFor();
    assert.match(await page.locator(testid('put-done')).innerText(), /2 of 3 matched; 2 persons.*nobody-has-this/s);
    await page.fill(testid('put-ids'), ids[2]);
    await page.locator(`${testid('put-value')} input`).fill('A');
    await page.click(testid('put-set'));
    await page.getByText('1 of 1 matched; 3 persons', { exact: false }).waitFor();
    assert.deepEqual((await find('Grade')).values, [{ value: 'A', persons: 2 }, { value: 'B', persons: 1 }]);
  });

  await t.test('conditions offer tags and their values by name', async () => {
    await page.goto(`${url}/segments/new`);
    await page.click(testid('add-leaf'));
    await page.click(testid('add-tag'));
    await choose(page, 'tag-leaf', 'Grade');
    await choose(page, 'tag-value', /^A/);
    await page.waitForFunction((id) => document.querySelector(id)?.textContent === '2', testid('segment-count'));
    await page.fill(testid('segment-name'), 'Grade A');
    await page.click(testid('save-segment'));
    await page.waitForURL(/segments\/(?!new)/);
  });

  await t.test('insight compares by tags, also those who have a value of one', async () => {
    const { id } = await find('Life stage');
    const seen = (await find('Life stage')).values[0].value;
    await page.goto(`${url}/insight?${new URLSearchParams({ s: `tag:${id}:${seen}` })}`);
    await page.locator(`${testid('insight')}[aria-busy="false"]`).waitFor();
    await page.locator(testid('only-sure')).uncheck();
    assert.match(await page.locator(testid('summary')).innerText(), new RegExp(`^“Life stage · ${seen}” has`));
    const segments = (await api.get('/api/segments')).segments;
    await page.goto(`${url}/insight?${new URLSearchParams({ s: `segment:${segments[0].id}` })}`);
    await page.locator(`${testid('insight')}[aria-busy="false"]`).waitFor();
    await page.locator(testid('only-sure')).uncheck();
    await page.locator(testid('insight'), { hasText: 'Life stage' }).waitFor();
  });

  await t.test('the list shows them by category, with what is wrong, and who uses them', async () => {
    await page.click(testid('nav-tags'));
    await page.locator(testid('tag-group')).first().waitFor();
    assert.equal(await page.locator(testid('tag-line')).count(), 5);
    assert.match(await page.locator(testid('tag-group')).first().innerText(), /Life cycle.*Life stage/s);
    await page.fill(`${testid('tag-search')}`, 'grade');
    await page.click(testid('tag-link'));
    await page.locator(`${testid('tag-uses')} a`, { hasText: 'Grade A' }).waitFor();
    await page.click(testid('delete-tag'));
    await page.locator('.ant-popconfirm .ant-btn-dangerous').click();
    await page.getByText('is built on this tag', { exact: false }).waitFor();
    complaints.splice(complaints.findIndex((one) => /^409 /.test(one)), 1);
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
