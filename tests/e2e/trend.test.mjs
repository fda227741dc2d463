// Trends in a real browser: breakdowns together and by bins, hours of the week, a time zone of the question's own, and the
// persons behind all of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { answered, choose, drawerTotal, number, onPage, signedIn, testid } from '../lib/page.mjs';

const orders = { match: { event: 'Order Completed' }, measure: 'persons' };

test('trends', onPage, async (t) => {
  const { page, url, complaints } = await signedIn(t, { persons: 600, days: 30 });

  const settled = () => answered(page);
  const open = async (question) => {
    await page.goto(`${url}/trend?q=${encodeURIComponent(JSON.stringify({ series: [orders], ...question }))}`);
    await settled();
  };
  const asked = () => JSON.parse(new URL(page.url()).searchParams.get('q'));
  const look = (name) => process.env.THRONG_PICTURES && page.screenshot({ path: join(process.env.THRONG_PICTURES, `${name}.png`), fullPage: true });
  const drawer = () => drawerTotal(page);

  await t.test('two breakdowns, the second by bins, are drilled together', async () => {
    await open({ breakdowns: [{ property: 'person.tier' }, { property: 'event.revenue', bins: [100, 500] }], top: 5 });
    const rows = await page.locator('.table-card tbody tr.ant-table-row').allInnerTexts();
    assert.ok(rows.some((row) => /\/ \[100, 500\)/.test(row)), rows.join('\n'));
    const total = page.locator(testid('total')).first();
    const said = number(await total.innerText());
    await total.click();
    assert.equal(await drawer(), said);
    await look('trend-breakdowns');
  });

  await t.test('a breakdown is added and binned in the builder', async () => {
    await open({ breakdowns: [{ property: 'person.tier' }] });
    await page.click(testid('add-breakdown'));
    await page.locator(`${testid('breakdown-2')} input`).fill('revenue');
    await page.keyboard.press('Enter');
    await choose(page, 'by-bins-2', 'bins of numbers');
    await page.click(testid('run'));
    await page.waitForURL(/bins/);
    await settled();
    assert.deepEqual(asked().breakdowns, [{ property: 'person.tier' }, { property: 'event.revenue', bins: [] }]);
  });

  await t.test('hours of the week are a grid, and each leads to its persons', async () => {
    await open({ calendar: true });
    const cells = page.locator(testid('hour-cell'));
    assert.equal(await cells.count(), 168);
    const cell = page.locator(`${testid('hour-cell')}:not([disabled])`).first();
    const said = number((await cell.getAttribute('aria-label')).split(': ')[1]);
    await cell.click();
    assert.equal(await drawer(), said);
    await look('trend-hours');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click(testid('csv'))]);
    const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
    assert.equal(lines.length, 1 + 168 + 1);
    assert.match(lines[1], /^monday,0,\d*$/);
    await page.setViewportSize({ width: 390, height: 844 });
    await look('trend-hours-narrow');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await t.test('a formula opens the persons of its series, in the chart, the table and as a number', async () => {
    const formula = { series: [{ match: { event: 'Product Viewed' }, measure: 'persons' }, orders], formulas: [{ name: 'Buyers', expression: 'B / A' }], range: { last: 7, unit: 'day' } };
    await open(formula);
    const viewed = number(await page.locator(testid('total')).first().innerText());
    await page.locator(testid('total')).nth(2).click();
    const all = await drawer();
    assert.ok(all >= viewed, `${all} of ${viewed}`);
    await open({ ...formula, bucket: 'total' });
    await page.locator(testid('big-total')).nth(2).click();
    assert.equal(await drawer(), all);
    await open({ ...formula, series: [orders], formulas: [{ name: 'Half', expression: 'A / 2' }], range: { last: 7, unit: 'day' } });
    const day = page.locator(`${testid('value-cell')}:enabled`);
    const half = await day.count() / 2;
    const persons = number(await day.first().innerText());
    await day.nth(half).click();
    assert.equal(await drawer(), persons, 'of one series those of that one');
  });

  await t.test('a question may have a time zone and a week of its own', async () => {
    await open({ bucket: 'week', range: { last: 3, unit: 'week' } });
    await page.click(testid('range'));
    await page.locator(`${testid('time-zone')} input`).fill('New York');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.click(testid('run'));
    await page.waitForURL(/time_zone/);
    await settled();
    assert.equal(asked().time_zone, 'America/New_York');
    assert.equal(await page.locator(testid('asked-zone')).innerText(), 'New York');
    await look('trend-zone');
  });

  await t.test('active persons of the month are drilled', async () => {
    await open({ series: [{ match: {}, measure: 'mau' }, { match: {}, measure: 'dau' }, { match: {}, measure: 'sessions' }], range: { last: 14, unit: 'day' } });
    const total = page.locator(testid('total')).first();
    const said = number(await total.innerText());
    await total.click();
    assert.equal(await drawer(), said);
    await look('trend-active');
  });

  assert.deepEqual(complaints, []);
});
