// The content that wins, what messages cost, and the effect by layers, in a real browser against a real server.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { mailSink, sendTo, sinkProgram } from '../lib/mail_sink.mjs';
import { drawerTotal, number, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const persons = 30;
const options = { ...onPage, skip: onPage.skip || (!existsSync(sinkProgram) && 'the mail server for tests is not built') };

async function enrol(url, api) {
  const batch = Array.from({ length: persons }, (_, i) => ({ type: 'identify', userId: `user-${i}`, messageId: `identify-${i}`, traits: { email: `user-${i}@example.com`, city: ['Oslo', 'Lima', 'Rome'][i % 3] } }));
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
  await eventually(() => api.ask('segment', { filter: { person: 'city', op: 'is_set' } }), (answer) => answer.persons === persons);
}

async function started(t) {
  const folder = freshFolder();
  t.after(folder.dispose);
  const sink = await mailSink(dirname(folder.data));
  t.after(() => sink.stop());
  sendTo(folder.data, sink);
  const url = await serve(folder.data, ['--web', join(root, 'web/dist')]).ready;
  const api = client(url);
  await enrol(url, api);
  const opened = await openPage(t, { refusals: true });
  await signIn(opened.page, url);
  return { url, api, ...opened };
}

const inCity = (value) => ({ person: 'city', op: 'is', value });
const contents = async (api) => Promise.all(['First', 'Second'].map(async (name) => (await api.post('/api/templates', { name, contents: [{ language: 'en', subject: name, text: 'Hello' }] })).id));

test('the content that wins, prices, and the effect by layers', options, async (t) => {
  const { page, url, api, complaints } = await started(t);
  const [first, second] = await contents(api);
  await api.post('/api/layers', { name: 'By city', kind: 'custom', rules: [{ name: 'north', filter: inCity('Oslo') }, { name: 'south', filter: inCity('Lima') }], rest: 'elsewhere' });
  await api.post('/api/segments', { name: 'Northerners', filter: inCity('Oslo') });
  const goal = { event: { event: 'Order Completed' }, window: '7d', revenue: '' };
  const body = { audience: inCity('Oslo'), timing: { rhythm: 'daily' }, goal };
  const edited = await api.post('/api/campaigns', { ...body, name: 'Two contents', variants: [{ name: 'A', message: first }, { name: 'B', message: second }] });

  await t.test('the best of two contents is chosen by what an operator says, and that is saved', async () => {
    await page.goto(`${url}/campaigns/${edited.id}/edit`);
    await page.click(testid('has-winner'));
    await page.locator(testid('winner-says'), { hasText: '20 % of the audience get A or B at once; 4 hours later everybody else gets the one that was clicked most.' }).waitFor();
    await page.locator(testid('winner-percent')).fill('40');
    await page.click(testid('winner-by-converted'));
    await page.locator(testid('winner-says'), { hasText: '40 % of the audience' }).waitFor();
    await page.click(testid('rehearse'));
    await page.locator(testid('rehearsal-sent')).waitFor();
    await page.click(testid('save-campaign'));
    await page.locator(testid('fact-winner'), { hasText: 'reached the goal most' }).waitFor();
    assert.deepEqual((await api.get(`/api/campaigns/${edited.id}`)).winner, { test_percent: 40, after: '4h', by: 'converted' });
  });

  await t.test('it goes with the goal and with the second content', async () => {
    await page.goto(`${url}/campaigns/${edited.id}/edit`);
    await page.click(testid('has-goal'));
    await page.locator(testid('winner-says'), { hasText: 'clicked most' }).waitFor();
    await page.locator(testid('remove-variant')).last().click();
    await page.locator(testid('winner')).waitFor({ state: 'detached' });
  });

  await t.test('the rules show where reports are posted to, and take a price', async () => {
    await page.click(testid('nav-sending'));
    const address = await page.locator(testid('reports-url')).innerText();
    assert.match(address, /\/t\/r\//);
    assert.ok((await page.locator(testid('reports-pipe')).innerText()).includes(address));
    await page.click(testid('add-cost'));
    await page.locator(testid('cost-each')).fill('0.5');
    await page.keyboard.press('Tab');
    await page.click(testid('save-rules'));
    await eventually(() => api.get('/api/sending'), ({ costs }) => costs.length === 1 && costs[0].channel === 'email' && costs[0].each === 0.5);
  });

  await t.test('the effect by layers adds up to the whole, and each number opens its persons', async () => {
    const sent = await api.post('/api/campaigns', { name: 'To all', audience: { person: 'city', op: 'is_set' }, variants: [{ name: 'A', message: first }], holdout_percent: 20, goal });
    await api.post(`/api/campaigns/${sent.id}/start`, {});
    const all = (await eventually(() => api.get(`/api/campaigns/${sent.id}`), (one) => one.phase === 'ended' && one.sent + one.held_out === persons, 300)).sent;
    await eventually(() => api.ask('effect', { campaigns: [sent.id], goal: goal.event, range: 'ever' }), (answer) => answer.all.sent === all);
    await page.goto(`${url}/campaigns/${sent.id}`);
    await page.locator(testid('effect-cost'), { hasText: String(all / 2) }).waitFor();
    await page.click(testid('by-layers'));
    const row = (name) => page.locator(`${testid('effect')} tr`, { hasText: name });
    await row('elsewhere').waitFor();
    const cells = ['north', 'south', 'elsewhere'].map((name) => row(name).locator(testid('effect-cell')).first());
    const counts = await Promise.all(cells.map(async (cell) => number(await cell.innerText())));
    assert.equal(counts.reduce((sum, one) => sum + one, 0), all, `${counts}`);
    await cells[1].click();
    assert.equal(await drawerTotal(page), counts[1]);
    await page.click(testid('by-segments'));
    await row('Northerners').waitFor();
    assert.equal(number(await row('Northerners').locator(testid('effect-cell')).first().innerText()), counts[0]);
    await page.click(testid('by-number'));
    await page.locator(testid('fatigue-rule')).waitFor();
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
