// In-app messages from a template to the list of a site of another origin: sent by a campaign, streamed to who is there,
// fetched by who comes later, seen, followed, and counted in the effect.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import test from 'node:test';
import { join } from 'node:path';
import { choose, number, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const secret = 'a secret of the shop';
const hashOf = (user) => createHmac('sha256', secret).update(user).digest('hex');
const asker = (user) => new URLSearchParams({ write_key: credentials.writeKey, user_id: user, hash: hashOf(user) });

// A shop that shows its visitor the messages that come while the page is open, and those that came before.
async function shop(t, { throng, user }) {
  const script = `
    const show = ({ id, title, text, url }) => {
      if (document.getElementById('m' + id)) return;
      const item = Object.assign(document.createElement('li'), { id: 'm' + id });
      const link = Object.assign(document.createElement('a'), { href: url, textContent: title + ': ' + text });
      item.append(link);
      document.getElementById('inbox').append(item);
    };
    const query = '${asker(user)}';
    const source = new EventSource('${throng}/v1/inbox/stream?' + query);
    source.addEventListener('message', (event) => show(JSON.parse(event.data)));
    source.onopen = async () => {
      const { messages } = await (await fetch('${throng}/v1/inbox?' + query)).json();
      messages.forEach(show);
      document.body.dataset.listening = 'yes';
    };
    window.seen = async (ids) => (await fetch('${throng}/v1/inbox/seen', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...Object.fromEntries(new URLSearchParams(query)), ids }) })).json();`;
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(request.url === '/' ? `<!doctype html><title>shop</title><ul id="inbox"></ul><script>${script}</script>` : '<!doctype html><h1>tea</h1>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

async function closeDialog(page) {
  await page.locator('.ant-modal-footer button', { hasText: 'Close' }).click();
  await page.locator('.ant-modal').waitFor({ state: 'detached' });
}

async function collect(url, batch) {
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
}

test('in-app messages from a template to a site of another origin', onPage, async (t) => {
  const folder = freshFolder();
  t.after(folder.dispose);
  appendFileSync(join(folder.data, 'config.toml'), `\n[channels.in_app]\nsecret = "${secret}"\n`);
  const url = await serve(folder.data, ['--web', join(root, 'web/dist')]).ready;
  const api = client(url);
  const inbox = async (user) => (await fetch(`${url}/v1/inbox?${asker(user)}`)).json();
  await collect(url, ['ann', 'bob'].flatMap((id) => [
    { type: 'identify', userId: id, messageId: `identify-${id}`, traits: { name: id } }, { type: 'track', event: 'Signed Up', userId: id, messageId: `signed-${id}` },
  ]));
  await eventually(() => api.ask('segment', { filter: { did: { event: 'Signed Up' } } }), (answer) => answer.persons === 2);
  const { page, complaints } = await openPage(t, { refusals: true });
  await signIn(page, url);
  const site = await shop(t, { throng: url, user: 'ann' });
  const visitor = await page.context().newPage();
  visitor.on('pageerror', (error) => complaints.push(String(error)));
  let campaign;

  await t.test('the template shows how it looks, and a test goes to a person', async () => {
    await page.goto(`${url}/templates/new?channel=in_app`);
    await page.fill(testid('template-name'), 'Tea is here');
    await page.fill(testid('subject'), 'Hi {{ person.name }}');
    await page.fill(testid('text'), 'Your tea is here');
    await page.fill(testid('url'), `${site}/tea`);
    await page.locator('.app-message', { hasText: 'Your tea is here' }).waitFor();
    await page.click(testid('test-send'));
    await page.locator(testid('test-nowhere'), { hasText: 'Choose a person' }).waitFor();
    assert.equal(await page.locator(testid('test-go')).isDisabled(), true);
    await closeDialog(page);
    await page.locator(`${testid('preview-person')} input`).fill('bob');
    await page.locator('.ant-select-item-option', { hasText: 'bob' }).first().click();
    await page.locator('.app-message', { hasText: 'Hi bob' }).waitFor();
    await page.click(testid('test-send'));
    await page.locator(testid('test-nowhere'), { hasText: 'inbox of the chosen person' }).waitFor();
    await page.click(testid('test-go'));
    await page.locator(testid('test-done'), { hasText: 'took it' }).waitFor();
    assert.deepEqual((await inbox('bob')).messages.map(({ title, seen }) => ({ title, seen })), [{ title: 'Hi bob', seen: false }]);
    await closeDialog(page);
    await page.click(testid('save-template'));
    await page.waitForURL(/\/templates\/(?!new)\w+$/);
  });

  await t.test('whoever is there sees it come', async () => {
    await visitor.goto(site);
    await visitor.locator('body[data-listening="yes"]').waitFor({ state: 'attached' });
    assert.equal(await visitor.locator('#inbox li').count(), 0);
    await page.click(testid('nav-campaigns'));
    await page.click(testid('new-campaign'));
    await page.fill(testid('campaign-name'), 'Tea');
    await page.locator(testid('channel'), { hasText: 'In-app' }).waitFor(); // the first that is set up
    await choose(page, 'variant-template', 'Tea is here');
    await page.locator(testid('holdout')).fill('0');
    await page.keyboard.press('Tab');
    await page.click(testid('save-campaign'));
    await page.waitForURL(/\/campaigns\/(?!new)\w+$/);
    campaign = new URL(page.url()).pathname.split('/').at(-1);
    await page.click(testid('act-start'));
    await page.locator(`.ant-modal ${testid('rehearsal-sent')}`).waitFor();
    await page.click(testid('start-go'));
    await page.locator(`${testid('run-line')}[data-state="done"]`).waitFor({ timeout: 60_000 });
    assert.equal(number(await page.locator(testid('run-sent')).innerText()), 2);
    await visitor.locator('#inbox a', { hasText: 'Hi ann: Your tea is here' }).waitFor();
    assert.deepEqual((await inbox('bob')).messages.map(({ title }) => title), ['Hi bob', 'Hi bob'], 'the test and the message');
  });

  await t.test('to be seen counts as opened, once, and to follow the link as a click', async () => {
    const { messages, unseen } = await inbox('ann');
    assert.equal(unseen, 1);
    const ids = messages.map(({ id }) => id);
    assert.deepEqual(await visitor.evaluate((all) => window.seen(all), ids), { changed: 1 });
    assert.deepEqual(await visitor.evaluate((all) => window.seen(all), ids), { changed: 0 });
    await visitor.click('#inbox a');
    await visitor.locator('h1', { hasText: 'tea' }).waitFor();
    const effect = { campaigns: [campaign], goal: { event: 'Order' } };
    const answer = await eventually(() => api.ask('effect', effect), ({ all }) => all.clicked === 1);
    assert.deepEqual([answer.all.sent, answer.all.opened, answer.all.clicked], [2, 1, 1]);
    await visitor.goto(site);
    await visitor.locator('#inbox a', { hasText: 'Hi ann' }).waitFor();
    assert.equal((await inbox('ann')).unseen, 0);
  });

  await t.test('what is dismissed does not come back', async () => {
    const { messages: [{ id }] } = await inbox('ann');
    const body = JSON.stringify({ ...Object.fromEntries(asker('ann')), ids: [id] });
    const response = await fetch(`${url}/v1/inbox/dismiss`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.deepEqual(await response.json(), { changed: 1 });
    assert.deepEqual((await inbox('ann')).messages, []);
  });

  await t.test('nobody reads what is not theirs', async () => {
    const asked = async (query) => {
      const response = await fetch(`${url}/v1/inbox?${new URLSearchParams(query)}`);
      return [response.status, (await response.json()).field ?? ''];
    };
    const { writeKey } = credentials;
    assert.deepEqual(await asked({ write_key: writeKey, user_id: 'bob' }), [403, 'hash']);
    assert.deepEqual(await asked({ write_key: writeKey, user_id: 'bob', hash: hashOf('ann') }), [403, 'hash']);
    assert.deepEqual(await asked({ write_key: 'guessed', user_id: 'bob', hash: hashOf('bob') }), [401, 'write_key']);
    assert.deepEqual(await asked({ write_key: writeKey }), [400, 'user_id']);
    const unknown = await fetch(`${url}/v1/inbox?${new URLSearchParams({ write_key: writeKey, anonymous_id: 'nobody' })}`);
    assert.deepEqual(await unknown.json(), { messages: [], unseen: 0 });
    const ids = (await inbox('bob')).messages.map(({ id }) => id);
    const body = JSON.stringify({ ...Object.fromEntries(asker('ann')), ids });
    const response = await fetch(`${url}/v1/inbox/dismiss`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.deepEqual(await response.json(), { changed: 0 });
    assert.equal((await inbox('bob')).messages.length, 2);
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
