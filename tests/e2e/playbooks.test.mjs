// The playbooks in a real browser against a real server and a real mail server: each of the ten is set up, tried on what
// persons really did, and started; one of them to the mail that somebody gets.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { mailSink, partsOf, sendTo, sinkProgram } from '../lib/mail_sink.mjs';
import { goByKeys, number, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve, throng } from '../lib/throng.mjs';

const options = { ...onPage, timeout: 600_000, skip: onPage.skip || (!existsSync(sinkProgram) && 'the mail server for tests is not built') };
const keys = ['welcome', 'activation', 'cart', 'price', 'care', 'review', 'birthday', 'best', 'promising', 'back'];
const shop = 'https://shop.example.com';

async function collect(url, batch) {
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
}
// The same day of the year as today in some hours' time, so that a birthday is always near and never over.
const birthday = () => `1990-${new Date(Date.now() + 36 * 3_600_000).toISOString().slice(5, 10)}`;

// The demo shop, with a mail server, and with two birthdays: one is no date.
async function started(t) {
  const folder = freshFolder('Asia/Shanghai');
  t.after(folder.dispose);
  throng(['demo', '--data', folder.data, '--persons', '600', '--days', '90']);
  const sink = await mailSink(dirname(folder.data));
  t.after(() => sink.stop());
  sendTo(folder.data, sink);
  const server = serve(folder.data, ['--web', join(root, 'web/dist')]);
  const url = await server.ready;
  t.after(() => server.kill());
  const api = client(url);
  await collect(url, [['born', birthday()], ['odd', 'in spring']].map(([id, day]) => ({ type: 'identify', userId: id, messageId: `identify-${id}`, traits: { email: `${id}@example.com`, birthday: day } })));
  await eventually(() => api.ask('segment', { filter: { person: 'birthday', op: 'is_set' } }), (answer) => answer.persons === 2);
  const opened = await openPage(t, { refusals: true });
  await signIn(opened.page, url);
  return { url, api, sink, ...opened };
}

test('playbooks', options, async (t) => {
  const { page, url, api, sink, complaints } = await started(t);
  const made = new Map(); // journeys by playbook
  const named = async (path, list) => (await api.get(path))[list];
  const counted = (at) => page.locator(`${at} ${testid('playbook-reach')}[aria-busy="false"]`);

  await t.test('the list says of each whom it would reach, and what it lacks', async () => {
    await goByKeys(page, '8', '/playbooks');
    for (const key of keys) {
      const card = testid(`playbook-${key}`);
      await page.locator(card).scrollIntoViewIfNeeded();
      await counted(card).waitFor();
      assert.match(await page.locator(`${card} ${testid('playbook-needs')}`).innerText(), /Ready/, key);
    }
    const best = await counted(testid('playbook-best')).innerText();
    assert.ok(number(best) > 0, best);
    assert.match(await counted(testid('playbook-birthday')).innerText(), /^1 person now/);
  });

  await t.test('a link is asked for, and what is missing can be chosen', async () => {
    await page.click(testid('playbook-cart'));
    await page.locator(testid('playbook-unsaid'), { hasText: 'where the buttons lead' }).waitFor();
    assert.ok(await page.locator(testid('set-up')).isDisabled());
    await page.fill(testid('knob-link'), shop);
    await page.locator(testid('playbook-unsaid')).waitFor({ state: 'detached' });
    await page.locator(`${testid('step-card')}[data-step="remind"]`).waitFor();
    await page.locator(testid('preview-subject'), { hasText: 'You left something in your cart' }).waitFor();
  });

  for (const key of keys) await t.test(`${key} is set up as a draft`, async () => {
    await page.goto(`${url}/playbooks/${key}`);
    await page.click(testid('set-up'));
    await page.waitForURL(/\/journeys\/\w+$/);
    const id = new URL(page.url()).pathname.split('/').at(-1);
    made.set(key, id);
    const journey = await api.get(`/api/journeys/${id}`);
    assert.deepEqual([journey.phase, journey.holdout_percent], ['draft', 10]);
    const segment = (await named('/api/segments', 'segments')).find((one) => one.id === journey.entry.audience.in_segment);
    assert.ok(segment, 'its audience is its segment');
    const templates = await named('/api/templates', 'templates');
    for (const { message } of journey.steps.filter((one) => one.message)) {
      const sent = templates.find((one) => one.id === message.variants[0].message);
      assert.deepEqual(sent?.contents.map((one) => one.language), ['en', 'zh-CN']);
      for (const one of sent.contents) {
        const seen = await api.post('/api/templates/preview', { message: { channel: 'email', contents: sent.contents }, person: 0, language: one.language });
        assert.ok(seen.subject && seen.text.length > 20 && seen.html.includes(encodeURIComponent(shop)), `${key} ${one.language}`);
        assert.doesNotMatch(seen.subject + seen.text, /\{\{|%offer%/);
      }
    }
  });

  await t.test('doing it again makes no doubles', async () => {
    const before = [await named('/api/segments', 'segments'), await named('/api/templates', 'templates'), await named('/api/journeys', 'journeys')].map((one) => one.length);
    await page.goto(`${url}/playbooks/cart`);
    await page.locator(testid('playbook-exists')).waitFor();
    assert.equal(await page.locator(testid('set-up')).count(), 0);
    assert.equal(await page.locator(testid('playbook-open')).getAttribute('href'), `/journeys/${made.get('cart')}`);
    await page.click(testid('language'));
    await page.locator('.ant-dropdown-menu-item', { hasText: '中文' }).click();
    await page.locator(testid('playbook-exists'), { hasText: '已经搭建好了' }).waitFor();
    await page.click(testid('language'));
    await page.locator('.ant-dropdown-menu-item', { hasText: 'English' }).click();
    assert.deepEqual([await named('/api/segments', 'segments'), await named('/api/templates', 'templates'), await named('/api/journeys', 'journeys')].map((one) => one.length), before);
  });

  await t.test('a journey that is gone is made again of what is left', async () => {
    await api.delete(`/api/journeys/${made.get('cart')}`);
    await page.goto(`${url}/playbooks/cart`);
    await page.locator(`${testid('part-segment')}[data-there="true"]`).waitFor();
    await page.click(testid('set-up'));
    await page.waitForURL(/\/journeys\/\w+$/);
    made.set('cart', new URL(page.url()).pathname.split('/').at(-1));
  });

  for (const key of keys) await t.test(`${key} runs dry, and can be started`, async () => {
    const id = made.get(key);
    const { name, description, entry, steps, holdout_percent, goal, exit_at_goal } = await api.get(`/api/journeys/${id}`);
    const bare = steps.map((step) => Object.fromEntries(Object.entries(step).filter(([, part]) => part !== null && !(Array.isArray(part) && part.length === 0))));
    const { event, ...rest } = entry;
    const dry = await api.post(`/api/journeys/rehearse?journey=${id}&days=30`, { name, description, entry: event ? { ...rest, event } : rest, steps: bare, holdout_percent, goal, exit_at_goal });
    assert.ok(dry.walked <= dry.would_enter, key);
    if (['best', 'promising', 'back', 'price', 'birthday'].includes(key)) assert.ok(dry.would_enter > 0, `${key}: nobody would enter`);
    await api.post(`/api/journeys/${id}/start`, {});
    const after = await api.get(`/api/journeys/${id}`);
    assert.deepEqual([after.phase, after.version], ['active', 1]);
  });

  await t.test('the birthday waits for its day, and lets in nobody without one', async () => {
    const at = (await api.post('/api/ask/persons', { analysis: 'segment', question: { filter: { person: 'birthday', op: 'is_set' } }, cell: { others: false }, limit: 10 })).persons;
    assert.equal(at.length, 2);
    const segment = (await api.get(`/api/journeys/${made.get('birthday')}`)).entry.audience;
    const { persons } = await api.post('/api/ask/persons', { analysis: 'segment', question: { filter: segment }, cell: { others: false }, limit: 10 });
    assert.deepEqual(persons.flatMap((one) => one.user_ids), ['born']);
  });

  await t.test('whoever signs up gets the welcome', async () => {
    await api.put(`/api/journeys/${made.get('welcome')}`, { ...(await bodyWithoutControl(api, made.get('welcome'))) });
    await api.post(`/api/journeys/${made.get('welcome')}/publish`, {});
    await collect(url, [
      { type: 'identify', userId: 'new', messageId: 'identify-new', traits: { email: 'new@example.com', name: 'Lin', language: 'zh-CN' } },
      { type: 'track', event: 'Signed Up', userId: 'new', messageId: 'signed-new' },
    ]);
    const [mail] = await eventually(() => sink.mails().filter((one) => one.to[0] === 'new@example.com'), (mails) => mails.length > 0, 200);
    const html = partsOf(mail)['text/html'];
    assert.match(html, /Lin/);
    assert.match(html, new RegExp('欢迎加入|Welcome'));
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});

// The journey as it is, but everybody gets the mails.
async function bodyWithoutControl(api, id) {
  const { name, description, entry, steps, goal, exit_at_goal } = await api.get(`/api/journeys/${id}`);
  const bare = steps.map((step) => Object.fromEntries(Object.entries(step).filter(([, part]) => part !== null && !(Array.isArray(part) && part.length === 0))));
  return { name, description, entry, steps: bare, goal, exit_at_goal, holdout_percent: 0 };
}
