// How a site takes the browser SDK in: the snippet, a content security policy, a module; extensions; operations on profiles.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { join } from 'node:path';
import { allStored, ground, head, visit, withSdk } from '../lib/sdk_site.mjs';
import { credentials, eventually, root } from '../lib/throng.mjs';

const secret = 'a secret of the shop';
const config = (data) => appendFileSync(join(data, 'config.toml'), `\n[channels.in_app]\nsecret = "${secret}"\n`);

// The first example in the docs that begins with `start`, as a customer copies it.
function fromDocs(start, replacements) {
  const docs = readFileSync(join(root, 'docs/sdk/browser.md'), 'utf8');
  const [, found] = [...docs.matchAll(/```(?:html|js|text)\n([\s\S]*?)```/g)].find(([, code]) => code.startsWith(start));
  return Object.entries(replacements).reduce((code, [from, to]) => code.replaceAll(from, to), found);
}
const snippet = (host, site = '') => fromDocs('<script>', { "'https://throng.example.com/throng.js'": `'${site}/throng.js'`, 'https://throng.example.com': host, WRITE_KEY: credentials.writeKey })
  .replace('writeKey:', 'allowBots: true, batchWaitMs: 50, writeKey:');

test('the browser SDK in a site', withSdk, async (t) => {
  const base = await ground(t, { config });

  await t.test('the snippet of the docs: calls made before the script is there are not lost', async (t2) => {
    const early = `<script>throng.identify('ann', { plan: 'team' }); throng.track('Early'); var kept = throng;</script>`;
    const { door, site, page, complaints } = await visit(base, t2, (host) => ({ '/': `<!doctype html><title>Shop</title>${snippet(host)}${early}` }));
    await page.goto(site);
    await page.waitForFunction(() => window.throng.getUserId?.() === 'ann');
    await page.evaluate(() => { window.kept.push(['track', ['By the stub']]); window.throng.track('Late'); });
    await door.until('Late');
    const told = door.messages().filter(({ event }) => event && !event.startsWith('$')).map(({ event, userId }) => `${event} ${userId}`);
    assert.deepEqual(told, ['Early ann', 'By the stub ann', 'Late ann']);
    assert.equal((await allStored(base.api, door)).filter(({ event }) => event === '$pageview').length, 1);
    assert.deepEqual(complaints, []);
  });

  await t.test('the snippet twice, or a script that never comes, breaks nothing', async (t2) => {
    const { door, site, page, complaints } = await visit(base, t2, (host) => ({
      '/': `<!doctype html><title>Shop</title>${snippet(host)}${snippet(host)}`, '/gone': `<!doctype html>${snippet(host, 'http://127.0.0.1:9')}<script>throng.track('x')</script>`,
    }));
    await page.goto(site);
    await page.waitForFunction(() => window.throng.getAnonymousId?.());
    await page.evaluate(() => window.throng.track('Once'));
    await door.until('Once');
    assert.equal(door.named('page').length, 1);
    await page.goto(`${site}/gone`);
    assert.deepEqual(complaints, []);
  });

  await t.test('the content security policy of the docs is enough', async (t2) => {
    const policy = (host) => fromDocs('script-src', { 'https://throng.example.com': `${host} 'self'` }).trim();
    const page = (host) => `<!doctype html><title>Shop</title>${snippet(host).replace('<script>', '<script nonce="R4nd0m">')}`;
    const { door, site, page: tab } = await visit(base, t2, (host) => ({ '/': { html: page(host), headers: { 'content-security-policy': `default-src 'none'; ${policy(host)}` } } }));
    const refused = [];
    tab.on('console', (message) => { if (/Content Security Policy/.test(message.text())) refused.push(message.text()); });
    await tab.goto(site);
    await door.until('page');
    assert.deepEqual(refused, []);
  });

  await t.test('as a module', async (t2) => {
    const { door, site, page, complaints } = await visit(base, t2, (host) => ({
      '/': `<!doctype html><title>Shop</title><script type="module">import { throng } from '/index.js';
        throng.track('Before init');
        const seen = [];
        const end = throng.on('message', ({ event }) => seen.push(event));
        throng.init({ host: '${host}/', writeKey: '${credentials.writeKey}', allowBots: true, batchWaitMs: 50, capture: false });
        end();
        throng.track('After');
        window.seen = seen;
        window.throng = throng;</script>`,
    }));
    await page.goto(site);
    await door.until('After');
    assert.deepEqual(await page.evaluate(() => window.seen), ['$session_start', undefined, 'Before init']);
    assert.deepEqual(complaints, []);
  });

  await t.test('an extension gets what it needs', async (t2) => {
    const { door, site, page } = await visit(base, t2, (host) => ({ '/': head(host, { capture: false }) }));
    await page.goto(site);
    const kit = await page.evaluate(() => window.throng.use({ name: 'survey', start(given) {
      given.on('message', (message) => { if (message.event === 'Bought') given.track('Survey shown', { after: message.event }); });
      return [Object.keys(given).sort(), given.ids.anonymousId() === window.throng.getAnonymousId(), given.host, given.writeKey];
    } }));
    assert.deepEqual(kit, [['host', 'ids', 'inbox', 'on', 'track', 'writeKey'], true, door.url, credentials.writeKey]);
    await page.evaluate(() => window.throng.track('Bought'));
    assert.deepEqual((await door.until('Survey shown'))[0].properties, { after: 'Bought' });
  });

  await t.test('the inbox: messages that wait and that come, seen and dismissed', async (t2) => {
    const hash = createHmac('sha256', secret).update('mia').digest('hex');
    const { door, site, page, complaints } = await visit(base, t2, (host) => ({
      '/': `${head(host, { capture: false })}<script src="/throng-inbox.js"></script><script>
        window.lists = [];
        throng.identify('mia', { name: 'Mia' });
        window.inbox = throng.use(throngInbox({ hash: (user) => user === 'mia' ? '${hash}' : 'none', onChange: (messages, unseen) => lists.push([messages.map(({ title }) => title), unseen]) }));
      </script>`,
    }));
    await page.goto(site);
    await door.until('identify');
    const send = await messageOf(base.api);
    await eventually(async () => door.requests.filter(({ url }) => url.startsWith('/v1/inbox?')).length, (n) => n > 0);
    await send('First');
    await page.waitForFunction(() => window.inbox.unseen() === 1);
    await send('Second');
    await page.waitForFunction(() => window.inbox.messages().length === 2);
    assert.deepEqual(await page.evaluate(() => window.inbox.messages().map(({ title }) => title)), ['Second', 'First']);
    await page.evaluate(() => window.inbox.seen(...window.inbox.messages().map(({ id }) => id)));
    assert.equal(await page.evaluate(() => window.inbox.unseen()), 0);
    await page.evaluate(() => window.inbox.dismiss(window.inbox.messages()[0].id));
    assert.deepEqual(await page.evaluate(() => window.lists.at(-1)), [['First'], 0]);
    await page.reload();
    await page.waitForFunction(() => window.inbox.messages().length === 1 && window.inbox.messages()[0].seen);
    await page.evaluate(() => window.throng.reset());
    await page.waitForFunction(() => window.inbox.messages().length === 0);
    assert.equal(door.requests.some(({ method }) => method === 'OPTIONS'), false, 'no preflight');
    assert.deepEqual(complaints, []);
  });

  await t.test('operations on a profile', async (t2) => {
    const { door, site, page, visitor } = await visit(base, t2, (host) => ({ '/': head(host, { capture: false }) }));
    await page.goto(`${site}/?utm_source=news`);
    await page.evaluate(() => {
      const { throng } = window;
      throng.identify('pat', { plan: 'team', gone: 1 });
      throng.setOnce({ plan: 'free', first: 'yes' });
      throng.increment({ visits: 2 });
      throng.increment({ visits: 3 });
      throng.append({ seen: 'a' });
      throng.append({ seen: 'b' });
      throng.union({ tags: ['x', 'y'] });
      throng.union({ tags: ['y', 'z'] });
      throng.remove({ tags: ['x'] });
      throng.unset('gone');
      throng.track('Done');
    });
    await door.until('Done');
    await allStored(base.api, door);
    const traits = await eventually(async () => JSON.parse((await base.api.post('/api/sql', {
      sql: "SELECT traits FROM persons WHERE person IN (SELECT person FROM ids WHERE kind = 'user' AND value = 'pat')" })).rows[0]?.[0] ?? '{}'), ({ visits }) => visits === 5, 100);
    assert.deepEqual({ ...traits, seen: [...traits.seen].sort(), tags: [...traits.tags].sort() },
      { first: 'yes', initial_page: '/', initial_utm_source: 'news', plan: 'team', seen: ['a', 'b'], tags: ['y', 'z'], visits: 5 });
    assert.ok(visitor);
  });
});

// Sends in-app messages to Mia: `send(title)`.
async function messageOf(api) {
  await eventually(() => api.ask('segment', { filter: { person: 'name', op: 'is', value: 'Mia' } }), ({ persons }) => persons === 1);
  const { persons: [{ person }] } = await api.persons('segment', { filter: { person: 'name', op: 'is', value: 'Mia' } }, {});
  return (title) => api.post('/api/templates/test', { message: { channel: 'in_app', contents: [{ language: 'en', subject: title, text: 'Tea' }] }, to: '', person });
}
