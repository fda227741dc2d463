// A journey in a real browser against a real server and a real mail server: set up from a playbook, tried on what persons
// really did, started, walked through by somebody who signs up, and seen on its canvas, in its mails and on the person.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { mailSink, sendTo, sinkProgram } from '../lib/mail_sink.mjs';
import { choose, closeDrawer, drawerTotal, goByKeys, number, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const persons = 12;
const options = { ...onPage, skip: onPage.skip || (!existsSync(sinkProgram) && 'the mail server for tests is not built') };

async function collect(url, batch) {
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
}
const signUp = (id) => [
  { type: 'identify', userId: id, messageId: `identify-${id}`, traits: { email: `${id}@example.com`, name: `Name of ${id}` } },
  { type: 'track', event: 'Signed Up', userId: id, messageId: `signed-${id}` },
];

async function started(t) {
  const folder = freshFolder();
  t.after(folder.dispose);
  const sink = await mailSink(dirname(folder.data));
  t.after(() => sink.stop());
  sendTo(folder.data, sink);
  const server = serve(folder.data, ['--web', join(root, 'web/dist')]);
  const url = await server.ready;
  t.after(() => server.kill());
  const api = client(url);
  await collect(url, Array.from({ length: persons }, (_, i) => signUp(`early-${i}`)).flat());
  await eventually(() => api.ask('segment', { filter: { did: { event: 'Signed Up' } } }), (answer) => answer.persons === persons);
  const opened = await openPage(t, { refusals: true });
  await signIn(opened.page, url);
  return { url, api, sink, ...opened };
}

test('a journey from a playbook to the persons who walk through it', options, async (t) => {
  const { page, url, api, sink, complaints } = await started(t);
  const cards = () => page.locator(testid('step-card')).count();
  const shows = (id, count) => page.waitForFunction(([at, wanted]) => document.querySelector(at)?.textContent === wanted, [testid(id), String(count)]);
  const inPhase = (phase) => page.locator(`${testid('phase')}[data-phase="${phase}"]`).waitFor();
  const select = (step) => page.locator(`${testid('step-card')}[data-step="${step}"] header`).click();
  const insert = async (port, kind) => {
    await page.click(testid(`insert-${port}`));
    await page.locator(`.ant-dropdown:not(.ant-dropdown-hidden) ${testid(`insert-${kind}`)}`).click();
  };
  let id;

  await t.test('the empty list teaches by playbooks, of which one is set up as a draft', async () => {
    await goByKeys(page, '7', '/journeys');
    await page.click(testid('journey-playbook-welcome'));
    await page.fill(testid('knob-link'), 'https://shop.example.com');
    await page.click(testid('set-up'));
    await page.locator(`${testid('phase')}[data-phase="draft"]`).waitFor();
    await page.click(testid('edit-journey'));
    await page.locator(testid('journey-canvas')).waitFor();
    assert.equal(await page.inputValue(testid('journey-name')), 'Welcome series');
    assert.equal(await cards(), 6);
    assert.match(await page.locator(testid('entry-card')).innerText(), /Signed Up/);
    assert.match(await page.locator(testid('says-hello')).innerText(), /Welcome series: Welcome/);
    assert.match(await page.locator(testid('says-pause')).innerText(), /For 2 days/);
  });

  await t.test('a step is chosen and changed, and its card says so', async () => {
    await select('pause');
    await page.locator(testid('step-form')).waitFor();
    await page.locator(testid('wait-duration')).fill('3');
    await page.locator(testid('says-pause'), { hasText: 'For 3 days' }).waitFor();
    await page.fill(testid('step-name'), 'A pause');
    await page.locator(`${testid('step-card')}[data-step="pause"]`, { hasText: 'A pause' }).waitFor();
  });

  await t.test('a step is inserted on a way, undone, redone, and deleted by key', async () => {
    await insert('pause-done', 'reward');
    await page.locator(testid('journey-lack'), { hasText: 'Reward' }).waitFor();
    assert.equal(await cards(), 7);
    await page.click(testid('undo'));
    assert.equal(await cards(), 6);
    await page.locator(testid('tidy')).focus();
    await page.keyboard.press('Control+Shift+Z');
    assert.equal(await cards(), 7);
    await select('reward_1');
    await page.keyboard.press('Delete');
    await page.locator(`${testid('step-card')}[data-step="reward_1"]`).waitFor({ state: 'detached' });
    await page.locator(testid('journey-lack')).waitFor({ state: 'detached' });
  });

  await t.test('a step that nothing leads to is warned of', async () => {
    await insert('hello-done', 'exit');
    await page.locator(testid('journey-flaws'), { hasText: 'No way leads here' }).waitFor();
    await page.click(testid('undo'));
    await page.locator(testid('journey-flaws')).waitFor({ state: 'detached' });
    await page.click(testid('tidy'));
  });

  await t.test('a dry run shows on the canvas how it would have gone', async () => {
    await page.locator(testid('holdout')).fill('0');
    await page.keyboard.press('Tab');
    await page.click(testid('dry-go'));
    await page.locator(testid('dry-enter')).waitFor();
    assert.equal(number(await page.locator(testid('dry-enter')).innerText()), persons);
    await shows('edge-entry-entered', persons);
    await shows('passed-hello', persons);
    await shows('standing-pause', persons);
  });

  await t.test('and the way of one person, with its times', async () => {
    await page.locator(`${testid('dry-person')} input`).fill('early-4');
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: /early-4$/ }).first().click();
    await page.click(testid('dry-go'));
    const trail = page.locator(`${testid('dry-trail')} li`);
    await trail.first().waitFor();
    assert.deepEqual((await trail.allInnerTexts()).map((text) => text.split('\n')[0].trim()), ['Entered', 'Welcome', 'A pause']);
    assert.equal(await page.locator('.step-card.on-trail').count(), 2);
  });

  await t.test('it is saved, and started after a last look', async () => {
    await page.click(testid('save-journey'));
    await page.waitForURL(/\/journeys\/(?!new)\w+$/);
    id = new URL(page.url()).pathname.split('/').at(-1);
    await page.click(testid('act-start'));
    const said = page.locator(testid('start-says'));
    await said.waitFor();
    assert.match(await said.innerText(), /Whoever does .*Signed Up/);
    assert.match(await said.innerText(), new RegExp(`${persons} persons would have entered`));
    await page.click(testid('start-go'));
    await inPhase('active');
    assert.equal((await api.get(`/api/journeys/${id}`)).version, 1);
  });

  await t.test('whoever signs up now walks in, gets the mail, and stands at the wait', async () => {
    await collect(url, signUp('late'));
    await eventually(() => sink.mails(), (mails) => mails.length === 1);
    assert.deepEqual(sink.mails()[0].to, ['late@example.com']);
    await shows('edge-entry-entered', 1);
    await shows('passed-hello', 1);
    await shows('standing-pause', 1);
    await shows('figure-inside', 1);
  });

  await t.test('every number opens the persons behind it', async () => {
    for (const at of ['passed-hello', 'standing-pause', 'edge-hello-done', 'figure-entered']) {
      await page.click(testid(at));
      assert.equal(await drawerTotal(page), 1, at);
    }
    await page.locator(`${testid('step-sends')}[data-step="hello"] ${testid('sent-sent')}`).click();
    assert.equal(number(await page.locator(testid('sends-total')).innerText()), 1);
    await closeDrawer(page);
  });

  await t.test('whoever reaches the goal leaves, and the effect is asked for', async () => {
    await collect(url, [{ type: 'track', event: 'Order Completed', userId: 'late', messageId: 'order-late' }]);
    await shows('figure-reached', 1);
    await shows('standing-pause', 0);
    await page.click(testid('end-goal'));
    assert.equal(await drawerTotal(page), 1);
    await page.locator(`${testid('effect')}[aria-busy="false"]`).waitFor();
  });

  await t.test('a change of it is published, and a new version begins', async () => {
    await page.click(testid('edit-journey'));
    await insert('pause-done', 'reward');
    await page.fill(testid('reward-name'), 'points');
    await page.click(testid('save-journey'));
    await page.locator(testid('journey-changed')).waitFor();
    await page.click(testid('act-publish'));
    await page.locator('.ant-popconfirm .ant-btn-primary').click();
    await page.locator(testid('journey-changed')).waitFor({ state: 'detached' });
    await eventually(() => api.get(`/api/journeys/${id}`), (journey) => journey.version === 2 && !journey.is_changed);
    await choose(page, 'version-pick', 'Version 2');
    await shows('passed-hello', 0);
    await choose(page, 'version-pick', 'All versions');
    await shows('passed-hello', 1);
  });

  await t.test('the person says on which journeys he was', async () => {
    await page.click(testid('figure-entered'));
    await page.click(`${testid('drawer')} ${testid('person-link')}`);
    await page.click(testid('tab-journeys'));
    await page.locator(testid('person-way'), { hasText: 'Welcome series' }).waitFor();
    assert.match(await page.locator(testid('way-where')).innerText(), /Reached the goal/);
    await page.click(testid('tab-messages'));
    await page.locator(testid('person-send'), { hasText: 'Welcome series' }).waitFor();
  });

  await t.test('it is stopped, and the list shows how far it came', async () => {
    await page.goto(`${url}/journeys/${id}`);
    await page.click(testid('act-stop'));
    await page.locator('.ant-popconfirm .ant-btn-dangerous').click();
    await inPhase('ended');
    await page.click(testid('nav-journeys'));
    await page.locator(testid('journey-link'), { hasText: 'Welcome series' }).waitFor();
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
