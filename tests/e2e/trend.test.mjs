// Trends in a real browser: breakdowns together and by bins, hours of the week, a time zone of the question's own, and the
// persons behind all of them.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { launch } from '../lib/browser.mjs';
import { credentials, freshFolder, root, serve, throng } from '../lib/throng.mjs';

const dist = join(root, 'web/dist');
const number = (text) => Number(text.replace(/[^\d.-]/g, ''));
const testid = (id) => `[data-testid="${id}"]`;
const orders = { match: { event: 'Order Completed' }, measure: 'persons' };

test('trends', { timeout: 300_000, skip: !existsSync(join(dist, 'index.html')) && 'web/dist is not built' }, async (t) => {
  const folder = freshFolder('Asia/Shanghai');
  t.after(folder.dispose);
  throng(['demo', '--data', folder.data, '--persons', '600', '--days', '30']);
  const server = serve(folder.data, ['--web', dist]);
  const url = await server.ready;
  t.after(() => server.kill());
  const browser = await launch();
  t.after(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  await page.fill(testid('email'), credentials.email);
  await page.fill(testid('password'), credentials.password);
  await page.click(testid('submit'));
  await page.locator(testid('nav-overview')).waitFor();

  const settled = () => page.locator(`${testid('answer')}[aria-busy="false"]`).waitFor();
  const open = async (question) => {
    await page.goto(`${url}/trend?q=${encodeURIComponent(JSON.stringify({ series: [orders], ...question }))}`);
    await settled();
  };
  const choose = async (id, text) => {
    await page.locator(testid(id)).click();
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: text }).first().click();
  };
  const asked = () => JSON.parse(new URL(page.url()).searchParams.get('q'));
  const look = (name) => process.env.THRONG_PICTURES && page.screenshot({ path: join(process.env.THRONG_PICTURES, `${name}.png`), fullPage: true });
  // How many persons the drawer says, which is then closed.
  const drawer = async () => {
    const total = page.locator(testid('drawer-total'));
    await total.waitFor();
    const persons = number(await total.innerText());
    await page.keyboard.press('Escape');
    await page.locator('.ant-drawer-open').waitFor({ state: 'detached' });
    return persons;
  };

  await t.test('two breakdowns, the second by bins, are drilled together', async () => {
    await open({ breakdowns: [{ property: 'person.tier' }, { property: 'event.revenue', bins: [100, 500] }], top: 5 });
    const rows = await page.locator('.table-card tbody tr.ant-table-row').allInnerTexts();
    assert.ok(rows.some((row) => /\/ \[100, 500\)/.test(row)), rows.join('\n'));
    const total = page.locator(testid('total')).first();
    const said = number(await total.innerText());
    await total.click();
    assert.equal(await drawer(), said);
    await look('trend-breakdowns');
  });

  await t.test('a breakdown is added and binned in the builder', async () => {
    await open({ breakdowns: [{ property: 'person.tier' }] });
    await page.click(testid('add-breakdown'));
    await page.locator(`${testid('breakdown-2')} input`).fill('revenue');
    await page.keyboard.press('Enter');
    await choose('by-bins-2', 'bins of numbers');
    await page.click(testid('run'));
    await page.waitForURL(/bins/);
    await settled();
    assert.deepEqual(asked().breakdowns, [{ property: 'person.tier' }, { property: 'event.revenue', bins: [] }]);
  });

  await t.test('hours of the week are a grid, and each leads to its persons', async () => {
    await open({ calendar: true });
    const cells = page.locator(testid('hour-cell'));
    assert.equal(await cells.count(), 168);
    const cell = page.locator(`${testid('hour-cell')}:not([disabled])`).first();
    const said = number((await cell.getAttribute('aria-label')).split(': ')[1]);
    await cell.click();
    assert.equal(await drawer(), said);
    await look('trend-hours');
    await page.setViewportSize({ width: 390, height: 844 });
    await look('trend-hours-narrow');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await t.test('a question may have a time zone and a week of its own', async () => {
    await open({ bucket: 'week', range: { last: 3, unit: 'week' } });
    await page.click(testid('range'));
    await page.locator(`${testid('time-zone')} input`).fill('New York');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.click(testid('run'));
    await page.waitForURL(/time_zone/);
    await settled();
    assert.equal(asked().time_zone, 'America/New_York');
    assert.equal(await page.locator(testid('asked-zone')).innerText(), 'New York');
    await look('trend-zone');
  });

  await t.test('active persons of the month are drilled', async () => {
    await open({ series: [{ match: {}, measure: 'mau' }, { match: {}, measure: 'dau' }, { match: {}, measure: 'sessions' }], range: { last: 14, unit: 'day' } });
    const total = page.locator(testid('total')).first();
    const said = number(await total.innerText());
    await total.click();
    assert.equal(await drawer(), said);
    await look('trend-active');
  });

  assert.deepEqual(complaints, []);
});
