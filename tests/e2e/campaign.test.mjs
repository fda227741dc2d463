// A campaign in a real browser against a real server and a real mail server: a template is made and looked at, the
// campaign rehearsed and sent, the mail read, its link followed, its sender left, and all that seen on the page.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { mailSink, partsOf, sendTo, sinkProgram } from '../lib/mail_sink.mjs';
import { choose, closeDrawer, number, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const persons = 40;
const options = { ...onPage, skip: onPage.skip || (!existsSync(sinkProgram) && 'the mail server for tests is not built') };

// What a link in a mail leads to.
async function shopPage(t) {
  const seen = [];
  const server = createServer((request, response) => {
    seen.push(request.url);
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<h1>The shop</h1>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}/sale`, seen };
}

async function enrol(url, api) {
  const message = (i) => [
    { type: 'identify', userId: `user-${i}`, messageId: `identify-${i}`, traits: { email: `user-${i}@example.com`, ...(i % 2 === 0 ? { name: `Ann ${i}` } : {}) } },
    { type: 'track', event: 'Signed Up', userId: `user-${i}`, messageId: `signed-${i}` },
  ];
  const batch = Array.from({ length: persons }, (_, i) => message(i)).flat();
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
  await eventually(() => api.ask('segment', { filter: { did: { event: 'Signed Up' } } }), (answer) => answer.persons === persons);
}

async function started(t) {
  const folder = freshFolder();
  t.after(folder.dispose);
  const sink = await mailSink(dirname(folder.data));
  t.after(() => sink.stop());
  sendTo(folder.data, sink);
  const server = serve(folder.data, ['--web', join(root, 'web/dist')]);
  const url = await server.ready;
  const api = client(url);
  await enrol(url, api);
  const opened = await openPage(t, { refusals: true });
  await signIn(opened.page, url);
  return { url, api, sink, ...opened };
}

test('a campaign from the template to its effect', options, async (t) => {
  const shop = await shopPage(t);
  const { page, url, api, sink, complaints } = await started(t);
  const previewed = () => page.locator(`${testid('mail-preview')}[aria-busy="false"]`).waitFor();
  const subject = () => page.locator(testid('preview-subject')).innerText();
  const byEnter = async (id, text) => {
    await page.locator(`${testid(id)} input`).fill(text);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  };
  let mail;

  await t.test('the empty list of templates teaches by examples', async () => {
    await page.click(testid('nav-templates'));
    await page.click(testid('example-welcome'));
    await previewed();
    assert.match(await subject(), /Welcome, glad you are here/);
    await page.frameLocator(testid('preview-frame')).getByText('Welcome, there').waitFor();
  });

  await t.test('blocks are edited and moved by keyboard, and the preview follows', async () => {
    await page.fill(testid('template-name'), 'Welcome');
    await page.click(testid('block-button'));
    await page.fill(testid('button-url'), `${shop.url}?a=1&b=2`);
    await page.locator(testid('block-button')).focus();
    await page.keyboard.press('Alt+ArrowUp');
    assert.equal(await page.locator(testid('block')).nth(1).locator(testid('block-button')).count(), 1);
    await page.keyboard.press('Alt+ArrowDown');
    await page.fill(testid('subject'), 'Hello {{ person.name }}');
    await previewed();
    await page.locator(testid('missing'), { hasText: 'person.name' }).waitFor();
    await page.click(testid('view-text'));
    await page.locator(testid('preview-text'), { hasText: 'takes two minutes' }).waitFor();
    await page.click(testid('view-wide'));
  });

  await t.test('it is shown as a chosen person gets it', async () => {
    await page.locator(`${testid('preview-person')} input`).fill('user-4');
    await page.locator('.ant-select-item-option', { hasText: /Ann 4$|user-4$/ }).first().click();
    await eventually(subject, (text) => text === 'Hello Ann 4');
    await page.locator(testid('missing')).waitFor({ state: 'detached' });
  });

  await t.test('Liquid that cannot be read is said at its field', async () => {
    await page.fill(testid('subject'), 'Hello {% if %}');
    await page.locator(testid('subject-problem')).waitFor();
    assert.match(await page.locator(testid('subject-problem')).innerText(), /line 1/);
    await page.fill(testid('subject'), 'Hello {{ person.name | default: "friend" }}');
    await page.locator(testid('subject-problem')).waitFor({ state: 'detached' });
    await previewed();
    while (complaints.some((one) => /^400 .*preview$/.test(one))) complaints.splice(complaints.findIndex((one) => /^400 .*preview$/.test(one)), 1);
  });

  await t.test('a test of it is sent, and it is saved', async () => {
    await page.click(testid('test-send'));
    await page.fill(testid('test-to'), 'me@example.com');
    await page.click(testid('test-go'));
    await page.locator(testid('test-done')).waitFor();
    assert.deepEqual(sink.mails().map((one) => one.to), [['me@example.com']]);
    await page.keyboard.press('Escape');
    await page.click(testid('save-template'));
    await page.waitForURL(/\/templates\/(?!new)\w+$/);
    const [saved] = (await api.get('/api/templates')).templates;
    assert.ok(saved.contents[0].html.includes('{{ unsubscribe_url }}'));
    assert.equal(JSON.parse(saved.contents[0].blocks).blocks.length, 4);
  });

  await t.test('a campaign is put together, and rehearsed before it is saved', async () => {
    await page.click(testid('nav-campaigns'));
    await page.click(testid('new-campaign'));
    await page.locator(testid('campaign-lack'), { hasText: 'name' }).waitFor();
    await page.fill(testid('campaign-name'), 'Welcome everybody');
    await page.click(testid('add-leaf'));
    await page.click(testid('add-did'));
    await page.locator(`${testid('section-audience')} .event-picker input`).fill('Signed Up');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.waitForFunction(([id, wanted]) => document.querySelector(id)?.textContent === wanted, [testid('audience-count'), String(persons)]);
    await choose(page, 'variant-template', 'Welcome');
    await page.locator(testid('holdout')).fill('20');
    await page.keyboard.press('Tab');
    await page.locator(testid('holdout-says'), { hasText: '20 of 100' }).waitFor();
    await page.click(testid('has-goal'));
    await byEnter('goal-event', 'Order Completed');
    await page.click(testid('rehearse'));
    await page.locator(testid('rehearsal-sent')).waitFor();
    const parts = await Promise.all(['sent', 'held_out'].map(async (part) => number(await page.locator(testid(`rehearsal-${part}`)).innerText())));
    assert.equal(parts[0] + parts[1], persons, `${parts}`);
    await page.click(testid('save-campaign'));
    await page.waitForURL(/\/campaigns\/(?!new)\w+$/);
  });

  await t.test('its start is confirmed with the numbers of that moment, and it goes out', async () => {
    await page.click(testid('act-start'));
    const said = page.locator(`.ant-modal ${testid('rehearsal-sent')}`);
    await said.waitFor();
    const sent = number(await said.innerText());
    await page.click(testid('start-go'));
    await page.locator(`${testid('phase')}[data-phase="ended"]`).waitFor({ timeout: 60_000 });
    await page.locator(`${testid('run-line')}[data-state="done"]`).waitFor();
    assert.equal(number(await page.locator(testid('run-sent')).innerText()), sent);
    assert.equal(sink.mails().length, sent + 1);
    assert.equal(number(await page.locator(testid('run-held_out')).innerText()), persons - sent);
    await page.click(testid('run-sent'));
    assert.equal(number(await page.locator(testid('sends-total')).innerText()), sent);
    await page.locator(testid('send-person')).first().waitFor();
    await closeDrawer(page);
  });

  await t.test('the mail greets by name, and its link leads to the shop', async () => {
    mail = sink.mails().find((one) => one.to[0].startsWith('user-') && partsOf(one)['text/html']?.includes('Welcome, Ann'));
    const link = partsOf(mail)['text/html'].match(/href="([^"]*\/t\/c\/[^"]*)"/)[1].replaceAll('&amp;', '&');
    const other = await page.context().newPage();
    await other.waitForTimeout(2100); // a click within two seconds is a machine's
    await other.goto(link);
    assert.equal(other.url(), `${shop.url}?a=1&b=2`);
    await other.getByText('The shop').waitFor();
    await other.close();
  });

  await t.test('its other link leads to the choices, where one can leave', async () => {
    const link = partsOf(mail)['text/html'].match(/href="([^"]*\/t\/u\/[^"]*)"/)[1].replaceAll('&amp;', '&');
    const other = await page.context().newPage();
    await other.goto(link);
    await other.click('button[value="none"]');
    await other.getByText('Saved.').waitFor();
    await other.close();
  });

  await t.test('the effect says who clicked and who left, and opens them', async () => {
    const card = page.locator(testid('effect-card'));
    await eventually(async () => {
      await page.click(testid('effect-reload'));
      await page.locator(`${testid('effect')}[aria-busy="false"]`).waitFor();
      return card.innerText();
    }, (text) => (text.match(/\b1 · /g) ?? []).length >= 2);
    const clicked = card.locator(testid('effect-cell'), { hasText: '1 · ' }).first();
    await clicked.click();
    await page.locator(testid('drawer-total'), { hasText: '1' }).waitFor();
    const label = await page.locator(`${testid('drawer')} ${testid('person-link')}`).innerText();
    assert.ok(mail.to[0].startsWith('user-') && label.length > 0);
    await page.click(`${testid('drawer')} ${testid('person-link')}`);
    await page.locator(testid('tab-messages')).click();
    await page.locator(testid('person-send'), { hasText: 'Welcome everybody' }).waitFor();
    await page.locator(testid('tab-consent')).click();
    await page.locator(`${testid('consent-all')}`, { hasText: 'may not' }).waitFor();
  });

  await t.test('an operator writes down that somebody agreed after all', async () => {
    await page.click(`${testid('consent-all')} ${testid('consent-allow')}`);
    await page.locator(testid('consent-all'), { hasText: credentials.email }).waitFor();
  });

  await t.test('rules are set by an owner, and an address is suppressed', async () => {
    await page.click(testid('nav-sending'));
    await page.locator(`${testid('server-local')}, ${testid('server-good')}`).first().waitFor();
    await page.click(testid('add-topic'));
    await page.fill(testid('topic-name'), 'News');
    await page.fill(testid('topic-id'), 'news');
    await page.click(testid('add-cap'));
    await page.getByText('At most 2 per calendar week').waitFor();
    await page.click(testid('save-rules'));
    await eventually(() => api.get('/api/sending'), (rules) => rules.topics.length === 1 && rules.caps.length === 1);
    await page.fill(testid('suppress-text'), 'user-1@example.com');
    await page.click(testid('suppress-add'));
    await page.locator(testid('suppressions'), { hasText: 'user-1@example.com' }).waitFor();
  });

  await t.test('the list and the calendar show it', async () => {
    await page.click(testid('nav-campaigns'));
    await page.locator(testid('campaign-link'), { hasText: 'Welcome everybody' }).waitFor();
    await page.click(testid('view-calendar'));
    await page.locator(testid('calendar-sending'), { hasText: 'Welcome everybody' }).waitFor();
  });

  await t.test('the calendar shows when a crontab line lets it come again', async () => {
    const { templates: [template] } = await api.get('/api/templates');
    const timing = { rhythm: 'cron', cron: '0,30 9 * * *' };
    const { id } = await api.post('/api/campaigns', { name: 'Each morning', audience: { did: { event: 'Signed Up' } }, variants: [{ name: 'A', message: template.id }], timing });
    await api.post(`/api/campaigns/${id}/start`, {});
    await page.goto(`${url}/campaigns?view=calendar`);
    const sendings = (kind) => page.locator(`${testid('calendar-sending')}[data-kind="${kind}"]`, { hasText: 'Each morning' });
    await sendings('next').waitFor();
    await page.click(testid('month-after'));
    await page.locator(`.calendar-grid td:not(.other-month) ${testid('calendar-sending')}[data-kind="later"]`, { hasText: '09:00 +1 Each morning' }).nth(26).waitFor();
    await api.post(`/api/campaigns/${id}/stop`, {});
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});

test('messages of unknown fate, refusals and reviews', options, async (t) => {
  const { page, url, api, sink, complaints } = await started(t);
  const template = await api.post('/api/templates', { name: 'News', contents: [{ language: 'en', subject: 'News', text: 'Hello' }] });
  const message = (id, address) => ({ type: 'identify', userId: id, messageId: `identify-${id}`, traits: { email: address, group: 'odd' } });
  const batch = [message('lost', 'lost@example.com'), message('nobody', 'nobody@example.com'), message('fine', 'fine@example.com')];
  await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  const audience = { person: 'group', op: 'is', value: 'odd' };
  await eventually(() => api.ask('segment', { filter: audience }), (answer) => answer.persons === 3);
  const campaign = await api.post('/api/campaigns', { name: 'Odd ones', audience, variants: [{ name: 'A', message: template.id }], holdout_percent: 0 });

  await t.test('where campaigns are reviewed, starting one asks for that, and who asked cannot approve', async () => {
    await api.put('/api/sending', { review: true });
    await page.goto(`${url}/campaigns/${campaign.id}`);
    await page.click(testid('act-start'));
    await page.locator('.ant-modal', { hasText: 'Somebody else must approve' }).waitFor();
    await page.click(testid('start-go'));
    await page.locator(`${testid('phase')}[data-phase="in_review"]`).waitFor();
    await page.click(testid('act-approve'));
    await page.locator(`.ant-modal ${testid('rehearsal-sent')}`).waitFor();
    await page.click(testid('start-go'));
    await page.locator(`.ant-modal ${testid('todo')}`, { hasText: 'Ask a colleague' }).waitFor();
    complaints.splice(complaints.findIndex((one) => /^403 .*approve$/.test(one)), 1);
    await page.keyboard.press('Escape');
    await page.click(testid('act-reject'));
    await page.locator(`${testid('phase')}[data-phase="draft"]`).waitFor();
    await api.put('/api/sending', { review: false });
  });

  await t.test('an operator says what became of a message, and a refusal says the server\'s words', async () => {
    await page.click(testid('act-start'));
    await page.locator(`.ant-modal ${testid('rehearsal-sent')}`).waitFor();
    await page.click(testid('start-go'));
    await page.locator(testid('unknown-sends')).waitFor({ timeout: 60_000 });
    await page.locator(testid('runs'), { hasText: 'Nobody of that name' }).waitFor();
    assert.equal(sink.mails().filter((one) => one.to[0] === 'fine@example.com').length, 1);
    await page.click(testid('reconcile-sent'));
    await page.locator(testid('unknown-sends')).waitFor({ state: 'detached' });
    await eventually(() => api.get(`/api/campaigns/${campaign.id}`), ({ sent, failed }) => sent === 2 && failed === 1);
  });

  await t.test('what was sent stays; a copy of it is a draft that can be changed and deleted', async () => {
    await page.click(testid('act-clone'));
    await page.locator('h1', { hasText: 'Odd ones (2)' }).waitFor();
    await page.click(testid('edit-campaign'));
    await page.click(testid('rhythm-daily'));
    await page.click(testid('add-variant'));
    await page.locator(testid('campaign-lack'), { hasText: 'template' }).waitFor();
    await page.locator(testid('remove-variant')).nth(1).click();
    await page.click(testid('save-campaign'));
    await page.locator(testid('campaign-facts'), { hasText: 'Every day at 10:00' }).waitFor();
    await page.click(testid('delete-campaign'));
    await page.locator('.ant-popconfirm .ant-btn-dangerous').click();
    await page.waitForURL(/\/campaigns$/);
    assert.deepEqual((await api.get('/api/campaigns')).campaigns.map((one) => one.name), ['Odd ones']);
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
