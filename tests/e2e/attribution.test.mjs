// Attribution, LTV and costs in a real browser against a real server: charts, persons behind numbers, a CSV of costs.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { answered, drawerTotal, goByKeys, link, number, onPage, signedIn, testid } from '../lib/page.mjs';

const orders = { conversion: { event: 'Order Completed' }, value: 'revenue', range: { last: 60, unit: 'day' } };

test('attribution, LTV and costs', onPage, async (t) => {
  const { page, url, api, data, complaints } = await signedIn(t, { persons: 1500, days: 90 });
  const settled = () => answered(page);
  // The drawer's number is the one that is said to be clicked.
  const opens = async (number_button, expected, what) => {
    await number_button.click();
    assert.equal(await drawerTotal(page), expected, what);
  };

  await t.test('a conversion must be chosen first', async () => {
    await goByKeys(page, 'c', '/attribution');
    await page.locator(testid('empty')).waitFor();
    await page.click(testid('example'));
    await settled();
    assert.deepEqual(JSON.parse(new URL(page.url()).searchParams.get('q')), { conversion: { event: 'Order Completed' }, value: 'revenue' });
    await page.goto(`${url}/ltv`);
    await page.click(testid('example'));
    await settled();
  });

  await t.test('credits of every model add up to the total, and open their persons', async () => {
    await page.goto(url + link('/attribution', orders));
    await settled();
    const question = { models: ['first', 'last', 'linear', 'position', 'time_decay', 'markov', 'shapley'], ...orders };
    const answer = await api.ask('attribution', question);
    assert.ok(answer.total.conversions > 0 && answer.channels.length > 3);
    const micros = (value, unit) => Math.round(value * unit);
    question.models.forEach((model, m) => {
      const sum = (key, unit) => answer.channels.reduce((all, row) => all + micros(row.credits[m][key], unit), 0);
      assert.equal(sum('conversions', 1e6), answer.total.conversions * 1e6, model);
      assert.equal(sum('value', 1e4), micros(answer.total.credits[m].value, 1e4), model);
    });
    assert.ok(answer.total.cost > 0, 'the demo has costs');
    const cells = page.locator(testid('attribution-cell'));
    // A row has touches, touched conversions and seven models; the first row is the total.
    const [channel] = answer.channels;
    await opens(cells.nth(9), channel.touch_persons, 'touches');
    await opens(cells.nth(10), channel.persons, 'touched');
    await opens(cells.nth(11), channel.credits[0].persons, 'first');
    await opens(cells.nth(17), channel.credits[6].persons, 'shapley');
    await opens(page.locator(testid('attribution-cost')).first(), answer.total.acquired, 'all new persons');
  });

  await t.test('how it is drawn is in the address', async () => {
    await page.locator(`${testid('shape')} label`).nth(1).click();
    await page.waitForURL(/stacked/);
    await page.reload();
    await settled();
    assert.equal(await page.locator(`${testid('shape')} .ant-segmented-item-selected`).innerText(), 'By model');
  });

  await t.test('credits stand over time where a bucket is asked for', async () => {
    assert.equal(await page.locator('canvas').count(), 2);
    await page.goto(url + link('/attribution', { ...orders, bucket: 'week' }));
    await settled();
    await page.locator('canvas').nth(2).waitFor();
  });

  await t.test('LTV: cohorts, their payers, and what they cost', async () => {
    await page.goto(url + link('/ltv', { revenue: { event: 'Order Completed' }, value: 'revenue' }));
    await settled();
    const answer = await api.ask('ltv', { revenue: { event: 'Order Completed' }, value: 'revenue' });
    const [series] = answer.series;
    assert.ok(series.cac > 0 && series.ltv[0] >= 0);
    await opens(page.locator(testid('ltv-persons')), series.persons, 'everyone');
    const row = series.cohorts.findIndex((one) => one.persons > 0 && one.complete[3] && one.payers[0] > 0);
    const before = series.cohorts.slice(0, row).filter((one) => one.persons > 0);
    const buttons = before.reduce((all, one) => all + one.revenue.filter((_, n) => one.complete[n] || (one.projected[n] == null && (n === 0 || one.complete[n - 1]))).length, 0);
    await opens(page.locator(testid('ltv-cell')).nth(buttons), series.cohorts[row].payers[0], 'payers');
    const payers = series.cohorts.reduce((all, one) => all + (one.complete[1] ? one.payers[1] : 0), 0);
    assert.ok(payers > 0 && payers < series.cohorts.reduce((all, one) => all + one.payers[1], 0), 'not all cohorts are that old');
    await opens(page.locator(testid('ltv-mean')).nth(1), payers, 'payers of the curve');
    assert.ok(await page.locator('.heat.projected').count() > 0, 'young cohorts are projected');
  });

  await t.test('both are drawn on a board', async () => {
    const ltv = { revenue: { event: 'Order Completed' }, value: 'revenue' };
    const tiles = [];
    for (const [analysis, question] of [['attribution', orders], ['ltv', ltv]]) {
      const { id } = await api.post('/api/reports', { name: analysis, analysis, question });
      tiles.push({ report: id, x: 0, y: tiles.length * 4, w: 12, h: 4 });
    }
    const { id } = await api.post('/api/boards', { name: 'Money', tiles });
    await page.goto(`${url}/boards/${id}`);
    await page.locator(`${testid('board-at')}[aria-busy="false"]`).waitFor();
    await page.locator('canvas').nth(1).waitFor();
  });

  await t.test('costs come from a file, and a wrong line is named', async () => {
    await page.goto(`${url}/data?tab=costs`);
    const before = (await api.get('/api/costs')).total;
    const upload = async (text) => {
      const file = join(data, 'costs.csv');
      writeFileSync(file, text);
      await page.locator('input[type="file"]').setInputFiles(file);
    };
    await page.locator(testid('costs-sum')).waitFor();
    await upload('day,channel,cost\n2026-01-31,radio,12.5\n2026-01-32,radio,1\n');
    assert.match(await page.locator(testid('problem')).innerText(), /line 3, day/);
    assert.equal((await api.get('/api/costs')).total, before);
    for (const cost of [12.5, 20]) {
      await upload(`day,channel,cost,clicks\n2026-01-31,radio,${cost},7\n`);
      await page.locator('.ant-message-success').first().waitFor();
      await page.locator('.ant-message-success').first().waitFor({ state: 'detached' });
    }
    const after = await api.get('/api/costs?channel=radio');
    assert.deepEqual(after.rows, [{ day: '2026-01-31', channel: 'radio', cost: 20, clicks: 7, impressions: 0 }]);
    await page.locator('input[type="search"]').last().fill('radio');
    await page.keyboard.press('Enter');
    await page.locator('tbody tr', { hasText: 'radio' }).locator(testid('remove-cost')).click();
    await page.locator('.ant-popconfirm .ant-btn-primary').click();
    await page.locator(testid('empty')).waitFor();
    assert.equal((await api.get('/api/costs?channel=radio')).total, 0);
  });

  await t.test('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [path, question] of [['/attribution', orders], ['/ltv', { revenue: { event: 'Order Completed' }, value: 'revenue' }]]) {
      await page.goto(url + link(path, question));
      await settled();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
    }
  });
  assert.deepEqual(complaints, []);
});
