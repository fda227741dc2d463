// Saved things in a real browser against a real server: a report, a board of it, a mark on the chart, a goal, an alert.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answered, link, number, onPage, signedIn, testid } from '../lib/page.mjs';

test('saved things', onPage, async (t) => {
  const { page, url, api, complaints } = await signedIn(t, { persons: 1000, days: 40, refusals: true });
  const settled = () => answered(page);
  const boardAnswered = () => page.locator(`${testid('board-at')}[aria-busy="false"]`).waitFor();

  await t.test('a question is saved, found among the reports, and opens as it was', async () => {
    await page.goto(url + link('/trend', { series: [{ match: { event: 'Order Completed' }, measure: 'sum', property: 'revenue' }], bucket: 'week' }));
    await settled();
    await page.getByText('Bars', { exact: true }).click();
    const total = await page.locator(testid('total')).first().innerText();
    await page.click(testid('save'));
    await page.fill(testid('report-name'), 'Revenue by week');
    await page.click(testid('save-confirm'));
    await page.locator(testid('report-name')).waitFor({ state: 'detached' });
    await page.click(testid('nav-reports'));
    await page.fill(`${testid('report-search')}`, 'revenue');
    await page.click(testid('report-link'));
    await settled();
    assert.equal(await page.locator(testid('total')).first().innerText(), total);
    assert.match(page.url(), /chart=%7B%22shape%22%3A%22bar%22%7D/);
  });

  await t.test('saving again changes the report, under its name', async () => {
    await page.click(testid('save'));
    assert.equal(await page.inputValue(testid('report-name')), 'Revenue by week');
    await page.fill(testid('report-name'), 'Weekly revenue');
    await page.click(testid('save-confirm'));
    await page.locator(testid('report-name')).waitFor({ state: 'detached' });
    const { reports } = await api.get('/api/reports');
    assert.deepEqual(reports.map((one) => one.name), ['Weekly revenue']);
  });

  let board = '';
  await t.test('a report goes onto a new board from its page', async () => {
    await page.click(testid('to-board'));
    await page.fill(testid('board-name'), 'Shop');
    await page.click(testid('save-confirm'));
    await page.click(testid('open-board'));
    await page.waitForURL(/\/boards\//);
    board = page.url();
    await page.locator(`${testid('tile-chart')} canvas`).waitFor();
    assert.equal(await page.locator(testid('tile')).count(), 1);
  });

  await t.test('tiles are added, moved and kept', async () => {
    await page.click(testid('edit-board'));
    await page.click(testid('add-tile'));
    await page.click(testid('add-text'));
    await page.fill(testid('tile-text'), 'Read <b>me</b> first');
    const head = page.locator('.tile-head.grip').first();
    const box = await head.boundingBox();
    await page.mouse.move(box.x + 60, box.y + 15);
    await page.mouse.down();
    await page.mouse.move(box.x + 400, box.y + 15, { steps: 8 });
    await page.mouse.move(box.x + 660, box.y + 20, { steps: 8 });
    await page.mouse.up();
    await page.click(testid('save-board'));
    await page.locator(testid('save-board')).waitFor({ state: 'detached' });
    const { tiles } = await api.get(`/api/boards/${board.split('/').at(-1)}`);
    assert.equal(tiles.length, 2);
    assert.ok(tiles[0].x >= 4, `the chart was moved to the right: ${tiles[0].x}`);
    assert.equal(tiles[1].text, 'Read <b>me</b> first');
    assert.equal(await page.locator('.tile-words').innerText(), 'Read <b>me</b> first');
  });

  await t.test('the range of the board goes into every tile, and into the page behind it', async () => {
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/api/ask/many')), page.click(testid('board-range'))]);
    await boardAnswered();
    await page.click(testid('board-range'));
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/api/ask/many') && r.request().postData().includes('"last":7')), page.getByText('Last 7 days', { exact: true }).click()]);
    await boardAnswered();
    await page.locator('.tile-head h2 a').first().click();
    await page.waitForURL(/\/trend/);
    await settled();
    assert.equal(await page.locator(testid('range')).innerText(), 'Last 7 days');
  });

  await t.test('a tile whose report is gone, or cannot take the filter, says so in its place', async () => {
    const segment = await api.post('/api/reports', { name: 'Everyone', analysis: 'segment', question: { filter: { all: [] } } });
    const made = await api.post('/api/boards', { name: 'Odd', tiles: [{ report: segment.id, w: 4 }, { report: 'gone', x: 4, w: 4 }], filter: { event: '$device', op: 'is', value: 'mobile' } });
    await page.goto(`${url}/boards/${made.id}`);
    await boardAnswered();
    const problems = await page.locator(testid('tile-problem')).allInnerTexts();
    assert.equal(problems.length, 2);
    assert.ok(problems.some((text) => /deleted/.test(text)), problems.join());
  });

  await t.test('a board of product health is there with one click', async () => {
    await page.click(testid('nav-boards'));
    await page.click(testid('new-board'));
    await page.fill(testid('new-board-name'), 'Health');
    await page.click(testid('create-board'));
    await page.waitForURL(/\/boards\/\w+/);
    await boardAnswered();
    assert.equal(await page.locator(testid('tile')).count(), 5);
    assert.equal(await page.locator(testid('tile-problem')).count(), 0);
    await page.locator(`${testid('tile-chart')} canvas`).nth(3).waitFor();
  });

  await t.test('a mark of a tile opens the persons behind it', async () => {
    const { x, y, width, height } = await page.locator(`${testid('tile-chart')} canvas`).first().boundingBox();
    await page.mouse.click(x + width * 0.6, y + height * 0.6);
    await page.locator(testid('drawer-total')).waitFor();
    assert.ok(number(await page.locator(testid('drawer-total')).innerText()) > 0);
    await page.keyboard.press('Escape');
    await page.locator(testid('drawer-total')).waitFor({ state: 'detached' });
  });

  await t.test('what happened is marked from the chart and listed', async () => {
    await page.goto(`${url}/trend`);
    await settled();
    await page.click(testid('save-more'));
    await page.click(testid('save-annotate'));
    await page.fill(testid('annotation-name'), 'Release 2.0');
    await page.click(testid('annotation-save'));
    await page.locator(testid('annotation-name')).waitFor({ state: 'detached' });
    await page.click(testid('nav-annotations'));
    await page.getByText('Release 2.0').waitFor();
  });

  await t.test('a goal is set on the number of a trend, and shows how far it is', async () => {
    await page.goto(url + link('/trend', { series: [{ match: { event: 'Order Completed' }, measure: 'total' }] }));
    await settled();
    await page.click(testid('save-more'));
    await page.click(testid('save-goal'));
    await page.fill(testid('goal-name'), 'Many orders');
    await page.fill(testid('goal-target'), '100000');
    await page.click(testid('goal-save'));
    await page.locator(testid('goal-name')).waitFor({ state: 'detached' });
    await page.click(testid('nav-goals'));
    const shown = number(await page.locator(testid('goal-value')).innerText());
    const { goals } = await api.get('/api/goals');
    assert.equal(shown, goals[0].progress.value);
    assert.equal(await page.locator(testid('goal-state')).innerText(), 'Behind');
    await page.locator(`${testid('goal')} canvas`).waitFor();
  });

  await t.test('an alert is set, looked at, and says whether it fires', async () => {
    await page.click(testid('nav-alerts'));
    await page.locator(testid('new-alert')).first().click();
    await page.fill(testid('alert-name'), 'Somebody was here');
    await page.click(testid('rule-threshold'));
    await page.fill(testid('alert-bound'), '0');
    await page.click(testid('alert-save'));
    await page.locator(testid('alert-state')).waitFor();
    assert.equal(await page.locator(testid('alert-state')).innerText(), 'Firing');
    await page.click(testid('look'));
    const { alerts } = await api.get('/api/alerts');
    assert.ok(alerts[0].last.value > 0);
  });

  await t.test('a board is subscribed to; without a mail server sending says what to set', async () => {
    await page.click(testid('nav-boards'));
    await page.getByText('Health', { exact: true }).click();
    await boardAnswered();
    await page.click(testid('board-mail'));
    await page.click(testid('new-subscription'));
    await page.locator(`${testid('subscription-to')} input`).fill('ann@shop.example,');
    await page.click(testid('rhythm-monthly'));
    await page.click(testid('subscription-save'));
    await page.locator(testid('subscription')).waitFor();
    assert.match(await page.locator(testid('subscription')).innerText(), /on day 1 at 8:00 · next .*ann@shop\.example/s);
    await page.click(testid('send-now'));
    await page.locator(testid('last-sending')).waitFor();
    assert.match(await page.locator(testid('last-sending')).innerText(), /\[smtp\]/);
    complaints.splice(complaints.findIndex((one) => /^409 .*\/send$/.test(one)), 1);
    await page.keyboard.press('Escape');
  });

  await t.test('a picture and the answer leave the page as files', async () => {
    await page.goto(`${url}/lifecycle`);
    await settled();
    for (const [id, name] of [['save-picture', 'lifecycle.png'], ['save-csv', 'lifecycle.csv'], ['save-json', 'lifecycle.json'], ['save-parquet', 'lifecycle.parquet'], ['save-answer', 'lifecycle.json']]) {
      await page.click(testid('save-more'));
      const [file] = await Promise.all([page.waitForEvent('download'), page.click(testid(id))]);
      assert.equal(file.suggestedFilename(), name);
    }
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
