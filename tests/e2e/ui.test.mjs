// The operator's page in a real browser against a real server with the demo shop: THRONG_URL with THRONG_EMAIL and
// THRONG_PASSWORD names a running one, else a fresh one is started.
import assert from 'node:assert/strict';
import test from 'node:test';
import { answered, closeDrawer, demoShop, goByKeys, link, number, onPage, openPage, testid } from '../lib/page.mjs';
import { credentials } from '../lib/throng.mjs';

async function shop(t) {
  if (process.env.THRONG_URL) {
    return { url: process.env.THRONG_URL, email: process.env.THRONG_EMAIL, password: process.env.THRONG_PASSWORD };
  }
  return { ...credentials, ...await demoShop(t, { persons: 2000, days: 30 }) };
}

const segmentName = `Bought lately ${process.pid}`;

// Clicks a number, returns it with how many persons the drawer says and lists; closes the drawer.
async function drill(page, locator) {
  const shown = number(await locator.innerText());
  await locator.click();
  const total = page.locator(testid('drawer-total'));
  await total.waitFor();
  const persons = number(await total.innerText());
  await page.locator(`.ant-drawer ${testid('person-link')}`).first().waitFor();
  const listed = await page.locator(`.ant-drawer ${testid('person-link')}`).count();
  await closeDrawer(page);
  return { shown, persons, listed };
}

async function chooseEvent(page, id, name) {
  await page.locator(`${testid(id)} input`).first().fill(name);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

test('the operator\'s page', { ...onPage, skip: !process.env.THRONG_URL && onPage.skip }, async (t) => {
  const { url, email, password } = await shop(t);
  const { page, complaints } = await openPage(t);
  const foreign = [];
  const refused = [];
  page.on('response', (response) => {
    if (response.status() >= 400 && response.status() !== 401) refused.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) foreign.push(request.url());
  });

  await t.test('a wrong password is refused in words, the right one signs in', async () => {
    await page.goto(url);
    await page.fill(testid('email'), email);
    await page.fill(testid('password'), `${password}x`);
    await page.click(testid('submit'));
    await page.locator(testid('signin-problem')).waitFor();
    await page.fill(testid('password'), password);
    await page.click(testid('submit'));
    await page.locator(testid('nav-overview')).waitFor();
  });

  await t.test('the overview shows figures and the chart', async () => {
    assert.ok(number(await page.locator(testid('figure-ever')).innerText()) > 100);
    await page.locator(`${testid('chart')} canvas`).first().waitFor();
  });

  await t.test('each figure opens as many persons as it says, and the chart opens a day', async () => {
    for (const figure of ['figure-active', 'yesterday-active', 'yesterday-new', 'figure-ever']) {
      const tile = page.locator(testid(figure));
      if (await tile.isDisabled()) continue; // nobody yet: the demo may end a moment after midnight
      const { shown, persons } = await drill(page, tile);
      assert.equal(persons, shown, figure);
    }
    await page.locator(`${testid('chart')} canvas`).first().click({ position: { x: 300, y: 150 } });
    await page.locator(testid('drawer-total')).waitFor();
    await closeDrawer(page);
  });

  await t.test('a trend is built by hand, and a number opens as many persons as it says', async () => {
    await goByKeys(page, 't', '/trend');
    await page.locator(testid('run')).waitFor();
    await chooseEvent(page, 'event', 'Order Completed');
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/api/ask') && r.request().postData().includes('Order')), page.click(testid('run'))]);
    await page.waitForURL(/Order/);
    await answered(page);
    const { shown, persons, listed } = await drill(page, page.locator(testid('total')));
    assert.ok(shown > 0);
    assert.equal(persons, shown);
    assert.equal(listed, Math.min(50, persons));
  });

  await t.test('the address alone asks the same again', async () => {
    const before = await page.locator(testid('total')).innerText();
    await page.reload();
    await answered(page);
    assert.equal(await page.locator(testid('total')).innerText(), before);
  });

  await t.test('a trend of revenue by tier has a column per tier', async () => {
    await page.goto(url + link('/trend', { series: [{ match: { event: 'Order Completed' }, measure: 'sum', property: 'revenue' }], breakdowns: [{ property: 'person.tier' }] }));
    await answered(page);
    assert.ok(await page.locator(testid('total')).count() >= 2);
  });

  await t.test('cells and points of a trend open their day and their group', async () => {
    await page.goto(url + link('/trend', { series: [{ match: { event: 'Product Viewed' }, measure: 'persons' }], breakdowns: [{ property: 'person.tier' }] }));
    await answered(page);
    for (const cell of [page.locator(testid('total')).nth(1), page.locator(`${testid('value-cell')}:enabled`).nth(2)]) {
      const { shown, persons } = await drill(page, cell);
      assert.equal(persons, shown);
    }
    await page.locator(`${testid('chart')} canvas`).first().click({ position: { x: 500, y: 200 } });
    await page.locator(testid('drawer-total')).waitFor();
    await closeDrawer(page);
  });

  const settled = () => answered(page);

  await t.test('several series, a formula and a comparison, each number with its persons', async () => {
    await page.goto(url + link('/trend', {
      series: [{ match: { event: 'Product Viewed' }, measure: 'persons' }, { match: { event: 'Order Completed' }, measure: 'persons' }],
      formulas: [{ name: 'Buyers', expression: 'B / A' }], compare: 'previous_period', range: { last: 7, unit: 'day' },
    }));
    await settled();
    const totals = await page.locator(testid('total')).allInnerTexts();
    assert.equal(totals.length, 3);
    assert.ok(Math.abs(number(totals[2]) - number(totals[1]) / number(totals[0])) < 0.01, String(totals));
    for (const cell of [page.locator(testid('total')).nth(1), page.locator(`button${testid('previous-cell')}:enabled`).first(), page.locator(`${testid('value-cell')}:enabled`).first()]) {
      const { shown, persons } = await drill(page, cell);
      assert.equal(persons, shown);
    }
    const { persons } = await drill(page, page.locator(testid('total')).nth(2));
    assert.ok(persons >= Math.max(number(totals[0]), number(totals[1])) && persons <= number(totals[0]) + number(totals[1]), 'a formula: who is in any of its series');
  });

  await t.test('rows of a trend are added by keyboard, and a formula that cannot be read is marked where it stands', async () => {
    await page.goto(`${url}/trend`);
    await settled();
    await page.locator(testid('add-series')).press('Enter');
    await page.locator(testid('series-B')).waitFor();
    assert.ok(await page.locator(`${testid('event-B')} input`).evaluate((input) => input === document.activeElement), 'typing goes on in the new row');
    await page.keyboard.press('Escape');
    await page.locator(testid('add-formula')).press('Enter');
    await page.fill(testid('expression-1'), 'A / Z');
    const refusal = page.waitForResponse((r) => r.url().endsWith('/api/ask') && r.status() === 400);
    await page.locator(testid('expression-1')).press('Enter');
    await refusal;
    await page.locator(testid('formula-problem')).waitFor();
    refused.length = 0;
    await page.fill(testid('expression-1'), 'A - B');
    await page.click(testid('run'));
    await settled();
    assert.equal(number(await page.locator(testid('total')).nth(2).innerText()), 0, 'twice the same series');
    await page.click(testid('remove-B'));
    assert.equal(await page.inputValue(testid('expression-1')), 'A - ?');
  });

  await t.test('a whole range is one number per series', async () => {
    await page.goto(url + link('/trend', { series: [{ match: { event: 'Order Completed' } }], bucket: 'total' }));
    const { shown, persons } = await drill(page, page.locator(testid('big-total')).first());
    assert.equal(persons, shown);
  });

  const orders = { match: { event: 'Order Completed' } };
  const way = { from: { event: 'Product Viewed' }, to: { event: 'Order Completed' } };
  for (const [letter, path, question, cells] of [
    ['l', '/lifecycle', {}, ['lifecycle-cell']],
    ['k', '/stickiness', {}, ['stickiness-cell', 'active-cell']],
    ['n', '/interval', way, []],
    ['n', '/interval', { ...way, bins: ['1m', '1h'], breakdown: 'person.tier' }, []],
    ['b', '/distribution', orders, ['distribution-cell']],
    ['b', '/distribution', { ...orders, measure: 'sum', property: 'revenue', breakdown: 'person.tier' }, ['distribution-cell']],
    ['v', '/sessions', {}, ['kpi-persons']],
    ['v', '/sessions', { breakdown: 'event.$entry_page', top: 3 }, ['kpi-persons']],
    ['a', '/paths', {}, ['path-persons']],
    ['a', '/paths', { end: 'Order Completed' }, ['path-persons']],
  ]) {
    await t.test(`${path} answers ${JSON.stringify(question)}, and its numbers open as many persons as they say`, async () => {
      await page.goto(`${url}/persons`);
      await page.locator('.page').waitFor();
      await page.locator('h1').click();
      await goByKeys(page, letter, path);
      await page.goto(url + link(path, question));
      await settled();
      await page.locator(`${testid('chart')} canvas`).first().waitFor();
      for (const cell of cells) {
        const { shown, persons } = await drill(page, page.locator(`${testid(cell)}:enabled`).first());
        assert.equal(persons, shown, cell);
      }
      // Where a row has pairs or paths and their persons, the persons come second.
      for (const cell of { '/interval': ['interval-cell', 'interval-bin'], '/paths': ['path-cell'], '/sessions': ['page-cell', 'session-cell'] }[path] ?? []) {
        const { shown, persons } = await drill(page, page.locator(`${testid(cell)}:enabled`).nth(1));
        assert.equal(persons, shown, cell);
      }
    });
  }

  await t.test('marks of the new charts open persons: a bar, a node or an edge', async () => {
    for (const [path, question, position] of [['/distribution', orders, { x: 120, y: 250 }], ['/lifecycle', {}, { x: 640, y: 240 }], ['/paths', {}, { x: 9, y: 120 }]]) {
      await page.goto(url + link(path, question));
      await settled();
      await page.locator(`${testid('chart')} canvas`).first().click({ position });
      await page.locator(testid('drawer-total')).waitFor();
      await closeDrawer(page);
    }
  });

  await t.test('a funnel narrows from step to step, and its drops open', async () => {
    await page.goto(url + link('/funnel', { steps: [{ event: 'Product Viewed' }, { event: 'Product Added' }, { event: 'Order Completed' }] }));
    await page.locator(testid('step-persons')).first().waitFor();
    const steps = (await page.locator(testid('step-persons')).allInnerTexts()).map(number);
    assert.equal(steps.length, 3);
    assert.ok(steps[0] >= steps[1] && steps[1] >= steps[2] && steps[2] > 0, String(steps));
    const reached = await drill(page, page.locator(testid('step-persons')).nth(1));
    assert.equal(reached.persons, steps[1]);
    const dropped = await drill(page, page.locator(testid('step-dropped')).first());
    assert.equal(dropped.persons, steps[0] - steps[1]);
    assert.equal((await drill(page, page.locator(testid('overall')))).persons, steps[2]);
    await page.locator(`${testid('chart')} canvas`).first().click({ position: { x: 200, y: 250 } });
    assert.equal(number(await page.locator(testid('drawer-total')).innerText()), steps[0], 'the first bar');
    await closeDrawer(page);
  });

  await t.test('each group of a funnel opens its own persons', async () => {
    await page.goto(url + link('/funnel', { steps: [{ event: 'Product Viewed' }, { event: 'Order Completed' }], breakdown: 'person.tier', top: 3 }));
    await page.locator(testid('step-persons')).nth(3).waitFor();
    for (const row of [2, 3]) {
      const group = await drill(page, page.locator(`${testid('step-persons')}:enabled`).nth(row));
      assert.equal(group.persons, group.shown, `row ${row}`);
    }
  });

  await t.test('retention opens a cohort and a cell', async () => {
    await page.goto(`${url}/retention`);
    await page.locator(testid('heat')).first().waitFor();
    const cohort = await drill(page, page.locator(`${testid('cohort-size')}:enabled`).first());
    assert.equal(cohort.persons, cohort.shown);
    await page.locator(testid('heat')).first().click();
    await page.locator(testid('flip')).waitFor();
    await closeDrawer(page);
    const weekly = { range: { last: 4, unit: 'week' }, bucket: 'week', buckets: 3 };
    await page.goto(url + link('/retention', weekly));
    await page.locator(testid('heat')).first().waitFor();
    await page.locator('.ant-segmented-item-label').last().click();
    const cell = await drill(page, page.locator(testid('heat')).nth(1));
    assert.equal(cell.persons, cell.shown);
  });

  await t.test('a segment is built, counted live, saved, and found again', async () => {
    await page.goto(`${url}/segments/new`);
    await page.fill(testid('segment-name'), segmentName);
    await page.click(testid('add-leaf'));
    await page.click(testid('add-did'));
    const count = page.locator(`${testid('segment-count')}[aria-busy="false"]`);
    await count.waitFor();
    const everybody = number(await count.innerText());
    await chooseEvent(page, 'did-event', 'Order Completed');
    await page.waitForFunction(
      ([id, before]) => {
        const shown = document.querySelector(id);
        return shown?.getAttribute('aria-busy') === 'false' && Number(shown.textContent.replace(/\D/g, '')) < before;
      }, [testid('segment-count'), everybody]);
    const buyers = number(await count.innerText());
    assert.ok(buyers > 0 && buyers < everybody);
    await page.click(testid('save-segment'));
    await page.waitForURL(/segments\/(?!new)/);
    await page.click(testid('json-tab'));
    assert.deepEqual(JSON.parse(await page.inputValue(testid('filter-json'))), { did: { event: 'Order Completed', within: { last: 30, unit: 'day' } } });
    await page.click(testid('nav-segments'));
    const listed = await drill(page, page.locator('tr', { hasText: segmentName }).locator(testid('segment-size')));
    assert.deepEqual([listed.shown, listed.persons], [buyers, buyers]);
    await page.locator(testid('segment-link'), { hasText: segmentName }).click();
    await count.waitFor();
    assert.equal(number(await count.innerText()), buyers);
  });

  await t.test('a person has traits, ids and a timeline that unfolds', async () => {
    await page.locator(testid('person-link')).first().click();
    await page.locator(testid('traits')).waitFor();
    await page.locator(testid('ids')).waitFor();
    const event = page.locator(testid('timeline-event')).first();
    await event.click();
    assert.equal(await event.getAttribute('aria-expanded'), 'true');
    assert.ok(await page.locator('a[href^="/segments/"]', { hasText: segmentName }).count() > 0, 'the profile names the segment');
  });

  await t.test('the links of a person say why, and one is taken back after a question', async () => {
    await page.click(testid('all-links'));
    await page.waitForURL(/links\?person=\d+/);
    const own = number(await page.locator(testid('links-total')).innerText());
    assert.ok(own >= 1);
    await page.locator(testid('undo-link')).first().click();
    await page.locator('.ant-popconfirm .ant-btn-dangerous').click();
    await page.locator('tr.undone').waitFor();
    await page.goto(`${url}/links?kind=undo`);
    await page.locator(testid('links-total')).waitFor();
    assert.ok(number(await page.locator(testid('links-total')).innerText()) >= 1);
    await page.fill(testid('links-person'), '4000000000');
    await page.locator(testid('empty')).waitFor();
  });

  await t.test('the language changes everywhere and is remembered', async () => {
    await page.click(testid('language'));
    await page.getByText('中文', { exact: true }).click();
    await page.locator(testid('nav-funnel'), { hasText: '漏斗分析' }).waitFor();
    await page.reload();
    await page.locator(testid('nav-funnel'), { hasText: '漏斗分析' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  });

  await t.test('a segment is deleted after a question', async () => {
    await page.goto(`${url}/segments`);
    await page.locator(testid('segment-link'), { hasText: segmentName }).click();
    await page.click(testid('delete-segment'));
    await page.locator('.ant-popconfirm .ant-btn-dangerous').click();
    await page.waitForURL(/segments$/);
    await page.locator(testid('new-segment')).waitFor();
    await page.locator(testid('segment-link'), { hasText: segmentName }).waitFor({ state: 'detached' });
  });

  await t.test('a new key is shown once', async () => {
    await page.goto(`${url}/data?tab=keys`);
    await page.click(testid('new-key'));
    await page.locator('.ant-modal .ant-btn-primary').click();
    assert.ok((await page.locator(testid('key-text')).innerText()).trim().length >= 20);
  });

  await t.test('an operator is added, promoted, given a new password and removed', async () => {
    const newcomer = `newcomer${process.pid}@example.com`;
    await page.goto(`${url}/data?tab=operators`);
    await page.click(testid('new-operator'));
    await page.fill(testid('operator-email'), newcomer);
    await page.fill(testid('operator-name'), 'Newcomer');
    await page.fill(testid('operator-password'), 'long enough 1');
    await page.locator('.ant-modal .ant-btn-primary').click();
    const row = page.locator('tr', { hasText: newcomer });
    await row.waitFor();
    await row.locator('.ant-select').click();
    const answered = page.waitForResponse((r) => r.url().endsWith('/role'));
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
    assert.equal((await answered).status(), 200);
    await row.locator(testid('reset-password')).click();
    await page.fill(testid('reset-value'), 'long enough 2');
    await page.locator('.ant-modal .ant-btn-primary:visible').click();
    await page.locator(testid('reset-value')).waitFor({ state: 'detached' });
    const entering = await fetch(`${url}/api/session`, { method: 'POST', body: JSON.stringify({ email: newcomer, password: 'long enough 2' }) });
    assert.equal((await entering.json()).who.role, 'viewer');
    await row.locator(testid('remove-operator')).click();
    await page.locator('.ant-popconfirm .ant-btn-dangerous').click();
    await row.waitFor({ state: 'detached' });
  });

  await t.test('one\'s own password is changed without being signed out', async () => {
    for (const [current, wanted] of [[password, `${password} 2`], [`${password} 2`, password]]) {
      await page.goto(`${url}/account`);
      await page.fill(testid('password-current'), current);
      await page.fill(testid('password-wanted'), wanted);
      await page.fill(testid('password-again'), wanted);
      const again = page.waitForResponse((r) => r.url().endsWith('/api/session') && r.request().method() === 'POST');
      await page.click(testid('password-submit'));
      assert.equal((await again).status(), 200);
      await page.waitForFunction((id) => document.querySelector(id).value === '', testid('password-current'));
    }
  });

  await t.test('on a phone no page is wider than the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/', '/trend', '/retention', '/lifecycle', '/stickiness', '/interval', '/distribution', '/sessions', '/paths', '/sql', '/segments', '/persons', '/links', '/account', '/data', '/data?tab=operators']) {
      await page.goto(url + path);
      await page.locator('.page').waitFor();
      await page.waitForLoadState('load');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
    }
  });

  await t.test('signing out ends the session', async () => {
    await page.click(testid('account'));
    await page.click(testid('sign-out'));
    await page.locator(testid('email')).waitFor();
  });

  assert.deepEqual(complaints, [], 'no script error');
  assert.deepEqual(refused, [], 'the server understands everything the page asks');
  assert.deepEqual(foreign, [], 'nothing is fetched from elsewhere');
});
