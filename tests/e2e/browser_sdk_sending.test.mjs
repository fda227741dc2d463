// How events of the browser SDK reach the server: several tabs, bad networks, servers that are down or refuse.
import assert from 'node:assert/strict';
import test from 'node:test';
import { allStored, ground, head, sendAll, stopClock, storedOf, visit, waiting, withSdk } from '../lib/sdk_site.mjs';
import { eventually } from '../lib/throng.mjs';

const quiet = { capture: false };
const tracked = (door) => door.batches().flatMap(({ batch }) => batch).filter(({ event }) => event?.startsWith('n')).map(({ event }) => event);
const track = (page, names) => page.evaluate((all) => all.forEach((name) => window.throng.track(name)), names);
const names = (start, count) => Array.from({ length: count }, (_, i) => `n${start + i}`);

test('sending of the browser SDK', withSdk, async (t) => {
  const base = await ground(t);
  const one = (t2, options = {}, context) => visit(base, t2, (host) => ({ '/': head(host, { ...quiet, ...options }) }), context);

  for (const [how, prepare] of [['web locks', () => undefined], ['a lease', () => Object.defineProperty(navigator, 'locks', { value: undefined })]]) {
    await t.test(`two tabs send each event once, by ${how}`, async (t2) => {
      const { door, site, visitor, newPage, page, complaints } = await one(t2);
      await visitor.addInitScript(prepare);
      const other = await newPage();
      await Promise.all([page.goto(site), other.goto(site)]);
      for (let i = 0; i < 5; ++i) await Promise.all([track(page, names(i * 20, 10)), track(other, names(i * 20 + 10, 10))]);
      await eventually(async () => [await waiting(page), tracked(door).length], ([left]) => left === 0, 150);
      assert.deepEqual(tracked(door).sort(), names(0, 100).sort());
      assert.equal((await allStored(base.api, door)).filter(({ event }) => event.startsWith('n')).length, 100);
      assert.deepEqual(complaints, []);
    });
  }

  await t.test('a server that is down for a minute loses and doubles nothing', async (t2) => {
    const { door, site, page } = await one(t2, { retryMinMs: undefined, batchWaitMs: undefined });
    await stopClock(page);
    await page.goto(site);
    door.answer = () => 'hang up';
    await track(page, names(0, 30));
    await page.clock.runFor(10);
    await eventually(async () => door.batches().length, (n) => n > 0);
    for (let second = 0; second < 60; second += 5) {
      await track(page, names(30 + second, 1));
      await page.clock.runFor(5000);
    }
    assert.equal(door.batches().some(({ passed }) => passed), false);
    const tries = door.batches().length;
    assert.ok(tries >= 3 && tries <= 12, `${tries} tries in a minute`);
    door.answer = () => undefined;
    await sendAll(page, 10_000);
    const stored = await allStored(base.api, door);
    assert.equal(stored.filter(({ event }) => event.startsWith('n')).length, 42);
  });

  await t.test('the next visit sends what the last could not', async (t2) => {
    const { door, site, page } = await one(t2);
    door.answer = () => 'hang up';
    await page.goto(site);
    await track(page, names(0, 3));
    await page.goto('about:blank');
    door.answer = () => undefined;
    await page.goto(site);
    await eventually(() => waiting(page), (left) => left === 0, 150);
    assert.equal((await allStored(base.api, door)).filter(({ event }) => event.startsWith('n')).length, 3);
  });

  await t.test('Retry-After is kept', async (t2) => {
    const { door, site, page } = await one(t2);
    await stopClock(page);
    await page.goto(site);
    door.answer = (n) => (n === 1 ? { status: 503, headers: { 'retry-after': '40' } } : undefined);
    await track(page, names(0, 1));
    await page.clock.runFor(100);
    await eventually(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith(':wait'))), Boolean);
    await track(page, names(1, 30));
    await page.evaluate(() => window.throng.flush());
    await page.clock.runFor(38_000);
    assert.equal(door.batches().length, 1);
    await sendAll(page);
    assert.equal((await allStored(base.api, door)).filter(({ event }) => event.startsWith('n')).length, 31);
  });

  await t.test('what a page queued before it goes is sent at once, in pieces, and stored once', async (t2) => {
    const { door, site, page } = await one(t2, { batchWaitMs: 60_000, batchSize: 1000 });
    await page.goto(site);
    await page.evaluate(() => { for (let i = 0; i < 12; ++i) window.throng.track(`n${i}`, { text: 'x'.repeat(8000) }); });
    assert.equal(door.batches().length, 0);
    await page.goto('about:blank');
    await door.until('n0');
    assert.ok(door.batches().every(({ bytes }) => bytes < 64_000));
    await page.goto(site);
    await eventually(async () => (await page.evaluate(() => window.throng.flush()), waiting(page)), (left) => left === 0, 200);
    const stored = await allStored(base.api, door);
    assert.equal(stored.filter(({ event }) => event.startsWith('n')).length, 12);
  });

  await t.test('a batch is refused for good, halved or kept, as the server says', async (t2) => {
    const { door, site, page } = await one(t2, { refusedWaitMs: 200 });
    await page.goto(site);
    await door.until('$session_start', 0);
    door.answer = () => ({ status: 400 });
    await track(page, names(0, 2));
    await eventually(() => waiting(page), (left) => left === 0);
    assert.equal(tracked(door).length, 2);
    door.answer = (_, batch) => (batch.length > 3 ? { status: 413 } : undefined);
    await track(page, names(10, 10));
    await eventually(() => waiting(page), (left) => left === 0);
    const told = door.batches().filter((request) => request.passed).flatMap(({ batch }) => batch).filter(({ event }) => event === '$events_dropped');
    assert.equal(told.length, 1);
    assert.ok(told[0].properties.count >= 2, 'the refused ones');
    const refusals = door.batches().length;
    door.answer = (n) => (n <= refusals + 2 ? { status: 401 } : undefined);
    await track(page, names(20, 2));
    await eventually(() => waiting(page), (left) => left === 0);
    const passed = door.batches().filter((request) => request.passed).flatMap(({ batch }) => batch.map(({ event }) => event)).filter((event) => event?.startsWith('n'));
    assert.deepEqual(passed.sort(), [...names(10, 10), ...names(20, 2)].sort());
  });

  await t.test('offline events wait for the network', async (t2) => {
    const { door, site, page, visitor } = await one(t2);
    await page.goto(site);
    await visitor.setOffline(true);
    await track(page, names(0, 25));
    await eventually(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith(':wait'))), Boolean);
    assert.equal(tracked(door).length, 0);
    await visitor.setOffline(false);
    await eventually(() => waiting(page), (left) => left === 0);
    assert.deepEqual(tracked(door), names(0, 25));
  });

  await t.test('without storage, or with a full one, events are sent from memory', async (t2) => {
    const forbidden = () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
    const full = () => { Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }; };
    for (const broken of [forbidden, full]) {
      const { door, site, page, visitor, complaints } = await one(t2);
      await visitor.addInitScript(broken);
      await page.goto(site);
      await track(page, names(0, 3));
      await door.until('n2');
      assert.equal(new Set(door.messages().map(({ anonymousId }) => anonymousId)).size, 1);
      assert.deepEqual(complaints, []);
    }
  });

  await t.test('too many events: the oldest go, and the server is told how many', async (t2) => {
    const { door, site, page } = await one(t2);
    door.answer = () => 'hang up';
    await page.goto(site);
    await track(page, names(0, 1100));
    assert.equal(await waiting(page), 1000);
    door.answer = () => undefined;
    await page.evaluate(() => window.throng.flush());
    await eventually(() => waiting(page), (left) => left === 0, 150);
    const stored = await eventually(() => storedOf(base.api, door), (rows) => rows.filter(({ event }) => event.startsWith('n')).length >= 1000, 150);
    assert.ok(stored.some(({ event }) => event === 'n1099'));
    const told = stored.filter(({ event }) => event === '$events_dropped').reduce((sum, { props }) => sum + props.count, 0);
    assert.equal(told + stored.filter(({ event }) => event !== '$events_dropped').length, 1102, 'none is missing without being told of: a session began, the visitor was met, and 1100 were tracked');
  });

  await t.test('nothing that a site says breaks the site', async (t2) => {
    const { door, site, page, complaints } = await one(t2);
    await page.goto(site);
    const results = await page.evaluate(() => {
      const { throng } = window;
      const loop = {};
      loop.self = loop;
      return [
        () => throng.track('n0', loop), () => throng.track('n1', { big: 1n }), () => throng.track('n2', { get bad() { throw new Error('x'); } }),
        () => throng.track('n3', { huge: 'x'.repeat(40_000) }), () => throng.identify(null), () => throng.unset(undefined), () => throng.init({}),
        () => throng.use(undefined), () => throng.use({ name: 'bad', start() { throw new Error('x'); } }), () => throng.on('message', () => { throw new Error('x'); }),
        () => throng.track('n4'),
      ].map((call) => { try { call(); return 'ok'; } catch (error) { return String(error); } });
    });
    assert.deepEqual(results, results.map(() => 'ok'));
    await door.until('n4');
    assert.deepEqual([...new Set(tracked(door))], ['n4']);
    assert.deepEqual(complaints, []);
  });
});
