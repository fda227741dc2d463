// Campaigns and a journey side by side, in a real browser against a real server and a real mail server.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { mailSink, partsOf, sendTo, sinkProgram } from '../lib/mail_sink.mjs';
import { choose, drawerTotal, number, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const persons = 60;
const options = { ...onPage, skip: onPage.skip || (!existsSync(sinkProgram) && 'the mail server for tests is not built') };
const everybody = { person: 'email', op: 'is_set' };
const order = { event: { event: 'Order Completed' }, window: '7d', revenue: 'price' };
const joined = { event: { event: 'Joined' }, window: '1d', revenue: '' };

async function collect(url, batch) {
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
}
const numbered = (count, message) => Array.from({ length: count }, (_, i) => ({ userId: `user-${i}`, ...message(i) }));
const did = (event, count, properties = {}) => numbered(count, (i) => ({ type: 'track', event, messageId: `${event}-${i}`, properties }));

async function started(t) {
  const folder = freshFolder();
  t.after(folder.dispose);
  const sink = await mailSink(dirname(folder.data));
  t.after(() => sink.stop());
  sendTo(folder.data, sink);
  const url = await serve(folder.data, ['--web', join(root, 'web/dist')]).ready;
  const api = client(url);
  await collect(url, numbered(persons, (i) => ({ type: 'identify', messageId: `identify-${i}`, traits: { email: `user-${i}@example.com` } })));
  await eventually(() => api.ask('segment', { filter: everybody }), (answer) => answer.persons === persons);
  await api.put('/api/sending', { costs: [{ channel: 'email', each: 0.5 }] });
  const opened = await openPage(t, { refusals: true });
  await signIn(opened.page, url);
  return { url, api, sink, ...opened };
}

async function sentCampaign(api, body) {
  const { id } = await api.post('/api/campaigns', { audience: everybody, ...body });
  await api.post(`/api/campaigns/${id}/start`, {});
  await eventually(() => api.get(`/api/campaigns/${id}`), (one) => one.phase === 'ended' && one.sent + one.held_out === persons, 300);
  return id;
}

// Two campaigns and a journey that were sent, opened by some, and followed by what their goals ask for; one that was not.
async function history({ url, api, sink }) {
  const template = await api.post('/api/templates', { name: 'News', contents: [{ language: 'en', subject: 'News', html: '<p>Hello</p>', text: 'Hello' }] });
  const variants = [{ name: 'A', message: template.id }];
  const steps = [{ id: 'mail', kind: 'message', message: { variants } }];
  const way = (await api.post('/api/journeys', { name: 'Welcome way', entry: { event: { event: 'Joined' } }, steps, holdout_percent: 20, goal: order })).id;
  await api.post(`/api/journeys/${way}/start`, {});
  const spring = await sentCampaign(api, { name: 'Spring sale', variants, holdout_percent: 30, goal: order });
  const openings = sink.mails().slice(0, 6).map((mail) => partsOf(mail)['text/html'].match(/"([^"]*\/t\/o\/[^"]*)"/)[1]);
  const autumn = await sentCampaign(api, { name: 'Autumn sale', variants, holdout_percent: 40, goal: joined });
  const winter = (await api.post('/api/campaigns', { name: 'Winter sale', audience: everybody, variants, goal: order })).id;
  await new Promise((resolve) => setTimeout(resolve, 2100)); // what is opened within two seconds is a machine's
  for (const one of openings) assert.equal((await fetch(one)).status, 200);
  await collect(url, [...did('Order Completed', 24, { price: 20 }), ...did('Joined', 18)]);
  const effect = (id, goal) => api.ask('effect', { campaigns: [id], goal: goal.event, window: goal.window, revenue: goal.revenue, range: 'ever' }).then((answer) => answer.all);
  await eventually(() => effect(spring, order), (all) => all.opened === openings.length && all.converted + all.held_out_converted === 24);
  await eventually(() => effect(way, order), (all) => all.sent + all.held_out === 18, 300);
  return { spring, autumn, winter, way, effect };
}

test('campaigns side by side', options, async (t) => {
  const made = await started(t);
  const { page, url, api, complaints } = made;
  const { spring, autumn, winter, way, effect } = await history(made);
  const ready = () => page.locator(`${testid('comparison')}[aria-busy="false"]`).waitFor();
  const row = (name) => page.locator(`${testid('comparison')} tbody tr`, { has: page.locator('td:first-child', { hasText: name }) });
  const cell = (name, column) => row(name).locator('td').nth(column).innerText();
  const first = (text) => number(text.split(' · ')[0]);
  const state = () => new URL(page.url()).searchParams;

  await t.test('are ticked in the list, two of them at least', async () => {
    await page.click(testid('nav-campaigns'));
    await page.locator(testid('campaign-link')).first().waitFor();
    assert.ok(await page.locator(testid('compare')).isDisabled());
    await page.locator(testid('compare')).hover({ force: true });
    await page.getByRole('tooltip', { name: 'Tick two to eight' }).waitFor();
    for (const name of ['Spring sale', 'Autumn sale']) await page.getByRole('checkbox', { name: `Compare ${name}` }).click();
    await page.click(testid('compare'));
    await ready();
    assert.deepEqual(state().get('ids').split(',').sort(), [spring, autumn].sort());
  });

  await t.test('show the numbers of the effect of each, by its own goal', async () => {
    await page.goto(`${url}/campaigns/compare?ids=${spring},${autumn}`);
    await ready();
    for (const [column, id, goal] of [[1, spring, order], [2, autumn, joined]]) {
      const all = await effect(id, goal);
      assert.deepEqual([await cell('Sent', column), await cell('Opened', column), await cell('Converted', column), await cell('Held out and', column)].map(first), [all.sent, all.opened, all.converted, all.held_out_converted]);
      const [points, interval] = (await cell('Uplift', column)).trim().split(/\n+/);
      assert.equal(number(points.replace('−', '-')), Math.round(all.uplift.difference * 1000) / 10);
      assert.match(interval, / to /);
      assert.equal(number(await cell('Cost', column)), all.messages / 2);
    }
    const { uplift, messages } = await effect(spring, order);
    assert.equal(number((await cell('ROI', 1)).split('%')[0]), Math.round((uplift.revenue / (messages / 2) - 1) * 100));
    assert.equal(await cell('ROI', 2), '–');
    assert.equal(await row('Opened').locator('td').nth(1).locator(testid('best')).count(), 1);
    await page.locator(testid('goals-differ')).waitFor();
    assert.match(await page.locator(testid('compare-goal')).nth(1).innerText(), /Joined/);
  });

  await t.test('open the persons behind a number and behind a bar', async () => {
    const opened = row('Opened').locator('td').nth(1);
    const count = first(await opened.innerText());
    await opened.locator(testid('compare-cell')).click();
    assert.equal(await drawerTotal(page), count);
    const bars = page.locator(`${testid('chart')} canvas`).first();
    const { width } = await bars.boundingBox();
    await bars.click({ position: { x: width / 2, y: 30 } });
    assert.equal(await drawerTotal(page), count);
  });

  await t.test('are judged by the goal of one of them, as the address says', async () => {
    await page.click(testid('one-goal'));
    await page.locator(testid('goals-differ')).waitFor({ state: 'detached' });
    await ready();
    assert.equal(state().get('goal'), spring);
    assert.equal(first(await cell('Converted', 2)), (await effect(autumn, order)).converted);
    await page.click(testid('metric-uplift'));
    await page.reload();
    await ready();
    assert.equal(state().get('metric'), 'uplift');
    assert.equal(first(await cell('Converted', 2)), (await effect(autumn, order)).converted);
    await page.locator(`${testid('chart')} canvas`).first().waitFor();
  });

  await t.test('stand beside journeys and what was not sent yet', async () => {
    await page.click(testid('compare-ids'));
    for (const name of ['Welcome way', 'Winter sale']) await page.locator('.ant-select-item-option', { hasText: name }).click();
    await page.keyboard.press('Escape');
    await page.locator(testid('unsent'), { hasText: 'Winter sale' }).waitFor();
    await ready();
    assert.deepEqual(state().get('ids').split(','), [spring, autumn, way, winter]);
    const all = await effect(way, order);
    assert.deepEqual([first(await cell('Sent', 3)), first(await cell('Converted', 3)), await cell('Sent', 4)], [all.sent, all.converted, '–']);
  });

  await t.test('of a time in which nothing was sent say so', async () => {
    await page.goto(`${url}/campaigns/compare?${new URLSearchParams({ ids: `${spring},${autumn}`, range: JSON.stringify({ between: ['2020-01-01', '2020-02-01'] }) })}`);
    await page.getByText('Nothing of them was sent in this time').waitFor();
    await page.click(testid('range'));
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    await ready();
    await row('Sent').waitFor();
  });

  await t.test('teach who came without any', async () => {
    await page.goto(`${url}/campaigns/compare?ids=${spring},gone`);
    await page.locator(testid('gone')).waitFor();
    await page.locator(testid('empty'), { hasText: 'Choose two to eight' }).waitFor();
    await choose(page, 'compare-ids', 'Autumn sale');
    await ready();
  });

  await t.test('are there in Chinese', async () => {
    await page.evaluate(() => localStorage.setItem('throng.language', 'zh-CN'));
    await page.goto(`${url}/campaigns/compare?ids=${spring},${autumn}`);
    await ready();
    await page.getByRole('heading', { name: '计划对比' }).waitFor();
    assert.equal(first(await cell('打开', 1)), (await effect(spring, order)).opened);
    assert.match(await page.locator(testid('compare-goal')).first().innerText(), /周内做 Order Completed/);
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
