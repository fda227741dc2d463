// Data > Sources in a real browser against a real server: nothing heard, then events by two protocols, one of them switched
// off and on, and a sender that is accepted by a name.
import assert from 'node:assert/strict';
import test from 'node:test';
import { join } from 'node:path';
import { closeDrawer, number, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const key = credentials.writeKey;
const hoursAgo = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();

async function started(t) {
  const folder = freshFolder('Asia/Shanghai');
  t.after(folder.dispose);
  const server = serve(folder.data, ['--web', join(root, 'web/dist')]);
  const url = await server.ready;
  const opened = await openPage(t, { refusals: true });
  await signIn(opened.page, url);
  return { url, api: client(url), ...opened };
}

const post = (url, body) => fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

// Five accepted, one of them late and one sent twice, and one that nobody can be said to have done.
const bySegment = (url) => {
  const track = (event, more = {}) => ({ type: 'track', event, userId: 'ann', messageId: `m-${event}`, ...more });
  return post(`${url}/v1/batch`, { writeKey: key, batch: [track('Viewed'), track('Added'), track('Bought'), track('Left'), track('Came', { timestamp: hoursAgo(3) }), track('Viewed'), { type: 'track', event: 'Nobody', messageId: 'm-nobody' }] });
};
const byPosthog = (url, uuid, token = key) => post(`${url}/batch`, { api_key: token, batch: [{ event: 'tapped', distinct_id: 'bob', uuid: `0190a000-0000-7000-8000-${uuid}`, timestamp: new Date().toISOString(), properties: {} }] });
const byMatomo = (url, site) => fetch(`${url}/matomo.php?${new URLSearchParams({ rec: '1', idsite: site, uid: 'cat', e_c: 'Shop', e_a: 'Looked', url: 'https://shop.example/' })}`);

const texts = async (page, source, columns) => Object.fromEntries(await Promise.all(columns.map(async (of) => [of, number(await page.locator(testid(`${source}-${of}`)).innerText())])));
const status = (page, source) => page.locator(`${testid(`row-${source}`)} ${testid('source-status')}`).getAttribute('data-status');
const sourceOf = async (api, source) => (await api.get('/api/sources')).sources.find((one) => one.source === source);

test('sources from nothing heard to a sender by a name', onPage, async (t) => {
  const { page, url, api, complaints } = await started(t);

  await t.test('nothing heard: the page says how to send, with this address and key', async () => {
    await page.click(testid('nav-data'));
    await page.locator(testid('teach-sources')).waitFor();
    await eventually(() => page.locator(testid('teach-tag')).innerText(), (tag) => tag.includes(`init({ host: '${url}', writeKey: '${key}' })`));
    assert.ok((await page.locator(testid('teach-curl')).innerText()).includes(`${url}/v1/track -u '${key}:'`));
    assert.equal(await page.locator('[data-testid^="connect-"] >> visible=true').count() > 10, true);
    assert.equal(await page.locator(testid('came-in')).count(), 0);
  });

  await t.test('rows appear by themselves, with what became of what was sent', async () => {
    assert.equal((await bySegment(url)).status, 200);
    assert.equal((await byPosthog(url, '000000000001')).status, 200);
    assert.equal((await byPosthog(url, '000000000002')).status, 200);
    await page.locator(testid('row-posthog')).waitFor();
    await eventually(() => texts(page, 'segment', ['accepted', 'duplicates', 'late', 'quarantined', 'refused']), (now) => now.accepted + now.quarantined >= 6, 100);
    assert.deepEqual(await texts(page, 'segment', ['accepted', 'duplicates', 'late', 'quarantined', 'refused']), { accepted: 5, duplicates: 1, late: 1, quarantined: 1, refused: 0 });
    await eventually(() => texts(page, 'posthog', ['accepted', 'quarantined']), (now) => now.accepted === 2 && now.quarantined === 0, 100);
    assert.equal(await status(page, 'posthog'), 'hearing');
    assert.equal(await status(page, 'segment'), 'problems', 'one in six is kept aside');
    assert.equal(await page.locator(testid('teach-sources')).count(), 0);
    assert.equal(await page.locator(testid('connect-posthog')).count(), 0);
    await page.locator(testid('connect-matomo')).waitFor();
  });

  await t.test('the days shown are kept in the address', async () => {
    await page.click(testid('days-30'));
    await page.waitForURL(/days=30/);
    await page.reload();
    await page.locator(testid('row-segment')).waitFor();
    assert.equal((await texts(page, 'segment', ['accepted'])).accepted, 5);
    await page.click(testid('days-1'));
    await page.waitForURL(/days=1(&|$)/);
  });

  await t.test('what was kept aside is a click away', async () => {
    await page.locator(`${testid('segment-quarantined')} a`).click();
    await page.waitForURL(/tab=quarantine/);
    await page.locator('.ant-tag', { hasText: 'Neither userId nor anonymousId' }).waitFor();
    await page.goBack();
    await page.locator(testid('row-segment')).waitFor();
  });

  await t.test('switching off asks first; then senders are answered 403, until it is on again', async () => {
    await page.click(testid('switch-posthog'));
    await page.locator(testid('switch-off-says'), { hasText: 'answered 403' }).waitFor();
    await page.locator('.ant-modal-footer button', { hasText: 'Cancel' }).click();
    await page.locator(testid('switch-off-says')).waitFor({ state: 'detached' });
    assert.equal((await sourceOf(api, 'posthog')).off, false);
    await page.click(testid('switch-posthog'));
    await page.locator(testid('switch-off-says'), { hasText: 'is lost' }).waitFor();
    await page.click(testid('switch-off-go'));
    await page.locator(testid('switch-off-says')).waitFor({ state: 'detached' });
    await eventually(() => status(page, 'posthog'), (now) => now === 'off');
    assert.equal((await sourceOf(api, 'posthog')).off, true);
    await eventually(async () => (await byPosthog(url, '000000000003')).status, (code) => code === 403, 150);
    assert.equal((await bySegment(url)).status, 200, 'the others are taken');
    await eventually(() => texts(page, 'posthog', ['refused']), ({ refused }) => refused > 0, 150);
    await page.click(testid('switch-posthog'));
    await eventually(async () => (await byPosthog(url, '000000000004')).status, (code) => code === 200, 150);
    await eventually(() => page.locator(testid('switch-posthog')).getAttribute('aria-checked'), (on) => on === 'true');
  });

  await t.test('a source that was never heard opens with its line, and takes a name for a key', async () => {
    await page.click(testid('connect-matomo'));
    await page.waitForURL(/source=matomo/);
    const drawer = page.locator(testid('source-drawer'));
    await drawer.locator(testid('way-web'), { hasText: `${url}/matomo.php` }).waitFor();
    await eventually(() => drawer.locator(testid('way-web')).innerText(), (line) => line.includes(`'setSiteId', '${key}'`));
    await drawer.locator(testid('new-name')).fill('7');
    await page.keyboard.press('Enter');
    await drawer.locator(testid('accepted-name'), { hasText: '7' }).waitFor();
    assert.deepEqual((await sourceOf(api, 'matomo')).names, ['7']);
    await eventually(async () => (await byMatomo(url, '7')).status, (code) => code === 200, 150);
    await drawer.locator(testid('new-name')).fill('7');
    await drawer.getByText('Accepted already').waitFor();
    assert.ok(await drawer.locator(testid('add-name')).isDisabled());
    await eventually(() => drawer.locator(testid('fact-accepted')).innerText().catch(() => ''), (text) => text === '1', 150);
    await drawer.locator('canvas').first().waitFor();
  });

  await t.test('the address opens the drawer; a name goes after a question', async () => {
    await page.reload();
    const drawer = page.locator(testid('source-drawer'));
    await drawer.locator(testid('remove-name')).click();
    await page.locator('.ant-popover:not(.ant-popover-hidden)', { hasText: 'answered 401' }).locator('button', { hasText: 'Remove' }).click();
    await drawer.locator(testid('accepted-name')).waitFor({ state: 'detached' });
    assert.deepEqual((await sourceOf(api, 'matomo')).names, []);
    await eventually(async () => (await byMatomo(url, '7')).status, (code) => code === 401, 150);
    await closeDrawer(page);
    await page.waitForURL((to) => !to.search.includes('source='));
    await page.locator(testid('row-matomo')).waitFor();
  });

  await t.test('a row opens by the keyboard too', async () => {
    await page.locator(testid('open-segment')).focus();
    await page.keyboard.press('Enter');
    const drawer = page.locator(testid('source-drawer'));
    await drawer.locator(testid('way-tag'), { hasText: '/throng.js' }).waitFor();
    assert.equal(number(await drawer.locator(testid('fact-late')).innerText()), 1);
    await closeDrawer(page);
  });

  await t.test('in Chinese 神策 is called so', async () => {
    await page.evaluate(() => localStorage.setItem('throng.language', 'zh-CN'));
    await page.reload();
    await page.locator(testid('row-segment')).waitFor();
    await page.locator(testid('connect-sensors'), { hasText: '神策' }).waitFor();
    await page.click(testid('switch-segment'));
    await page.locator(testid('switch-off-says'), { hasText: '将收到 403' }).waitFor();
    await page.locator('.ant-modal-footer button', { hasText: '取消' }).click();
    await page.locator(testid('switch-off-says')).waitFor({ state: 'detached' });
  });

  await t.test('a viewer sees all of it and changes nothing', async () => {
    await api.post('/api/operators', { email: 'viewer@example.com', name: 'Viewer', password: credentials.password, role: 'viewer' });
    const { page: other, complaints: others } = await openPage(t, { refusals: true });
    await signIn(other, url, { email: 'viewer@example.com', password: credentials.password });
    await other.goto(`${url}/data?tab=sources&source=matomo`);
    const drawer = other.locator(testid('source-drawer'));
    await drawer.locator(testid('way-web'), { hasText: 'WRITE_KEY' }).waitFor();
    assert.ok(await drawer.locator(testid('new-name')).isDisabled());
    await closeDrawer(other);
    assert.ok(await other.locator(testid('switch-posthog')).isDisabled());
    await other.locator(testid('switch-posthog')).hover({ force: true });
    await other.getByText('Only owners can change this.').waitFor();
    assert.equal((await texts(other, 'segment', ['accepted'])).accepted, 5);
    assert.deepEqual(others, []);
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
