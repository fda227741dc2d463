// Targeting in a real browser against a real server: a ranking whose numbers open persons, weights in the address, and a
// play that becomes a segment.
import assert from 'node:assert/strict';
import test from 'node:test';
import { drawerTotal, number, onPage, signedIn, testid } from '../lib/page.mjs';

test('targeting', onPage, async (t) => {
  const { page, url, api, complaints } = await signedIn(t, { persons: 400, days: 90, refusals: true });
  const bought = { did: { event: 'Order Completed', within: { last: 30, unit: 'day' } } };
  const ranked = () => page.locator(`${testid('ranking')}[aria-busy="false"]`).waitFor();
  const persons = async (filter) => (await api.ask('segment', { filter })).persons;
  const row = (name) => page.locator('tr.ant-table-row', { hasText: name });
  await api.post('/api/segments', { name: 'All of them', filter: { all: [] } });
  const buyers = (await api.post('/api/segments', { name: 'Buyers ever', filter: { did: { event: 'Order Completed' } } })).id;
  const scheme = (await api.post('/api/layers', { name: 'Who buys', kind: 'custom', rules: [{ name: 'buyer', filter: { did: { event: 'Order Completed' } } }] })).id;

  await t.test('segments and layers stand side by side, and their numbers open the persons behind them', async () => {
    await page.click(testid('nav-targeting'));
    await ranked();
    const line = row('Buyers ever');
    assert.equal(number(await line.locator(testid('target-persons')).innerText()), await persons({ in_segment: buyers }));
    await line.locator(testid('target-persons')).click();
    assert.equal(await drawerTotal(page), await persons({ in_segment: buyers }));
    const converted = await persons({ all: [{ in_segment: buyers }, bought] });
    assert.ok(converted > 0);
    await line.locator(testid('target-conversion')).click();
    assert.equal(await drawerTotal(page), converted);
    await line.locator(testid('reached-email')).click();
    assert.equal(await drawerTotal(page), await persons({ all: [{ in_segment: buyers }, { person: 'email', op: 'is_set' }] }));
    const layer = row('Who buys').filter({ hasText: 'buyer' });
    await layer.locator(testid('target-conversion')).click();
    assert.equal(await drawerTotal(page), await persons({ all: [{ in_layer: { scheme, layer: 'buyer' } }, bought] }));
  });

  await t.test('weights rank anew, stand in the address, and a shared address ranks alike', async () => {
    const first = () => page.locator(testid('target-name')).first().innerText();
    const only = async (measure) => {
      const all = ['size', 'growth', 'value', 'conversion', 'reach'];
      const query = `${all.map((one) => `${one}=${one === measure ? 5 : 0}`).join('&')}&growth_days=7`;
      const answer = page.waitForResponse((response) => response.url().endsWith(`/api/targeting?${query}`));
      for (const one of all) await page.fill(testid(`weight-${one}`), one === measure ? '5' : '0');
      await answer;
      await ranked();
    };
    await only('size');
    assert.match(await first(), /All of them/);
    await only('value');
    assert.doesNotMatch(await first(), /All of them/);
    const best = await first();
    const address = page.url();
    await page.goto(`${url}/persons`);
    await page.goto(address);
    await ranked();
    assert.equal(await first(), best);
    await page.click(testid('weights-even'));
    await page.waitForFunction(() => window.location.search === '');
    await ranked();
  });

  await t.test('why a score is what it is: its parts sum to it', async () => {
    const line = row('Buyers ever');
    await line.locator(testid('why')).focus();
    await page.keyboard.press('Enter');
    const why = page.locator(testid('why-score'));
    await why.waitFor();
    let sum = 0;
    for (const measure of ['size', 'growth', 'value', 'conversion', 'reach']) sum += number(await why.locator(testid(`part-${measure}`)).innerText().then((text) => (text === '–' ? '0' : text)));
    assert.ok(Math.abs(sum - number(await line.locator(testid('score')).innerText())) < 1, `${sum}`);
  });

  await t.test('a play opens its persons and becomes a segment by the editor', async () => {
    await page.click(testid('tab-playbook'));
    const card = page.locator(testid('play-lapsed_buyers'));
    await card.waitFor();
    assert.ok(await page.locator(`${testid('playbook')} .play`).count() >= 8);
    const size = number(await card.locator(testid('play-persons')).innerText());
    assert.ok(size > 0);
    await card.locator(testid('play-persons')).click();
    assert.equal(await drawerTotal(page), size);
    await card.locator(testid('play-keep')).click();
    await page.waitForURL(/segments\/new\?filter=/);
    assert.equal(await page.inputValue(testid('segment-name')), 'Lapsed buyers');
    await page.waitForFunction(([id, count]) => document.querySelector(id)?.textContent === count, [testid('segment-count'), size.toLocaleString('en-US')]);
    await page.click(testid('save-segment'));
    await page.waitForURL(/segments\/(?!new)\w+$/);
    const kept = (await api.get('/api/segments')).segments.find((one) => one.name === 'Lapsed buyers');
    assert.equal(kept.persons, size);
  });

  await t.test('a play says which role it misses', async () => {
    const roles = await api.get('/api/roles');
    const { confirmed, by, at, invite, ...rest } = roles;
    assert.ok(invite && confirmed === false && by === undefined && at === undefined);
    await api.put('/api/roles', rest);
    await page.goto(`${url}/targeting?tab=playbook`);
    await page.locator(`${testid('play-inviters')} ${testid('play-missing')}`).waitFor();
    assert.match(await page.locator(`${testid('play-inviters')} ${testid('play-missing')}`).innerText(), /which event is an invitation/);
    await page.goto(`${url}/targeting`);
    await ranked();
    assert.equal(await page.locator(testid('targeting-missing')).count(), 0);
    const { paid, revenue, ...nothing } = rest;
    assert.ok(paid && revenue);
    await api.put('/api/roles', nothing);
    await page.reload();
    await page.locator(testid('targeting-missing')).waitFor();
  });

  await t.test('it is usable on a narrow screen and in Chinese', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => localStorage.setItem('throng.language', 'zh-CN'));
    await page.goto(`${url}/targeting?tab=playbook`);
    await page.getByText('值得拥有', { exact: false }).or(page.getByText('沉睡买家')).first().waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing sticks out');
    await page.goto(`${url}/targeting`);
    await ranked();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing sticks out');
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
