// Data > Catalog and Data > Quarantine in a real browser against a real server: what comes is listed, decided upon and
// planned, what is not as planned is noted or kept aside, and what was kept aside is read in again once its reason is gone.
import assert from 'node:assert/strict';
import test from 'node:test';
import { join } from 'node:path';
import { choose, closeDrawer, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

async function started(t) {
  const folder = freshFolder('Asia/Shanghai');
  t.after(folder.dispose);
  const server = serve(folder.data, ['--web', join(root, 'web/dist')]);
  const url = await server.ready;
  const opened = await openPage(t);
  await signIn(opened.page, url);
  return { url, api: client(url), ...opened };
}

let sent = 0;
const send = async (url, event, properties = {}, userId = 'ann') => {
  const batch = [{ type: 'track', event, userId, messageId: `m-${++sent}`, properties }];
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ writeKey: credentials.writeKey, batch }) });
  return (await response.json()).quarantined ?? 0;
};
const eventOf = async (api, name) => (await api.get('/api/catalog?days=7')).events.find((one) => one.name === name);
const stored = async (api, name) => (await eventOf(api, name))?.events ?? 0;
// Sends until the collector does with it as the plan now says, so that only the last of them is of interest.
const until = (url, event, properties, kept) => eventually(() => send(url, event, properties), (quarantined) => (quarantined === 1) === kept, 120);

const openTab = async (page, url, search) => {
  await page.goto(`${url}/data?${search}`);
  await page.locator(testid(search.includes('quarantine') ? 'quarantine' : 'catalog-page')).waitFor();
};
const reload = async (page) => {
  await page.click(testid('catalog-reload'));
  await page.locator(`${testid('catalog-page')}[aria-busy="false"]`).waitFor();
};
const inRow = (page, event, id) => page.locator(`${testid(`row-${event}`)} ${testid(id)}`);
const statusOf = (page, event) => inRow(page, event, 'event-status').getAttribute('data-status');
const drawerOf = async (page, event) => {
  await page.click(testid(`open-${event}`));
  const drawer = page.locator(testid('event-drawer'));
  await drawer.locator(testid('schema')).waitFor();
  return drawer;
};
// A file as one that was chosen.
const give = (page, name, content) => page.locator('.plan-upload input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
const confirm = async (page, text, button) => {
  await page.locator('.ant-modal-confirm', { hasText: text }).locator(testid(button)).click();
  await page.locator('.ant-modal-confirm').waitFor({ state: 'detached' });
};
const group = (page, reason, field = '') => page.locator(testid(`group-${reason}-${field}`));
const readAgain = async (page) => {
  await page.click(testid('read-again'));
  await page.locator(testid('replay-result')).waitFor();
  return page.locator(testid('replay-result')).innerText();
};

const plan = JSON.stringify({ events: [
  { name: 'Order Paid', owner: 'Shop team', schema: { type: 'object', properties: { price: { type: 'number' } }, required: ['price'] } },
  { name: 'Refund Paid', description: 'Money went back' },
] });

test('the catalog, the plan and the quarantine', { ...onPage, timeout: 600_000 }, async (t) => {
  const { page, url, api, complaints } = await started(t);

  await t.test('without events the page says so, and what a plan is good for', async () => {
    await openTab(page, url, 'tab=catalog');
    await page.locator(testid('plan-teach'), { hasText: 'There is no tracking plan yet' }).waitFor();
    await page.getByText('No event has come yet').waitFor();
    assert.equal(await page.locator(testid('plan-make')).count(), 0);
  });

  await t.test('events that came are listed with their numbers', async () => {
    for (const price of [10, 20, 30]) await send(url, 'Order Paid', { price, currency: 'EUR' });
    await send(url, 'Typo Made');
    await eventually(() => stored(api, 'Typo Made'), (events) => events === 1);
    await page.reload();
    await page.locator(testid('row-Order Paid')).waitFor();
    assert.equal(await inRow(page, 'Order Paid', 'volume').innerText(), '3');
    assert.equal(await inRow(page, 'Order Paid', 'ever').innerText(), '3');
    assert.equal(await statusOf(page, 'Order Paid'), 'none');
    await page.fill(testid('catalog-search'), 'typo');
    await page.locator(testid('row-Order Paid')).waitFor({ state: 'detached' });
    assert.equal(await page.locator('[data-testid^="row-"]').count(), 1);
    await page.fill(testid('catalog-search'), '');
    await page.click(testid('look-silent'));
    await page.getByText('No event is like this.').waitFor();
    await page.getByText('Show all events').click();
    await page.locator(testid('row-Typo Made')).waitFor();
  });

  await t.test('a plan is made from what was seen', async () => {
    await page.locator(testid('plan-make'), { hasText: '2 events' }).click();
    await page.locator(testid('plan-summary'), { hasText: '2 expected' }).waitFor();
    assert.equal((await eventOf(api, 'Typo Made')).status, 'expected');
  });

  await t.test('ticked events are decided upon together', async () => {
    await page.locator(`${testid('row-Typo Made')} input[type=checkbox]`).check();
    await page.click(testid('mark-unexpected'));
    await eventually(() => statusOf(page, 'Typo Made'), (status) => status === 'unexpected');
    await page.locator(testid('bulk-bar')).waitFor({ state: 'detached' });
    await page.click(testid('status-unexpected'));
    await page.locator(testid('row-Order Paid')).waitFor({ state: 'detached' });
    await page.click(testid('status-all'));
  });

  await t.test('an event is described, and so is what it carries', async () => {
    const drawer = await drawerOf(page, 'Order Paid');
    await drawer.locator(testid('event-description')).fill('Paid in full');
    await drawer.locator(testid('about-save')).click();
    await eventually(async () => (await eventOf(api, 'Order Paid')).description, (text) => text === 'Paid in full');
    const price = drawer.locator(testid('property-price'));
    await price.locator('.ant-typography-edit').click();
    await price.locator('textarea').fill('Gross');
    await price.locator('textarea').press('Enter');
    await price.getByText('Gross').waitFor();
    const described = ({ properties }) => properties.find((one) => one.name === 'price').description === 'Gross';
    assert.equal((await eventually(() => api.get('/api/catalog/event?name=Order%20Paid'), described)).sampled, 3);
    await drawer.locator('canvas').first().waitFor();
  });

  await t.test('an alert begins with half of the event gone', async () => {
    const form = page.locator('.ant-modal', { hasText: 'New alert' });
    await page.click(testid('event-alert'));
    await form.locator(testid('alert-save')).click();
    await form.waitFor({ state: 'detached' });
    const [alert] = (await api.get('/api/alerts')).alerts;
    assert.deepEqual([alert.name, alert.rule, alert.side, alert.bound, alert.question.bucket, alert.question.series[0].match.event, alert.question.series[0].measure], ['Order Paid collapses', 'change', 'below', 50, 'day', 'Order Paid', 'total']);
    await closeDrawer(page);
    await page.waitForURL((to) => !to.search.includes('event='));
  });

  await t.test('a plan comes from a file; one that is wrong is refused with the place', async () => {
    await give(page, 'plan.json', '{"events":[');
    await page.locator(testid('plan-refused'), { hasText: 'not JSON' }).waitFor();
    await give(page, 'plan.json', plan.replace('"number"', '"numbr"'));
    await page.locator(testid('plan-refused'), { hasText: 'events[0].schema.properties.price.type' }).waitFor();
    await give(page, 'plan.json', plan);
    await page.locator(testid('plan-uploaded'), { hasText: '1 added, 1 changed, 0 unchanged' }).waitFor();
    await page.locator(testid('row-Refund Paid')).waitFor();
    await inRow(page, 'Order Paid', 'has-schema').waitFor();
    assert.equal((await eventOf(api, 'Order Paid')).description, 'Paid in full', 'what is known beside a plan stays');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click(testid('plan-download'))]);
    assert.equal(file.suggestedFilename(), 'tracking-plan.json');
  });

  await t.test('what is not as planned is taken and noted at first', async () => {
    const findings = async () => {
      assert.equal(await send(url, 'Order Paid', { price: 'much' }), 0);
      return (await api.get('/api/catalog/event?name=Order%20Paid')).findings;
    };
    await eventually(findings, (found) => found.length > 0, 120);
    await reload(page);
    await inRow(page, 'Order Paid', 'warned').click();
    await page.waitForURL(/part=findings/);
    const finding = page.locator(testid('finding'));
    await finding.waitFor();
    assert.match(await finding.innerText(), /price[\s\S]*expected a number, got "much"[\s\S]*time/);
    await closeDrawer(page);
    await page.click(testid('look-problems'));
    await page.locator(testid('row-Typo Made')).waitFor({ state: 'detached' });
    await page.locator(testid('row-Order Paid')).waitFor();
    await page.click(testid('look-problems'));
  });

  await t.test('then kept aside, once the rule says so', async () => {
    await choose(page, 'rule-mismatch', 'Keep aside');
    await confirm(page, '1 event has a schema', 'strict-go');
    await eventually(async () => (await api.get('/api/catalog')).rules.mismatch, (action) => action === 'quarantine');
    await until(url, 'Order Paid', { price: 'a lot' }, true);
    await eventually(async () => (await eventOf(api, 'Order Paid')).quarantined, (quarantined) => quarantined === 1);
    await reload(page);
    await page.locator(`${testid('row-Order Paid')} ${testid('quarantined')} a`).click();
    await page.waitForURL(/tab=quarantine&event=Order/);
    await group(page, 'off_plan', 'price').getByText('Properties not as planned').waitFor();
    assert.equal(await group(page, 'off_plan', 'price').locator(testid('group-events')).innerText(), '1');
    await page.locator(testid('aside-group'), { hasText: 'If the schema is too strict' }).waitFor();
    await page.locator(testid('row-message'), { hasText: 'expected a number, got "a lot"' }).click();
    await page.locator('.code-block', { hasText: '"price": "a lot"' }).waitFor();
  });

  await t.test('read in again under the same plan, it is kept aside again', async () => {
    assert.equal(await readAgain(page), '1 read: 0 accepted, 0 were there before, 1 kept aside again');
    await page.locator(testid('replay-ended'), { hasText: 'still wrong' }).waitFor();
    await eventually(async () => (await eventOf(api, 'Order Paid')).quarantined, (quarantined) => quarantined === 1);
  });

  let before = 0;
  await t.test('a schema is corrected; a wrong one is refused at its place', async () => {
    before = await stored(api, 'Order Paid');
    await page.locator(testid('row-event')).first().click();
    await page.waitForURL(/tab=catalog&event=Order/);
    const drawer = page.locator(testid('event-drawer'));
    const text = drawer.locator(testid('schema-text'));
    await text.fill('{ "type": "object",\n "properties": {\n "price": { "type": "numbr" } } }');
    await drawer.locator(testid('schema-save')).click();
    await drawer.locator(testid('schema-problem'), { hasText: 'properties.price.type, line 3' }).waitFor();
    await text.fill('{ "type"');
    await drawer.locator(testid('schema-save')).click();
    await drawer.locator(testid('schema-problem'), { hasText: 'not JSON' }).waitFor();
    await drawer.locator(testid('schema-suggest')).click();
    assert.deepEqual(JSON.parse(await text.inputValue()).properties.price.type, ['string', 'number'], 'drafted from what was seen');
    await drawer.locator(testid('schema-save')).click();
    await drawer.locator(testid('schema-save')).waitFor({ state: 'detached' });
    const { schema } = await api.get('/api/catalog/event?name=Order%20Paid');
    assert.deepEqual([schema.properties.price.type, schema.required], [['string', 'number'], ['price']]);
    await closeDrawer(page);
  });

  await t.test('read in again it counts, and once only', async () => {
    await until(url, 'Order Paid', { price: 'fine now' }, false);
    before = await eventually(() => stored(api, 'Order Paid'), (events) => events > before);
    const { quarantined: aside } = await eventOf(api, 'Order Paid');  // those that came before the new schema held too
    await openTab(page, url, 'tab=quarantine&reason=off_plan');
    assert.equal(await readAgain(page), `${aside} read: ${aside} accepted, 0 were there before, 0 kept aside again`);
    await page.getByText('Nothing was kept aside for this.').waitFor();
    await eventually(() => stored(api, 'Order Paid'), (events) => events === before + aside);
    const { id } = await api.post('/api/quarantine/replay', {});
    await eventually(() => api.get(`/api/jobs/${id}`), (job) => job.state === 'done');
    assert.equal(await stored(api, 'Order Paid'), before + aside);
    await page.goto(`${url}/jobs`);
    await page.getByText(`${aside} read: ${aside} accepted`).waitFor();
  });

  await t.test('a blocked event is kept aside, after a question, and dismissed after another', async () => {
    await openTab(page, url, 'tab=catalog&event=Typo%20Made');
    const drawer = page.locator(testid('event-drawer'));
    await drawer.locator(testid('decide-blocked')).click();
    await page.locator('.ant-modal-confirm', { hasText: 'Block Typo Made?' }).locator('button', { hasText: 'Cancel' }).click();
    await page.locator('.ant-modal-confirm').waitFor({ state: 'detached' });
    assert.equal((await eventOf(api, 'Typo Made')).status, 'unexpected');
    await drawer.locator(testid('decide-blocked')).click();
    await confirm(page, 'Block Typo Made?', 'block-go');
    await drawer.locator(`${testid('event-status')}[data-status="blocked"]`).waitFor();
    await until(url, 'Typo Made', {}, true);
    await eventually(async () => (await eventOf(api, 'Typo Made')).quarantined, (quarantined) => quarantined === 1);
    await openTab(page, url, 'tab=quarantine&source=segment');
    await group(page, 'blocked_event').getByText('Blocked event', { exact: true }).waitFor();
    await page.click(testid('dismiss'));
    await confirm(page, 'Dismiss 1 event?', 'dismiss-go');
    await page.getByText('Nothing was kept aside for this.').waitFor();
    assert.equal((await api.get('/api/quarantine')).total, 0);
  });

  await t.test('in Chinese it reads Chinese', async () => {
    await page.evaluate(() => localStorage.setItem('throng.language', 'zh-CN'));
    await openTab(page, url, 'tab=catalog&event=Typo%20Made');
    await page.locator(testid('decide'), { hasText: '从现在起一律隔离' }).waitFor();
    await closeDrawer(page);
    await page.locator(testid('plan-card'), { hasText: '埋点方案' }).waitFor();
    await inRow(page, 'Typo Made', 'event-status').getByText('已屏蔽').waitFor();
    await page.getByRole('tab', { name: '隔离区' }).click();
    await page.getByText('没有被隔离的事件').waitFor();
  });

  await t.test('a viewer sees all of it and changes nothing', async () => {
    await api.post('/api/operators', { email: 'viewer@example.com', name: 'Viewer', password: credentials.password, role: 'viewer' });
    await until(url, 'Typo Made', {}, true);
    await eventually(async () => (await api.get('/api/quarantine')).total, (total) => total === 1);
    const { page: other, complaints: others } = await openPage(t, { refusals: true });
    await signIn(other, url, { email: 'viewer@example.com', password: credentials.password });
    await openTab(other, url, 'tab=catalog&event=Order%20Paid');
    const drawer = other.locator(testid('event-drawer'));
    await drawer.locator(testid('schema-text')).waitFor();
    assert.ok(await drawer.locator(testid('event-description')).isDisabled());
    assert.ok(await drawer.locator(`${testid('decide-blocked')} input, input${testid('decide-blocked')}`).first().isDisabled());
    assert.equal(await drawer.locator(`${testid('schema-suggest')}, ${testid('event-alert')}, .ant-typography-edit`).count(), 0);
    assert.ok(!(await drawer.locator(testid('schema-text')).isEditable()));
    await closeDrawer(other);
    assert.equal(await other.locator('.plan-upload, .catalog-table input[type=checkbox]').count(), 0);
    assert.ok(await other.locator(`${testid('rule-mismatch')}.ant-select-disabled`).isVisible());
    await openTab(other, url, 'tab=quarantine');
    await other.locator(testid('aside-group')).waitFor();
    assert.ok(await other.locator(testid('read-again')).isDisabled());
    assert.ok(await other.locator(testid('dismiss')).isDisabled());
    assert.equal(await other.locator(testid('read-all-again')).count(), 0);
    assert.deepEqual(others, []);
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
