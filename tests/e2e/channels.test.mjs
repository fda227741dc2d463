// Channels beside mail in a real browser against a real server: what is set up, a template for a webhook and one for
// SMS, each sent by a campaign to a server that stands for the other side, and a journey that posts to the URL.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import test from 'node:test';
import { join } from 'node:path';
import { choose, closeDrawer, number, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const secret = 'a secret of the webhook';
const people = [{ id: 'ann', phone: '+86 138 0013 8000', name: 'Ann' }, { id: 'bob', phone: '+15550102', name: 'Bob' }];

// Stands for the URL of the webhook and for the SMS provider: keeps what it is sent.
async function otherSide(t) {
  const taken = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    taken.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"sid": "SM1", "status": "queued"}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const to = (path) => taken.filter((one) => one.path === path);
  return { url: `http://127.0.0.1:${server.address().port}`, hooks: () => to('/hook'), messages: () => to('/2010-04-01/Accounts/AC1/Messages.json') };
}

const config = (other) => `
[webhooks]
internal_addresses = true
[channels.webhook]
url = "${other.url}/hook"
secret = "${secret}"
[channels.sms]
provider = "twilio"
url = "${other.url}"
account = "AC1"
token = "token"
from = "+15550100"
`;

async function collect(url, batch) {
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
}

async function started(t) {
  const other = await otherSide(t);
  const folder = freshFolder();
  t.after(folder.dispose);
  appendFileSync(join(folder.data, 'config.toml'), config(other));
  const server = serve(folder.data, ['--web', join(root, 'web/dist')]);
  const url = await server.ready;
  const api = client(url);
  await collect(url, people.flatMap(({ id, phone, name }) => [
    { type: 'identify', userId: id, messageId: `identify-${id}`, traits: { phone, name } }, { type: 'track', event: 'Signed Up', userId: id, messageId: `signed-${id}` },
  ]));
  await eventually(() => api.ask('segment', { filter: { did: { event: 'Signed Up' } } }), (answer) => answer.persons === people.length);
  const tag = await api.post('/api/tags', { name: '最爱 品类', kind: 'manual' });
  await api.post(`/api/tags/${tag.id}/values`, { value: 'tea', ids: ['ann'] });
  const opened = await openPage(t, { refusals: true });
  await signIn(opened.page, url);
  return { url, api, other, ...opened };
}

const numberOf = async (page, id) => number(await page.locator(testid(id)).innerText());
const bodiesOf = (hooks) => hooks.map((one) => JSON.parse(one.body)).sort((a, b) => a.to.localeCompare(b.to));
// Where a link goes on to that counts the tap first.
const leadsTo = (link) => new URL(link).searchParams.get('u');

// Everybody gets the template; nobody is held out. From the list of campaigns to the run that is done.
async function sendToAll(page, { name, channel, template }) {
  await page.click(testid('nav-campaigns'));
  await page.click(testid('new-campaign'));
  await page.fill(testid('campaign-name'), name);
  await choose(page, 'channel', channel);
  await choose(page, 'variant-template', template);
  await page.locator(testid('holdout')).fill('0');
  await page.keyboard.press('Tab');
  await page.click(testid('save-campaign'));
  await page.waitForURL(/\/campaigns\/(?!new)\w+$/);
  await page.click(testid('act-start'));
  await page.locator(`.ant-modal ${testid('rehearsal-sent')}`).waitFor();
  assert.equal(number(await page.locator(`.ant-modal ${testid('rehearsal-sent')}`).innerText()), people.length);
  await page.click(testid('start-go'));
  await page.locator(`${testid('run-line')}[data-state="done"]`).waitFor({ timeout: 60_000 });
  assert.equal(await numberOf(page, 'run-sent'), people.length);
}

test('channels from what is set up to what the other side gets', onPage, async (t) => {
  const { page, url, api, other, complaints } = await started(t);
  const previewed = () => page.locator(`${testid('mail-preview')}[aria-busy="false"]`).waitFor();
  const asPerson = async (id, text) => {
    await page.locator(`${testid('preview-person')} input`).fill(id);
    await page.locator('.ant-select-item-option', { hasText: text }).first().click();
  };
  const save = async () => {
    await page.click(testid('save-template'));
    await page.waitForURL(/\/templates\/(?!new)\w+$/);
  };

  await t.test('the rules of sending say what is set up, and what to write for the rest', async () => {
    await page.click(testid('nav-sending'));
    for (const [channel, ready] of [['webhook', true], ['sms', true], ['email', false], ['feishu', false]])
      await page.locator(`${testid(`channel-${channel}`)}[data-ready="${ready}"]`).waitFor();
    await page.click(testid('how-dingtalk'));
    await page.locator(testid('setup-dingtalk'), { hasText: '[channels.dingtalk]' }).waitFor();
    await page.fill(testid('phone_trait'), 'phone');
    await page.fill(testid('sms_per_second'), '50');
    await page.keyboard.press('Tab');
    await page.click(testid('save-rules'));
    await eventually(() => api.get('/api/sending'), (rules) => rules.sms_per_second === 50);
  });

  await t.test('a template for the webhook shows the JSON that is sent, with a tag of the person', async () => {
    await page.click(testid('nav-templates'));
    await page.goto(`${url}/templates/new`);
    await page.fill(testid('template-name'), 'To the shop');
    await page.locator(testid('block-button')).waitFor();
    await choose(page, 'channel', 'Webhook');
    await page.locator(testid('block-button')).waitFor({ state: 'detached' });
    await page.fill(testid('subject'), 'News for {{ person.name }}');
    await page.fill(testid('text'), 'You like ');
    await page.locator(testid('text')).press('End');
    await page.click(testid('text-insert'));
    await page.locator('.ant-dropdown:not(.ant-dropdown-hidden) .ant-dropdown-menu-item', { hasText: '最爱 品类' }).click();
    assert.equal(await page.inputValue(testid('text')), 'You like {{ tags["最爱 品类"] | default: "" }}');
    await page.fill(testid('url'), 'https://shop.example.com/tea');
    await asPerson('ann', /Ann|ann/);
    await eventually(() => page.locator(testid('preview-json')).innerText(), (text) => text.includes('You like tea'));
    assert.equal(JSON.parse(await page.locator(testid('preview-json')).innerText()).title, 'News for Ann');
  });

  await t.test('a test of it needs no address', async () => {
    await page.click(testid('test-send'));
    await page.locator(testid('test-nowhere')).waitFor();
    await page.click(testid('test-go'));
    await page.locator(testid('test-done'), { hasText: 'took it' }).waitFor();
    assert.equal(other.hooks().length, 1);
    await page.keyboard.press('Escape');
    await save();
    await page.locator(testid('template-channel'), { hasText: 'Webhook' }).waitFor();
    assert.equal(await page.locator(testid('channel')).count(), 0, 'the channel of what is saved stays');
  });

  await t.test('a template for SMS counts what it costs as it is written', async () => {
    await page.goto(`${url}/templates/new?channel=sms`);
    await page.fill(testid('template-name'), 'Short');
    assert.equal(await page.locator(testid('subject')).count(), 0);
    await page.fill(testid('text'), 'Hello {{ person.name }}');
    await asPerson('bob', /Bob|bob/);
    await eventually(() => page.locator(testid('sms-count')).innerText(), (text) => /1 short message\b/.test(text) && /9 characters, room for 151/.test(text));
    await page.fill(testid('text'), `${'好'.repeat(71)}{{ person.name }}`);
    await eventually(() => page.locator(testid('sms-count')).innerText(), (text) => /2 short messages/.test(text) && /beyond the GSM alphabet/.test(text));
    await page.fill(testid('text'), '{{ person.name }}, 你好');
    await previewed();
    await save();
  });

  await t.test('the list tells templates by channel', async () => {
    await page.click(testid('nav-templates'));
    await page.locator(testid('template-link')).nth(1).waitFor();
    await choose(page, 'filter-channel', 'SMS');
    await page.locator(testid('template-link'), { hasText: 'To the shop' }).waitFor({ state: 'detached' });
    assert.deepEqual(await page.locator(testid('list-channel')).allInnerTexts(), ['SMS']);
  });

  await t.test('a channel that is not set up can be chosen, and says what it needs', async () => {
    await page.click(testid('nav-campaigns'));
    await page.click(testid('new-campaign'));
    await page.locator(testid('channel'), { hasText: 'SMS' }).waitFor();  // the first that is set up
    await choose(page, 'variant-template', 'Short');
    await choose(page, 'channel', 'Feishu');
    await page.locator(testid('not-set-up'), { hasText: '[channels.feishu]' }).waitFor();
    await page.click(testid('how-to-set-up'));
    await page.locator(testid('setup-feishu'), { hasText: 'open.feishu.cn' }).waitFor();
    await page.fill(testid('campaign-name'), 'x');
    await page.locator(testid('campaign-lack'), { hasText: 'template' }).waitFor();
  });

  await t.test('a campaign posts to the URL, signed, once for each person', async () => {
    const before = other.hooks().length;
    await sendToAll(page, { name: 'Tea news', channel: 'Webhook', template: 'To the shop' });
    await page.locator(testid('campaign-channel'), { hasText: 'Webhook' }).waitFor();
    const sent = other.hooks().slice(before);
    assert.deepEqual(bodiesOf(sent).map(({ to, title, text, url: link }) => ({ to, title, text, leads: leadsTo(link) })), [
      { to: 'ann', title: 'News for Ann', text: 'You like tea', leads: 'https://shop.example.com/tea' }, { to: 'bob', title: 'News for Bob', text: 'You like ', leads: 'https://shop.example.com/tea' },
    ]);
    const { headers, body } = sent[0];
    assert.equal(headers['throng-message-id'], JSON.parse(body).id);
    const [, time, signature] = headers['throng-signature'].match(/t=(\d+),v1=(\w+)/);
    assert.equal(signature, createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
    await page.click(testid('run-sent'));
    assert.equal(await numberOf(page, 'sends-total'), people.length);
    await closeDrawer(page);
  });

  await t.test('and another goes out as SMS by the provider', async () => {
    await sendToAll(page, { name: 'Short news', channel: 'SMS', template: 'Short' });
    const forms = other.messages().map((one) => Object.fromEntries(new URLSearchParams(one.body))).sort((a, b) => a.Body.localeCompare(b.Body));
    assert.deepEqual(forms.map(({ To, From, Body }) => ({ To, From, Body })), [
      { To: '+8613800138000', From: '+15550100', Body: 'Ann, 你好' }, { To: '+15550102', From: '+15550100', Body: 'Bob, 你好' },
    ]);
    await page.click(testid('nav-campaigns'));
    await page.locator(testid('campaign-link')).nth(1).waitFor();
    assert.deepEqual((await page.locator(testid('list-channel')).allInnerTexts()).sort(), ['SMS', 'Webhook']);
  });

  await t.test('a journey has a step that posts to the URL', async () => {
    const before = other.hooks().length;
    await page.click(testid('nav-journeys'));
    await page.goto(`${url}/journeys/new`);
    await page.fill(testid('journey-name'), 'Tell the shop');
    await page.locator(testid('entry-card')).click();
    await page.locator(`${testid('step-form')} .event-picker input`).first().fill('Signed Up');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.click(testid('palette-webhook'));
    await page.locator(testid('says-webhook_1'), { hasText: 'Webhook · To the shop' }).waitFor();
    await page.locator(`${testid('step-card')}[data-step="message_1"] header`).click();
    await page.locator(testid('says-message_1'), { hasText: 'SMS · Short' }).waitFor();
    await page.click(testid('remove-step'));
    await page.locator(testid('holdout')).fill('0');
    await page.keyboard.press('Tab');
    await page.click(testid('save-journey'));
    await page.waitForURL(/\/journeys\/(?!new)\w+$/);
    await page.click(testid('act-start'));
    await page.locator(testid('start-says')).waitFor();
    await page.click(testid('start-go'));
    await page.locator(`${testid('phase')}[data-phase="active"]`).waitFor();
    await collect(url, [{ type: 'identify', userId: 'cat', messageId: 'identify-cat', traits: { name: 'Cat' } }, { type: 'track', event: 'Signed Up', userId: 'cat', messageId: 'signed-cat' }]);
    await eventually(() => other.hooks().slice(before), (hooks) => hooks.length === 1, 200);
    assert.equal(bodiesOf(other.hooks().slice(before))[0].to, 'cat');
    await page.locator(`${testid('step-sends')} ${testid('sent-sent')}`).waitFor();
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
