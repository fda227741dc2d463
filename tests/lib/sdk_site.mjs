// Sites that use the browser SDK, and a door in front of the server that notes what comes and can refuse it.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from './throng.mjs';

const dist = join(root, 'sdk/js/dist');
export const withSdk = { timeout: 300_000, skip: !existsSync(join(dist, 'throng.js')) && 'sdk/js/dist is not built' };

function listen(t, handler) {
  const server = createServer(handler);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    t.after(() => server.closeAllConnections());
    t.after(() => server.close());
    resolve(`http://127.0.0.1:${server.address().port}`);
  }));
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// `door.answer(n, batch)` may return {status, headers} instead of letting the n-th batch pass, or 'hang up'.
async function openDoor(t, server) {
  const door = { answer: () => undefined, requests: [] };
  const pass = async (request, response, body) => {
    const headers = { origin: request.headers.origin ?? '', 'content-type': request.headers['content-type'] ?? '', 'user-agent': request.headers['user-agent'] };
    const answer = await fetch(server + request.url, { method: request.method, headers, body: request.method === 'POST' ? body : undefined });
    response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => /^(access|content-type|retry)/.test(name))));
    response.flushHeaders();
    for await (const chunk of answer.body ?? []) response.write(chunk);
    response.end();
  };
  door.url = await listen(t, async (request, response) => {
    const body = await bodyOf(request);
    const isBatch = request.url === '/v1/batch' && request.method === 'POST';
    const note = { url: request.url, method: request.method, at: Date.now(), ...(isBatch ? JSON.parse(body) : {}), bytes: body.length };
    door.requests.push(note);
    const refusal = isBatch ? door.answer(door.requests.filter(({ batch }) => batch).length, note.batch) : undefined;
    note.passed = refusal === undefined;
    if (refusal === 'hang up') return request.socket.destroy();
    if (refusal === undefined) return pass(request, response, body).catch(() => response.destroy());
    response.writeHead(refusal.status, { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After', ...refusal.headers });
    return response.end('{}');
  });
  door.batches = () => door.requests.filter(({ batch }) => batch);
  // Every message that came, each once, in the order of their times.
  door.messages = () => {
    const byId = new Map(door.batches().flatMap(({ batch }) => batch).map((message) => [message.messageId, message]));
    return [...byId.values()].sort((a, b) => a.timestamp.localeCompare(b.timestamp));
  };
  door.named = (name) => door.messages().filter((message) => (message.event ?? message.type) === name);
  door.wait = (good) => eventually(async () => door.messages(), good, 150);
  // Waits for so many messages of a name.
  door.until = async (name, count = 1) => (await door.wait(() => door.named(name).length >= count), door.named(name));
  return door;
}

// Pages by path; every other path is the first one. A function gets the request.
async function openSite(t, pages) {
  return listen(t, (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (/^\/[\w-]+\.js$/.test(pathname)) {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      return response.end(readFileSync(join(dist, pathname.slice(1))));
    }
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const page = pages[pathname] ?? Object.values(pages)[0];
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    return response.end(page.html ?? page);
  });
}

// The head of a page that loads the SDK. Chromium under a test looks like a bot.
export const head = (host, options = {}, title = 'Shop') => `<!doctype html><html lang="en"><title>${title}</title><script src="/throng.js"></script><script>
  throng.init(${JSON.stringify({ host, writeKey: credentials.writeKey, allowBots: true, batchWaitMs: 50, retryMinMs: 50, ...options })});
</script>`;

// One server and one browser for the tests of a file.
export async function ground(t, { config, extra } = {}) {
  const folder = freshFolder();
  t.after(folder.dispose);
  config?.(folder.data);
  const server = await serve(folder.data, extra).ready;
  const browser = await launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  t.after(() => browser.close());
  return { server, browser, api: client(server) };
}

// A visitor of a site: `pages(doorUrl)` makes its pages.
export async function visit({ server, browser }, t, pages, context = {}) {
  const door = await openDoor(t, server);
  const site = await openSite(t, pages(door.url));
  const visitor = await browser.newContext({ viewport: { width: 1000, height: 700 }, locale: 'en-US', ...context });
  t.after(() => visitor.close());
  const complaints = [];
  const newPage = async () => {
    const page = await visitor.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(String(error)));
    return page;
  };
  return { door, site, visitor, newPage, page: await newPage(), complaints };
}

// The clock of a page, which stands still until the test moves it: nothing depends on how fast the machine is.
export async function stopClock(page) {
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now + 1000);
}

// How many events a page has yet to send.
export const waiting = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':event:')).length);

// Moves the stopped clock of a page on until everything is sent.
export async function sendAll(page, stepMs = 1000) {
  await eventually(async () => (await page.clock.runFor(stepMs), waiting(page)), (left) => left === 0);
}

const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

// The events that the server keeps of those that came through a door.
export async function storedOf(api, door) {
  const ids = [...new Set(door.messages().map(({ anonymousId }) => anonymousId))];
  if (ids.length === 0) return [];
  const columns = ['event', 'person', 'session', 'anonymous_id', 'user_id', 'page', 'channel', 'props'];
  const sql = `SELECT ${columns.join(', ')} FROM events WHERE anonymous_id IN (${ids.map(quoted).join(', ')}) ORDER BY time`;
  const { rows } = await api.post('/api/sql', { sql, limit: 5000 });
  return rows.map((row) => ({ ...Object.fromEntries(columns.map((name, i) => [name, row[i]])), props: JSON.parse(row[7]) }));
}

// Waits until everything that came is stored, and nothing twice.
export async function allStored(api, door) {
  return eventually(() => storedOf(api, door), (rows) => rows.length === door.messages().length, 200);
}
