// Heatmaps in a real browser: a shop with the browser SDK is clicked by visitors, events with fixed places stand beside it, and the
// page shows both, each number with its persons.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answered, drawerTotal, link, onPage, openPage, signIn, testid, withWeb } from '../lib/page.mjs';
import { ground, head, visit, withSdk } from '../lib/sdk_site.mjs';
import { credentials, eventually } from '../lib/throng.mjs';

const shop = (host) => `${head(host)}<meta name="viewport" content="width=device-width"><body style="margin:0;height:3000px"><h1>Tea house</h1>
  <button id="buy" style="position:absolute;left:40px;top:200px;width:120px;height:40px" onclick="this.dataset.times = Number(this.dataset.times ?? 0) + 1">Buy</button>
  <button id="dead" style="position:absolute;left:40px;top:400px;width:120px;height:40px">More</button></body>`;

// A page whose clicks are known: "buy" in one spot by three persons (ann twice), "more" by bob; bob rages and cat's click is dead.
// Four views on desktops, by how far they go: ann all, bob half, cat and dan a quarter; one on a phone.
const desktop = { $page_width: 1280, $page_height: 2000, $viewport_width: 1280, $viewport_height: 800 };
const phone = { $page_width: 390, $page_height: 4000, $viewport_width: 390, $viewport_height: 700 };
const buy = { $selector: '#buy', $element_text: 'Buy', $click_x: 330, $click_y: 310 };
const more = { $selector: 'main > a.more', $element_text: '', $click_x: 970, $click_y: 1210 };
const fixed = [
  ['ann', '$click', { ...desktop, ...buy }], ['ann', '$click', { ...desktop, ...buy }], ['bob', '$click', { ...desktop, ...buy }], ['cat', '$click', { ...desktop, ...buy }],
  ['bob', '$click', { ...desktop, ...more }], ['bob', '$rage_click', { ...desktop, ...more }], ['cat', '$dead_click', { ...desktop, ...buy }],
  ['eve', '$click', { ...phone, ...buy, $click_x: 100, $click_y: 2000 }],
  ['ann', '$page_leave', { ...desktop, $scroll_depth: 1 }], ['bob', '$page_leave', { ...desktop, $scroll_depth: 0.5 }], ['cat', '$page_leave', { ...desktop, $scroll_depth: 0.25 }],
  ['dan', '$page_leave', { ...desktop, $scroll_depth: 0.25 }], ['eve', '$page_leave', { ...phone, $scroll_depth: 0.9 }],
];

async function send(url, path) {
  const page = { path, url: `https://shop.example${path}?from=mail`, title: 'Tea' };
  const batch = fixed.map(([userId, event, properties], i) => ({ type: 'track', event, userId, properties, messageId: `${path}-${i}`, context: { page } }));
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200, await response.text());
}

// Two visitors of the shop: one clicks "Buy", one on a phone clicks it in a rage and a button that is dead.
async function customers(t, base) {
  const sites = [];
  for (const context of [{ viewport: { width: 1280, height: 800 } }, { viewport: { width: 390, height: 780 } }]) {
    const { door, site, page } = await visit(base, t, (host) => ({ '/': shop(host) }), context);
    await page.goto(`${site}/tea?from=mail`);
    const onPhone = sites.length > 0;
    await page.locator('#buy').click({ clickCount: onPhone ? 4 : 1 });
    if (onPhone) {
      await door.until('$rage_click');
      await page.click('#dead');
      await door.until('$dead_click');
    }
    await page.goto('about:blank');
    await door.until('$page_leave');
    sites.push(site);
  }
  await eventually(() => base.api.ask('heatmap', { page: '/tea' }), ({ views, rage_clicks: rage, dead_clicks: dead }) => views.events === 2 && rage.events > 0 && dead.events > 0);
  return sites;
}

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('heatmaps', { ...onPage, skip: onPage.skip || withSdk.skip }, async (t) => {
  const base = await ground(t, { extra: withWeb });
  const url = base.server;
  const { page, complaints } = await openPage(t);
  const at = (id) => page.locator(testid(id));
  const text = (id) => at(id).innerText();
  const open = async (question, chart) => {
    await page.goto(url + link('/heatmap', { page: '/fixed', ...question }, chart));
    await answered(page);
  };
  // The number says as many persons as the drawer; `persons` where it is no number of persons itself.
  const drill = async (locator, persons) => {
    await locator.click();
    assert.equal(await drawerTotal(page), persons);
  };
  // A point of the page that the stage shows, in its own pixels.
  const point = async (x, y) => {
    const stage = at('heatmap-stage');
    const { width } = await stage.boundingBox();
    const scale = width / Number(await stage.getAttribute('data-width'));
    return { position: { x: x * scale, y: y * scale } };
  };
  await signIn(page, url);

  await t.test('before anything is recorded the page says how to record it', async () => {
    await page.click(testid('nav-heatmap'));
    await at('heatmap-teach').filter({ hasText: credentials.writeKey }).waitFor();
  });

  await send(url, '/fixed');
  await eventually(() => base.api.ask('heatmap', { page: '/fixed' }), ({ clicks }) => clicks.events === 6);
  const [site] = await customers(t, base);

  await t.test('a page is chosen from those with views, and the address keeps it', async () => {
    await page.goto(`${url}/heatmap`);
    const choice = at('heatmap-choice').filter({ hasText: '/fixed' });
    assert.match(await choice.innerText(), /5 views/);
    await choice.click();
    await answered(page);
    assert.match(page.url(), /fixed/);
    await page.reload();
    await answered(page);
    assert.equal(await page.locator(`${testid('heatmap-page')} input`).inputValue(), '/fixed');
  });

  await t.test('the numbers above the map are those of the events, and open their persons', async () => {
    await open({ width: 2 });
    for (const [id, shown, persons] of [['views', '4', 4], ['visitors', '4', 4], ['clicks', '5', 3], ['per_view', '1.25', 3], ['rage', '20.0%', 1], ['dead', '20.0%', 1]]) {
      assert.equal(await text(`heatmap-${id}`), shown, id);
      await drill(at(`heatmap-${id}`), persons);
    }
  });

  await t.test('a class of width is chosen at once, with its own numbers and its own size', async () => {
    await open({});
    assert.deepEqual(await Promise.all([0, 1, 2].map((i) => text(`width-${i}`))), ['1', '0', '4']);
    assert.equal(await text('heatmap-clicks'), '6');
    await at('width-0').click();
    await page.waitForURL(/width/);
    await answered(page);
    assert.equal(await text('heatmap-clicks'), '1');
    assert.equal(await at('heatmap-stage').getAttribute('data-width'), '390');
    await at('width-all').click();
    await page.waitForURL((to) => !to.search.includes('width'));
    await answered(page);
    assert.equal(await text('heatmap-clicks'), '6');
  });

  await t.test('spots, badges and rows open their persons; pointing at one tells of it', async () => {
    await open({ width: 2 });
    await at('numbered').click();
    await at('heatmap-stage').hover(await point(330, 310));
    assert.match(await text('heatmap-tip'), /4 clicks · 3 persons/);
    await at('heatmap-stage').click(await point(330, 310));
    assert.equal(await drawerTotal(page), 3);
    await at('numbered').click();
    await drill(at('badge-2'), 1);
    await drill(at('element-1').locator(testid('element-persons')), 3);
    assert.match(await text('element-2'), /a\.more\n.*20\.0%\nmain > a\.more/s);
    await at('element-2').hover();
    await page.locator(`${testid('badge-2')}.lit`).waitFor();
    await at('badge-1').hover();
    await page.locator(`${testid('element-1')}.lit`).waitFor();
    await drill(at('element-1').locator(testid('element-dead')), 1);
    await drill(at('element-2').locator(testid('element-rage')), 1);
  });

  await t.test('rage and dead clicks have maps of their own', async () => {
    await open({ width: 2 });
    await at('mode-rage_click').click();
    await page.waitForURL(/rage_click/);
    await answered(page);
    assert.match(await text('element-1'), /a\.more/);
    await at('heatmap-stage').click(await point(970, 1192));
    assert.equal(await drawerTotal(page), 1);
    await at('mode-dead_click').click();
    await page.waitForURL(/dead_click/);
    await answered(page);
    assert.match(await text('element-1'), /Buy/);
    assert.equal(await at('element-2').count(), 0);
  });

  await t.test('the scroll map says how many see what, and whose they are', async () => {
    await open({ width: 2 });
    await at('mode-scroll').click();
    await page.waitForURL(/scroll/);
    await at('scroll-bands').waitFor();
    assert.equal(await at('scroll-line').count(), 2, 'a quarter goes all the way');
    await at('heatmap-stage').hover(await point(640, 910));
    assert.match(await text('heatmap-tip'), /50% see this\n45% down · 2 persons/);
    await at('heatmap-stage').click(await point(640, 910));
    assert.equal(await drawerTotal(page), 2);
    await drill(at('depth-persons').last(), 1);
    await page.reload();
    await at('scroll-bands').waitFor();
  });

  await t.test('a screenshot is laid behind it, and this browser keeps it', async () => {
    await open({ width: 2 });
    const asked = [];
    page.on('request', (request) => request.method() !== 'GET' && asked.push(request.url()));
    await at('behind-picture').click();
    await at('picture-file').setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.getByText('no PNG, JPEG or WebP').waitFor();
    await at('picture-file').setInputFiles({ name: 'shop.png', mimeType: 'image/png', buffer: png });
    await at('heatmap-picture').waitFor();
    assert.deepEqual(asked, []);
    await page.reload();
    await at('heatmap-picture').waitFor();
    await at('width-0').click();
    await at('heatmap-picture').waitFor({ state: 'detached' });
    await at('width-2').click();
    await at('picture-remove').click();
    await at('heatmap-picture').waitFor({ state: 'detached' });
  });

  await t.test('the live page is shown when somebody says so, at the address that most views had', async () => {
    await open({ page: '/tea', width: 2 });
    const framed = [];
    page.on('request', (request) => request.url().startsWith('http://127.0.0.1') && !request.url().startsWith(url) && framed.push(request.url()));
    await at('behind-live').click();
    await page.waitForFunction((id) => document.querySelector(id)?.value.endsWith('/tea'), testid('heatmap-address'));
    assert.deepEqual(framed, []);
    await page.fill(testid('heatmap-address'), 'javascript:alert(1)');
    assert.ok(await at('heatmap-show').isDisabled());
    await page.fill(testid('heatmap-address'), `${url}/`);
    assert.ok(await at('heatmap-show').isDisabled());
    await page.fill(testid('heatmap-address'), `${site}/tea`);
    await at('heatmap-show').click();
    await page.frameLocator(testid('heatmap-live')).getByText('Tea house').waitFor();
    assert.equal(await at('heatmap-live').getAttribute('sandbox'), 'allow-scripts allow-same-origin');
    await page.waitForURL(/address/);
    await at('heatmap-show').click();
    await at('heatmap-live').waitFor({ state: 'detached' });
  });

  await t.test('what visitors of the shop did with the SDK is on the map', async () => {
    await open({ page: '/t*', width: 0 });
    assert.equal(await text('heatmap-views'), '1');
    assert.equal(await text('heatmap-clicks'), '5');
    assert.notEqual(await text('heatmap-rage'), '0%');
    assert.match(await text('element-1'), /Buy/);
    await at('heatmap-stage').click(await point(100, 220));
    assert.equal(await drawerTotal(page), 1);
    await drill(at('element-2').locator(testid('element-dead')), 1);
  });

  await t.test('a page is typed with a wildcard, and a condition narrows it', async () => {
    await open({ match: { events: ['$page_leave', '$click'], where: { event: '$viewport_width', op: '=', value: 390 } } });
    assert.equal(await text('heatmap-clicks'), '1');
    await page.locator(`${testid('heatmap-page')} input`).fill('/nowhere*');
    await page.click(testid('run'));
    await at('empty').waitFor();
  });

  await t.test('it is saved as a report, and a tile of a board opens its persons', async () => {
    await open({ width: 2 });
    await page.click(testid('to-board'));
    await page.fill(testid('report-name'), 'Tea page');
    await page.fill(testid('board-name'), 'Shop');
    await page.click(testid('save-confirm'));
    await page.click(testid('open-board'));
    const canvas = page.locator(`${testid('tile-chart')} canvas`);
    await canvas.waitFor();
    const { width, height } = await canvas.boundingBox();
    await canvas.click({ position: { x: width * 0.4, y: height * 0.25 } });
    assert.equal(await drawerTotal(page), 3);
    await page.locator('.tile-head h2 a').click();
    await answered(page);
    assert.equal(await text('heatmap-clicks'), '5');
  });

  await t.test('in Chinese and on a phone nothing is wider than the window', async () => {
    await page.evaluate(() => localStorage.setItem('throng.language', 'zh-CN'));
    await page.setViewportSize({ width: 390, height: 844 });
    await open({ width: 2 });
    await page.getByRole('heading', { name: '热力图' }).waitFor();
    await at('badge-1').waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
    await at('mode-scroll').click();
    await at('scroll-bands').waitFor();
    await drill(at('depth-persons').first(), 4);
  });

  assert.deepEqual(complaints, []);
});
