// Retention in a real browser: every option of the builder, the charts over the table, and the persons behind its numbers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answered, choose, closeDrawer, number, onPage, signedIn, testid } from '../lib/page.mjs';

const range = { last: 30, unit: 'day' };

test('retention', onPage, async (t) => {
  const { page, url, complaints } = await signedIn(t, { persons: 1000, days: 45 });

  const settled = () => answered(page);
  const open = async (question) => {
    await page.goto(`${url}/retention?q=${encodeURIComponent(JSON.stringify({ range, ...question }))}`);
    await settled();
  };
  const run = async () => {
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/api/ask') && r.request().postData().includes('"analysis":"retention"')), page.click(testid('run'))]);
    await settled();
  };
  const headings = async () => (await page.locator('.triangle thead th').allInnerTexts()).slice(2);
  const show = (name) => page.locator('.ant-segmented-item-label', { hasText: name }).last().click();
  const total = async () => {
    await page.locator(testid('drawer-total')).waitFor();
    return number(await page.locator(testid('drawer-total')).innerText());
  };
  const close = () => closeDrawer(page);

  await t.test('rolling periods and first starts in the range are chosen by hand, and the address keeps them', async () => {
    await open({});
    const before = await page.locator('.triangle .mean').innerText();
    await choose(page, 'periods', 'from the start event on');
    await choose(page, 'cohort', 'First time in the range');
    await run();
    const rolling = await page.locator('.triangle .mean').innerText();
    assert.notEqual(rolling, before);
    await page.reload();
    await settled();
    assert.equal(await page.locator('.triangle .mean').innerText(), rolling);
    assert.match(decodeURIComponent(page.url()), /"periods":"rolling"/);
  });

  await t.test('a curve goes through the means, and says where it halves', async () => {
    await open({});
    assert.match(await page.locator(testid('fit')).innerText(), /half-life .*R² 0\.\d+/);
    await page.locator(testid('retention-mean')).nth(1).click();
    const returned = await total();
    await close();
    // The curve begins with the first period after the start, at its left edge.
    await page.locator(`${testid('chart')} canvas`).first().click({ position: { x: 60, y: 140 } });
    await page.locator('.drawer-title b', { hasText: 'Day 1' }).waitFor();
    assert.equal(await total(), returned);
    await close();
  });

  await t.test('brackets gather columns, and a cell parts its cohort in two', async () => {
    await open({ brackets: [1, 3, 7, 14] });
    assert.deepEqual(await headings(), ['Day 0', 'Day 1–2', 'Day 3–6', 'Day 7–13']);
    await show('Persons');
    const row = page.locator('.triangle tbody tr').nth(3);
    const size = number(await row.locator(testid('cohort-size')).innerText());
    const cell = row.locator(testid('heat')).nth(2);
    const returned = number(await cell.innerText());
    assert.ok(returned > 0 && returned < size, `${returned} of ${size}`);
    await cell.click();
    assert.equal(await total(), returned);
    await page.click(testid('flip'));
    await page.locator('.drawer-title b', { hasText: 'did not return' }).waitFor();
    await page.waitForFunction(([id, expected]) => Number(document.querySelector(id)?.textContent.replace(/\D/g, '')) === expected, [testid('drawer-total'), size - returned]);
    await close();
  });

  await t.test('brackets that do not ascend are said to be wrong and not asked', async () => {
    await open({ brackets: [1, 3] });
    await page.fill(testid('bins'), '3, 1');
    await page.locator('.field-problem').waitFor();
    await page.fill(testid('bins'), '1, 2, 5');
    await run();
    assert.deepEqual(await headings(), ['Day 0', 'Day 1', 'Day 2–4']);
  });

  await t.test('more times are done by fewer', async () => {
    await open({ buckets: 3 });
    await show('Persons');
    const sum = async () => (await page.locator(testid('heat')).allInnerTexts()).reduce((all, text) => all + number(text), 0);
    const once = await sum();
    await page.click(testid('more-options'));
    await page.fill(testid('at-least'), '3');
    await run();
    await show('Persons');
    assert.ok((await sum()) < once);
  });

  await t.test('cells hold the sum of a property', async () => {
    await open({ buckets: 3 });
    await page.click(testid('more-options'));
    await choose(page, 'value', 'sum of');
    await page.locator('.ant-badge-dot').waitFor();
    await open({ buckets: 3, start: { event: 'Order Completed' }, back: { event: 'Order Completed' }, value: 'sum', property: 'revenue' });
    await show('Value');
    const values = (await page.locator(testid('heat')).allInnerTexts()).map(number);
    assert.ok(values.some((value) => value > 0), `${values.slice(0, 8)}`);
    assert.match(await page.locator('.titled .ant-card-head-title').first().innerText(), /Sum of revenue/);
  });

  await t.test('groups have a line each, and a table of their own', async () => {
    await open({ buckets: 3, breakdown: 'event.$channel', top: 3, range: { last: 4, unit: 'week' }, bucket: 'week' });
    const all = number(await page.locator(testid('cohort-size')).first().innerText());
    await page.locator(testid('group')).first().click();
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').nth(1).click();
    const size = page.locator(testid('cohort-size')).first();
    await page.waitForFunction(([id, whole]) => Number(document.querySelector(id).textContent.replace(/\D/g, '')) < whole, [testid('cohort-size'), all]);
    const shown = number(await size.innerText());
    await size.click();
    assert.equal(await total(), shown);
    await close();
  });

  await t.test('streaks open the persons who kept them', async () => {
    await open({ streaks: true, buckets: 6 });
    const cells = page.locator(`${testid('streak-cell')}:enabled`);
    const shown = number(await cells.nth(1).innerText());
    await cells.nth(1).click();
    assert.equal(await total(), shown);
    await close();
    assert.equal(await page.locator(testid('chart')).count(), 3);
    await page.locator(`${testid('chart')} canvas`).last().click({ position: { x: 80, y: 130 } }); // where those are who never came back
    await page.locator('.drawer-title b', { hasText: 'of all dates' }).waitFor();
    assert.ok(await total() > 0);
    await close();
  });

  await t.test('the page fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open({ streaks: true, brackets: [1, 3, 7], breakdown: 'event.$channel' });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });

  assert.deepEqual(complaints, [], 'no script error');
});
