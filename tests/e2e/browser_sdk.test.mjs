// The browser SDK in real Chromium, on another origin than the server: what it notices, whom it names, what it never tells.
import assert from 'node:assert/strict';
import test from 'node:test';
import { allStored, ground, head, sendAll, stopClock, visit, withSdk } from '../lib/sdk_site.mjs';

const kept = (page) => page.evaluate(() => Object.keys(localStorage));
const paths = (messages) => messages.map(({ context }) => context.page.path);
const call = (page, name, ...args) => page.evaluate(([method, all]) => window.throng[method](...all), [name, args]);
const tall = '<div style="height:3000px">tea</div>';

test('browser SDK', withSdk, async (t) => {
  const base = await ground(t);
  // A site of one page, or of several by path.
  const open = (t2, body, options = {}, context) => visit(base, t2, (host) => (
    typeof body === 'string' ? { '/': head(host, options) + body } : Object.fromEntries(Object.entries(body).map(([path, html]) => [path, head(host, options, path) + html]))), context);
  // Goes away, so that the page is left, and the next one does not report.
  const away = (page) => page.goto('about:blank');

  await t.test('a site of several pages: views, leaves, campaign, one session, first touch', async (t2) => {
    const { door, site, page, complaints } = await open(t2, { '/': '<a id="next" href="/next?token=abc&x=1">next</a>', '/next': 'there' });
    await page.goto(`${site}/?utm_source=news&utm_medium=email&utm_campaign=may&email=ann@shop.example`);
    await page.click('#next');
    await door.until('page', 2);
    const [first, second] = door.named('page');
    assert.deepEqual(paths([first, second]), ['/', '/next']);
    assert.equal(first.context.page.url, `${site}/?utm_source=news&utm_medium=email&utm_campaign=may`);
    assert.deepEqual(first.context.campaign, { source: 'news', medium: 'email', name: 'may' });
    assert.equal(second.context.page.url, `${site}/next?x=1`);
    assert.match(second.context.page.referrer, new RegExp(`^${site}/`));
    assert.equal(second.context.page.title, '/next');
    const [leave] = await door.until('$page_leave');
    assert.equal(leave.context.page.path, '/');
    assert.equal(door.named('$session_start').length, 1);
    assert.equal(door.messages()[0].event, '$session_start');
    assert.equal(new Set(door.messages().map(({ context }) => context.sessionId)).size, 1);
    const [{ op, traits }] = await door.until('profile');
    assert.deepEqual([op, traits], ['set_once', { initial_utm_source: 'news', initial_utm_medium: 'email', initial_utm_campaign: 'may', initial_page: '/' }]);
    const { context } = first;
    assert.deepEqual([context.locale, context.screen.width > 0, context.library.name, typeof context.timezone], ['en-US', true, '@throng/browser', 'string']);
    await away(page);
    await door.until('$page_leave', 2);
    const stored = await allStored(base.api, door);
    const view = stored.find(({ event, page: path }) => event === '$pageview' && path === '/');
    assert.deepEqual([view.channel, view.props.$utm_campaign, view.session], ['email', 'may', context.sessionId]);
    assert.deepEqual(complaints, []);
  });

  await t.test('a single-page app: every other path is a page, left with its own address', async (t2) => {
    const { door, site, page } = await open(t2, 'app');
    await page.goto(`${site}/a`);
    await page.evaluate(() => {
      history.pushState({}, '', '/b');
      history.replaceState({}, '', '/b?sort=price');
      history.pushState({}, '', '/c');
      location.hash = 'part';
    });
    await page.goBack();
    await page.goBack();
    await door.until('page', 4);
    assert.deepEqual(paths(door.named('page')), ['/a', '/b', '/c', '/b']);
    assert.deepEqual(door.named('page').map(({ context }) => new URL(context.page.referrer || `${site}/none`).pathname), ['/none', '/a', '/b', '/c']);
    assert.deepEqual(paths(await door.until('$page_leave', 3)), ['/a', '/b', '/c']);
    assert.equal(door.named('$web_vitals').length, 0);
  });

  await t.test('routes after the # count where it is asked for', async (t2) => {
    const { door, site, page } = await open(t2, 'app', { hashRouting: true });
    await page.goto(`${site}/#/a`);
    await page.evaluate(() => { location.hash = '/b?token=x'; });
    await door.until('page', 2);
    assert.deepEqual(paths(door.named('page')), ['/#/a', '/#/b']);
  });

  await t.test('clicks: what, where, and a path that finds the element again', async (t2) => {
    const body = `<main><ul><li>one</li><li><button class="buy big" style="width:100px;height:40px"><svg width="20" height="20"><circle r="9"/></svg> Buy
      <b>now</b></button></li></ul><a id="more" href="/more?key=1&x=2#end">More of it</a><p>text</p></main>${tall}`;
    const { door, site, page } = await open(t2, body);
    await page.goto(site);
    await page.click('svg', { position: { x: 5, y: 5 } });
    await page.evaluate(() => document.querySelector('#more').addEventListener('click', (event) => event.preventDefault()));
    await page.click('#more');
    await page.click('p');
    await page.focus('#more');
    await page.keyboard.press('Enter');
    const [button, link, text, key] = (await door.until('$click', 4)).map(({ properties }) => properties);
    assert.deepEqual([button.$element, button.$element_text, button.$element_classes], ['button', 'Buy now', ['buy', 'big']]);
    assert.equal(await page.evaluate((path) => document.querySelector(path).className, button.$selector), 'buy big');
    assert.ok(button.$element_x > 0 && button.$element_x < 0.5 && button.$click_y > 0 && button.$page_height > 3000);
    assert.deepEqual([button.$viewport_width, button.$viewport_height], [1000, 700]);
    assert.deepEqual([link.$element_id, link.$element_text, link.$element_href, link.$selector], ['more', 'More of it', `${site}/more?x=2#end`, '#more']);
    assert.deepEqual([text.$element, text.$element_text], ['p', undefined]);
    assert.deepEqual([key.$element_x, key.$element_y], [0.5, 0.5]);
  });

  await t.test('rage and dead clicks, and live ones', async (t2) => {
    const body = `<button id="dead">Nothing</button><button id="live">Adds</button><button id="asks">Asks</button><div id="hand" style="cursor:pointer">Hand</div>
      <a id="away" href="mailto:ann@shop.example" >Mail</a><label id="label">Check <input type="checkbox"></label><p id="plain">plain</p><select id="list" style="cursor:pointer"><option>a</option></select><a id="slow" href="/slow">Slow page</a><script>
      const stay = (e) => e.preventDefault(); slow.addEventListener('click', stay);
      live.onclick = () => live.append('!'); asks.onclick = () => fetch('/slow.txt'); away.onclick = stay;</script>`;
    const { door, site, page } = await open(t2, body);
    await stopClock(page);
    await page.goto(site);
    for (const id of ['live', 'asks', 'plain', 'away', 'label', 'list', 'slow', 'hand', 'dead']) {
      await page.click(`#${id}`);
      await page.clock.runFor(2000);
    }
    await page.click('#dead', { clickCount: 4, delay: 20 });
    await page.clock.runFor(2000);
    await sendAll(page);
    const text = (name) => door.named(name).map(({ properties }) => properties.$element_id);
    assert.deepEqual(text('$dead_click'), ['slow', 'hand', 'dead', 'dead'], 'a link that a script holds back is dead too');
    assert.deepEqual(text('$rage_click'), ['dead']);
    assert.deepEqual(text('$click'), ['live', 'asks', 'plain', 'away', 'label', 'list', 'slow', 'hand', ...Array(5).fill('dead')]);
  });

  await t.test('forms: begun, sent, left, and never what was typed', async (t2) => {
    const secrets = ['Ann Lee', 'hunter2hunter2', '4111 1111 1111 1111', 'ann@secret.example', 'my long story', 'typed in a page'];
    const form = (id) => `<form id="${id}" name="checkout" action="/pay?secret=1"><input name="name"><input name="pass" type="password"><input name="card"><input name="action">
      <textarea name="story"></textarea><select name="kind"><option>a</option><option value="hidden-value">b</option></select><input type="hidden" name="csrf" value="hidden-token"><button>Pay</button></form>`;
    const { door, site, page } = await open(t2, `${form('sent')}${form('left')}<div id="free" contenteditable>x</div><script>sent.onsubmit = (e) => e.preventDefault()</script>`);
    await page.goto(site);
    for (const id of ['sent', 'left']) {
      for (const [i, name] of ['name', 'pass', 'card', 'action', 'story'].entries()) await page.fill(`#${id} [name=${name}]`, secrets[i]);
      await page.selectOption(`#${id} select`, 'hidden-value');
      await page.click(`#${id} textarea`);
    }
    await page.fill('#free', secrets[5]);
    await page.click('#free');
    await page.click('#sent button');
    await door.until('$form_submit');
    await page.fill('#left [name=card]', secrets[2]);
    await away(page);
    await door.until('$form_abandon');
    assert.deepEqual(door.named('$form_start').map(({ properties }) => properties.$form_id), ['sent', 'left']);
    const [{ properties }] = door.named('$form_submit');
    assert.deepEqual(properties, { $form_id: 'sent', $form_name: 'checkout', $form_action: `${site}/pay`, $selector: '#sent', $field_count: 6 });
    assert.deepEqual(door.named('$form_abandon').map(({ properties: p }) => [p.$form_id, p.$last_field]), [['left', 'card']]);
    const stored = JSON.stringify([await allStored(base.api, door), door.batches()]);
    for (const secret of [...secrets, 'hidden-value', 'hidden-token']) assert.equal(stored.includes(secret), false, secret);
  });

  await t.test('ignored parts are silent, masked ones nameless', async (t2) => {
    const body = `<div data-throng-ignore><button id="silent">Silent</button><form><input id="quiet"></form></div><section data-throng-mask><button id="m1">Secret one</button>
      <a id="m2" href="#secret-two">Secret two</a></section><button class="private" id="m3">Secret three</button><button id="part">Pay <span class="private">Secret four</span> to
      bob@shop.example 4111-1111-1111-1111</button><form id="m5" class="private" name="secret-five" action="/secret-six"><input name="secret-seven" id="field"></form>`;
    const { door, site, page } = await open(t2, body, { maskSelectors: ['.private'] });
    await page.goto(site);
    for (const id of ['silent', 'm1', 'm2', 'm3', 'part']) await page.click(`#${id}`);
    await page.fill('#quiet', 'x');
    await page.fill('#field', 'x');
    await away(page);
    await door.until('$form_abandon');
    const clicks = door.named('$click').map(({ properties }) => properties);
    assert.deepEqual(clicks.map(({ $element }) => $element), ['button', 'a', 'button', 'button']);
    assert.deepEqual(clicks[3].$element_text, 'Pay to *** ***');
    assert.equal(door.named('$form_start').length, 1);
    assert.doesNotMatch(JSON.stringify(door.batches()), /secret|m1|m2|m3|m5|silent|quiet/i);
  });

  await t.test('engagement: heartbeats while a page is used, time and depth when it is left', async (t2) => {
    const { door, site, page } = await open(t2, tall);
    await stopClock(page);
    await page.goto(site);
    const { height, bottom } = await page.evaluate(() => {
      window.scrollTo(0, 1000);
      return { height: document.documentElement.scrollHeight, bottom: 1700 };
    });
    for (let i = 0; i < 4; ++i) {
      await page.mouse.move(100 + i, 100);
      await page.clock.runFor(10_000);
    }
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.clock.runFor(120_000);
    await sendAll(page);
    await page.clock.runFor(120_000);
    await page.evaluate(() => history.pushState({}, '', '/other'));
    await sendAll(page);
    const [{ properties }] = door.named('$page_leave');
    const beats = door.named('$heartbeat').map(({ properties: p }) => p.$engagement_ms);
    assert.ok(beats.every((ms) => ms >= 15_000 && ms < 17_000), `${beats}`);
    assert.ok(properties.$engagement_ms >= 68_000 && properties.$engagement_ms <= 85_000, `${properties.$engagement_ms}`);
    const untold = properties.$engagement_ms - beats.reduce((sum, ms) => sum + ms, 0);
    assert.ok(untold >= 0 && untold < 17_000, `${beats} of ${properties.$engagement_ms}`);
    assert.ok(properties.$duration_ms >= 280_000, `${properties.$duration_ms}`);
    assert.deepEqual([properties.$page_height, properties.$viewport_width, properties.$viewport_height], [height, 1000, 700]);
    assert.ok(Math.abs(properties.$scroll_depth - bottom / height) < 0.01, `${properties.$scroll_depth}`);
  });

  await t.test('web vitals, once, when the page is hidden', async (t2) => {
    const { door, site, page } = await open(t2, '<h1>Tea</h1><button onclick="let end = Date.now() + 80; while (Date.now() < end);">Slow</button>');
    await page.goto(site);
    await page.click('button');
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
      for (let i = 0; i < 2; ++i) document.dispatchEvent(new Event('visibilitychange'));
      window.throng.track('End');
    });
    await door.until('End');
    const [{ properties, context }] = door.named('$web_vitals');
    assert.equal(context.page.path, '/');
    assert.ok(properties.$fcp_ms > 0 && properties.$lcp_ms > 0 && properties.$ttfb_ms >= 0 && properties.$cls >= 0, JSON.stringify(properties));
    assert.ok(properties.$inp_ms >= 40, JSON.stringify(properties));
    assert.equal(door.named('$web_vitals').length, 1);
  });

  await t.test('exceptions, the same one five times at most', async (t2) => {
    const { door, site, page } = await open(t2, '<script>function fail() { throw new TypeError("no tea for ann@shop.example"); }</script>');
    await page.goto(site);
    await page.evaluate(() => {
      for (let i = 0; i < 8; ++i) setTimeout('fail()');
      Promise.reject(new RangeError('too far'));
      Promise.reject({ odd: 1 });
    });
    await door.wait(() => door.named('$exception').length >= 7);
    const all = door.named('$exception').map(({ properties }) => properties);
    const [type] = all.filter(({ $exception_type }) => $exception_type === 'TypeError');
    assert.equal(all.filter(({ $exception_type }) => $exception_type === 'TypeError').length, 5);
    assert.match(type.$exception_message, /no tea for \*\*\*$/);
    assert.match(type.$exception_stack, /fail/);
    assert.ok(type.$exception_line > 0 && type.$exception_source.startsWith(site));
    assert.deepEqual(all.filter(({ $exception_type }) => $exception_type !== 'TypeError').map((p) => p.$exception_message).sort(), ['too far', '{"odd":1}']);
  });

  await t.test('a page from the back-forward cache is seen again', async (t2) => {
    const { door, site, page } = await open(t2, { '/': '<a href="/next">next</a>', '/next': 'there' });
    await page.goto(site);
    await page.evaluate(() => { window.addEventListener('pageshow', (event) => { window.restored = event.persisted; }); });
    await door.until('page');
    await page.click('a');
    await door.until('page', 2);
    await page.goBack({ waitUntil: 'commit' }); // such a page is loaded already
    await page.waitForFunction(() => window.restored === true);
    await door.until('page', 3);
    assert.deepEqual(paths(door.named('page')), ['/', '/next', '/']);
    await page.evaluate(() => window.throng.track('Alive'));
    await door.until('Alive');
    await away(page);
    assert.deepEqual(paths(await door.until('$page_leave', 3)), ['/', '/next', '/']);
  });

  await t.test('identify joins the anonymous person, reset makes another one', async (t2) => {
    const { door, site, page } = await open(t2, 'shop', { capture: false });
    await page.goto(site);
    await call(page, 'track', 'Viewed');
    await call(page, 'identify', 'ann', { plan: 'team' });
    await call(page, 'group', 'acme', { size: 3 });
    await call(page, 'unset', ['plan']);
    const before = await call(page, 'getAnonymousId');
    await call(page, 'reset');
    await call(page, 'track', 'Viewed after');
    assert.notEqual(await call(page, 'getAnonymousId'), before);
    assert.equal(await call(page, 'getUserId'), undefined);
    await call(page, 'identify', 'bob');
    await call(page, 'identify', 'cat');
    await call(page, 'alias', 'cat-new');
    await call(page, 'flush');
    await door.until('alias');
    const stored = await allStored(base.api, door);
    const person = (wanted) => stored.find(({ event }) => event === wanted).person;
    assert.equal(new Set(stored.filter(({ anonymous_id }) => anonymous_id === before).map(({ person: p }) => p)).size, 1);
    assert.equal(stored.find(({ event }) => event === 'Viewed').anonymous_id, before);
    assert.notEqual(person('Viewed'), person('Viewed after'));
    const of = (user) => stored.filter(({ user_id }) => user_id === user);
    assert.notEqual(of('bob')[0].person, of('cat')[0].person, 'who signs in after somebody is another person');
    assert.notEqual(of('bob')[0].anonymous_id, of('cat')[0].anonymous_id);
    assert.deepEqual(door.named('identify').map(({ traits }) => traits), [{ plan: 'team' }, { plan: null }, {}, {}]);
    assert.deepEqual(door.named('alias').map(({ userId, previousId }) => [userId, previousId]), [['cat-new', 'cat']]);
  });

  await t.test('consent: nothing at all, nothing kept, everything', async (t2) => {
    const { door, site, page, visitor } = await open(t2, '<button>Buy</button>', { consent: 'denied' });
    await page.goto(site);
    await page.click('button');
    await call(page, 'identify', 'ann');
    await call(page, 'flush');
    assert.deepEqual([await kept(page), door.requests, await call(page, 'getAnonymousId')], [[], [], undefined]);
    await call(page, 'consent', 'cookieless');
    await call(page, 'identify', 'ann');
    await page.click('button');
    await door.until('$click');
    const memory = await call(page, 'getAnonymousId');
    assert.deepEqual([...new Set(door.messages().map(({ anonymousId, userId }) => `${anonymousId} ${userId}`))], [`${memory} undefined`]);
    assert.deepEqual([await kept(page), await page.evaluate(() => sessionStorage.length), await visitor.cookies()], [[], 0, []]);
    assert.deepEqual([door.named('page').length, door.named('identify').length, door.named('profile').length], [1, 0, 0]);
    await call(page, 'consent', 'granted');
    await call(page, 'identify', 'ann');
    await door.until('identify');
    assert.equal(await call(page, 'getAnonymousId'), memory);
    assert.ok((await kept(page)).some((key) => key.endsWith(':anonymous')));
    await call(page, 'consent', 'denied');
    const count = door.messages().length;
    await call(page, 'track', 'Late');
    await call(page, 'flush');
    assert.deepEqual([await kept(page), door.messages().length], [[], count]);
    await away(page);
    assert.equal(door.messages().length, count);
  });

  await t.test('machines, and who asks not to be tracked, are left alone', async (t2) => {
    const silent = async (options, context, prepare) => {
      const { door, site, page, visitor } = await open(t2, 'shop', options, context);
      if (prepare) await visitor.addInitScript(prepare);
      await page.goto(site);
      await call(page, 'track', 'Seen');
      await call(page, 'flush');
      return door.requests.length === 0 && (await kept(page)).length === 0;
    };
    const unmasked = () => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false });
    const signal = () => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
    const chrome = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' };
    assert.equal(await silent({ allowBots: false }, chrome), true, 'a driven browser');
    assert.equal(await silent({ allowBots: false }, { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, unmasked), true, 'a known bot');
    assert.equal(await silent({ allowBots: false }, chrome, unmasked), false, 'a person');
    assert.equal(await silent({ respectDoNotTrack: true }, chrome, signal), true, 'global privacy control');
    assert.equal(await silent({}, chrome, signal), false, 'where it is not asked for');
  });

  await t.test('sessions end after half an hour, or with another campaign, and tabs share them', async (t2) => {
    const { door, site, page, newPage } = await open(t2, 'shop', { capture: { pages: true, leave: false, heartbeat: false } });
    await stopClock(page);
    await page.goto(site);
    const sessions = () => door.named('$session_start').map(({ context }) => context.sessionId);
    await sendAll(page);
    await page.clock.fastForward('29:00');
    await call(page, 'track', 'Within');
    await page.clock.fastForward('31:00');
    await call(page, 'track', 'After');
    await sendAll(page);
    assert.equal(sessions().length, 2);
    assert.deepEqual([door.named('Within')[0], door.named('After')[0]].map(({ context }) => context.sessionId), sessions());
    const { door: door2, site: site2, page: page2, newPage: newPage2 } = await open(t2, 'shop');
    await page2.goto(site2);
    const tab = await newPage2();
    await tab.goto(site2);
    await tab.goto(`${site2}/?utm_source=a`);
    await tab.reload();
    await door2.until('page', 4);
    assert.equal(door2.named('$session_start').length, 2);
  });
});
