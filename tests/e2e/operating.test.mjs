// Operating models in a real browser against a real server: guessed roles, their confirmation, both boards, and persons.
import assert from 'node:assert/strict';
import test from 'node:test';
import { drawerTotal, goByKeys, number, onPage, openPage, signedIn, signIn, testid } from '../lib/page.mjs';
import { credentials } from '../lib/throng.mjs';

test('operating models', onPage, async (t) => {
  const { page, url, api, complaints } = await signedIn(t, { persons: 1500, days: 90, refusals: true });
  const settled = () => page.locator(`${testid('operating')}[aria-busy="false"]`).waitFor();
  const text = (id) => page.locator(testid(id)).first().innerText();
  // The drawer's number is the one that was clicked.
  const opens = async (id, expected) => {
    await page.locator(testid(id)).first().click();
    assert.equal(await drawerTotal(page), expected, id);
  };

  await t.test('five stages stand there at once, of guessed events', async () => {
    await goByKeys(page, 'x', '/operating');
    await settled();
    assert.equal(await page.locator(testid('guessed')).count(), 1);
    assert.equal(await page.locator(testid('missing')).count(), 0);
    for (const stage of ['acquisition', 'activation', 'retention', 'revenue', 'referral']) await page.locator(`${testid(`stage-${stage}`)} canvas`).waitFor();
    for (const id of ['new', 'activation', 'retention-1', 'retention-7', 'retention-30', 'figure-revenue', 'figure-arpu', 'figure-arppu', 'figure-k'])
      assert.ok(number(await text(id)) > 0, `${id}: ${await text(id)}`);
  });

  await t.test('numbers open as many persons as they say', async () => {
    await opens('new', number(await text('new')));
    await opens('activated', number(await text('activated')));
    await opens('new-channel', number(await text('new-channel')));
    await opens('figure-payers', number(await text('figure-payers')));
    // The share of those who came n days before: as many as the cohorts of the question had in all.
    const board = await api.get('/api/operating/aarrr');
    const week = board.questions.find((one) => one.key === 'retention_7').now;
    const { cohorts } = await api.ask(week.analysis, week.question);
    await opens('retention-7', cohorts.reduce((sum, row) => sum + (row.complete[7] ? row.returned[7] : 0), 0));
    await opens('figure-inviters', number(await text('figure-inviters')));
  });

  await t.test('what a new person cost and brought stands beside, in all and by channel', async () => {
    const board = await api.get('/api/operating/aarrr');
    const { analysis, question } = board.questions.find((one) => one.key === 'cac').now;
    const { series } = await api.ask(analysis, question);
    assert.ok(Math.abs(number(await text('cac')) - series[0].cac) < 0.01, `${await text('cac')} is ${series[0].cac}`);
    assert.equal(series[0].persons, number(await text('new')));
    const costs = await page.locator(`${testid('stage-acquisition')} .stage-cost`).allInnerTexts();
    assert.ok(costs.some((one) => /CAC \d/.test(one)) && costs.some((one) => one === ''), 'not every channel costs something');
    assert.ok(number(await text('figure-ltv')) > 0);
    await page.locator(testid('figure-ltv')).click();
    assert.ok(number(await page.locator(testid('drawer-total')).innerText()) > 0);
    await page.keyboard.press('Escape');
    await page.locator(testid('drawer-total')).waitFor({ state: 'detached' });
  });

  await t.test('a stage opens in its analysis and says the same there', async () => {
    const revenue = await text('figure-revenue');
    await page.locator(`${testid('stage-revenue')} header a`).click();
    await page.waitForURL(/\/trend/);
    await page.locator(`${testid('answer')}[aria-busy="false"]`).waitFor();
    const totals = await page.locator(testid('total')).allInnerTexts();
    assert.ok(totals.includes(revenue), `${revenue} in ${totals}`);
    await page.goBack();
    await settled();
  });

  await t.test('the range goes into the address and into every figure', async () => {
    const before = number(await text('new'));
    await page.click(testid('operating-range'));
    await page.getByText('Last 7 days', { exact: true }).click();
    await page.waitForURL(/range=/);
    await page.waitForFunction(([selector, old]) => document.querySelector(selector)?.textContent !== old, [testid('new'), String(before)]);
    await settled();
    assert.ok(number(await text('new')) < before);
    await page.reload();
    await settled();
    assert.equal(await text('operating-range'), 'Last 7 days');
  });

  await t.test('CSPDD is one funnel by channel and by scene', async () => {
    await page.goto(`${url}/operating?model=cspdd`);
    await settled();
    const arrivals = number(await text('arrivals'));
    await opens('arrivals', arrivals);
    assert.ok(number(await text('done')) < arrivals);
    const cells = await page.locator(testid('cspdd-cell')).allInnerTexts();
    await page.locator(testid('cspdd-cell')).nth(5).click(); // the first channel's arrivals
    assert.equal(number(await page.locator(testid('drawer-total')).innerText()), number(cells[5]));
    await page.keyboard.press('Escape');
    await page.locator(testid('drawer-total')).waitFor({ state: 'detached' });
    await page.click(testid('by-scene'));
    await page.waitForURL(/by=scene/);
    await settled();
    assert.equal(number(await text('arrivals')), arrivals, 'the same funnel');
  });

  await t.test('the mapping is confirmed on one page, and what is taken out is missing', async () => {
    await page.goto(url + '/operating');
    await settled();
    await page.click(testid('check-roles'));
    await page.locator(`${testid('role-paid')} .role-guess`).waitFor();
    await page.locator(`${testid('role-invite')} .ant-select-selection-item-remove`).first().click();
    await page.click(testid('confirm-roles'));
    await page.locator(testid('guess-again')).waitFor();
    const roles = await api.get('/api/roles');
    assert.equal(roles.confirmed, true);
    assert.equal(roles.paid.event, 'Order Completed');
    assert.equal(roles.revenue, 'revenue');
    assert.equal(roles.invite, undefined);
    await page.click(testid('tab-aarrr'));
    await settled();
    assert.equal(await page.locator(testid('guessed')).count(), 0);
    assert.equal(await page.locator(`${testid('stage-referral')} ${testid('missing')}`).count(), 1);
    await page.click(testid('map-referral'));
    await page.click(testid('guess-again'));
    await page.locator(`${testid('role-invite')} .role-guess`).waitFor();
  });

  await t.test('either model becomes a board of one\'s own', async () => {
    for (const [model, tiles] of [['aarrr', 6], ['cspdd', 2]]) {
      await page.goto(`${url}/boards`);
      await page.click(testid('new-board'));
      await page.fill(testid('new-board-name'), model);
      await page.click(testid(`template-${model}`));
      await page.click(testid('create-board'));
      await page.waitForURL(/\/boards\/\w+/);
      await page.locator(`${testid('board-at')}[aria-busy="false"]`).waitFor();
      assert.equal(await page.locator(testid('tile')).count(), tiles, model);
      assert.equal(await page.locator(testid('tile-problem')).count(), 0, model);
      await page.locator(`${testid('tile-chart')} canvas`).nth(1).waitFor();
    }
  });

  await t.test('a viewer sees the boards and the mapping, and changes neither', async () => {
    await api.post('/api/operators', { email: 'viewer@example.com', name: 'Viewer', password: credentials.password, role: 'viewer' });
    const { page: other } = await openPage(t);
    await signIn(other, url, { email: 'viewer@example.com', password: credentials.password });
    await other.goto(`${url}/operating`);
    await other.locator(testid('stage-referral')).waitFor();
    assert.equal(await other.locator(testid('check-roles')).count(), 0);
    await other.click(testid('tab-roles'));
    await other.locator(testid('role-paid')).waitFor();
    assert.equal(await other.locator(testid('confirm-roles')).count(), 0);
    assert.equal(await other.locator('.roles .ant-select:not(.ant-select-disabled)').count(), 0);
  });

  assert.deepEqual(complaints, []);
});
