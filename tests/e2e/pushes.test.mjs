// Segments and tags as files, and pushes: a real server tells a real receiver, which fails, dies and comes again.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import test from 'node:test';
import { choose, onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

// Takes what is posted, answers as `answer` says, and keeps it all.
async function receiver(t) {
  const got = [];
  const state = { answer: 200, got };
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      got.push({ headers: request.headers, body, json: JSON.parse(body), answered: state.answer });
      response.writeHead(state.answer).end(state.answer === 200 ? '' : 'not now');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => { server.closeAllConnections(); server.close(); });
  state.url = `http://127.0.0.1:${server.address().port}/hook`;
  return state;
}

function isSigned({ headers, body }, secret) {
  const { t, v1 } = Object.fromEntries(headers['throng-signature'].split(',').map((part) => part.split('=')));
  return v1 === createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');
}

async function send(url, messages) {
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch: messages, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
}
const bought = (user, id) => [
  { type: 'identify', userId: user, messageId: `i-${id}`, traits: { plan: 'pro', city: `of ${user}` } },
  { type: 'track', userId: user, event: 'Bought', messageId: `b-${id}` },
];

const liveSegment = { name: 'Buyers', filter: { did: { event: 'Bought' } }, schedule: { refresh: 'live', hour: 3, keep_days: 90 } };

// A server whose folder outlives it.
function shop(t, allow = true) {
  const folder = freshFolder();
  t.after(folder.dispose);
  if (allow) appendFileSync(`${folder.data}/config.toml`, '\n[webhooks]\ninternal_addresses = true\n');
  const start = async () => {
    const server = serve(folder.data, ['--web', `${root}/web/dist`]);
    t.after(() => server.kill());
    const url = await server.ready;
    return { server, url, api: client(url) };
  };
  return { start };
}
const made = async (api) => {
  const segment = await api.post('/api/segments', liveSegment);
  await eventually(() => api.get(`/api/segments/${segment.id}/history`), ({ days }) => days.length === 1);  // followed from now on
  return segment;
};

test('pushes arrive signed, are tried again, and outlive the server', { timeout: 120_000 }, async (t) => {
  const hook = await receiver(t);
  const { start } = shop(t);
  let { server, url, api } = await start();
  const segment = await made(api);
  await send(url, bought('early', 0));
  await eventually(() => api.get('/api/memberships?user_id=early').catch(() => ({ segments: [] })), ({ segments }) => segments.includes(segment.id));
  const { push, secret } = await api.post('/api/pushes', { name: 'CRM', segment: segment.id, url: hook.url, traits: ['plan'] });
  assert.ok(secret.length > 20);
  assert.ok(!JSON.stringify(await api.get('/api/pushes')).includes(secret), 'the secret is shown once');

  const tested = await api.post(`/api/pushes/${push.id}/test`, {});
  assert.deepEqual([tested.taken, tested.status], [true, 200]);
  assert.ok(hook.got[0].json.test && isSigned(hook.got[0], secret));

  hook.answer = 500;
  await send(url, bought('ann', 1));
  const failing = await eventually(() => api.get(`/api/pushes/${push.id}`), ({ failures }) => failures === 1);
  assert.match(failing.last.message, /answered 500: not now/);
  assert.ok(failing.next > failing.failing);
  const [, first] = hook.got;
  assert.ok(isSigned(first, secret));
  assert.equal(first.headers['throng-push-id'], first.json.id);
  assert.deepEqual(first.json.changes.map(({ ids, change, traits }) => ({ ids, change, traits })), [{ ids: { user_ids: ['ann'], anonymous_ids: [] }, change: 'entered', traits: { plan: 'pro' } }]);

  await send(url, bought('bob', 2));
  await eventually(() => api.get('/api/memberships?user_id=bob').catch(() => ({ segments: [] })), ({ segments }) => segments.includes(segment.id));
  await server.kill();
  ({ server, url, api } = await start());
  assert.equal((await api.get(`/api/pushes/${push.id}`)).failures, 1, 'waiting is remembered');
  hook.answer = 200;
  await api.post(`/api/pushes/${push.id}/try`, {});
  await eventually(() => hook.got.length, (count) => count === 4);
  const [, , again, second] = hook.got;
  assert.equal(again.json.id, first.json.id, 'the same batch again');
  assert.ok(again.body.equals(first.body));
  assert.deepEqual(second.json.changes.map(({ ids }) => ids.user_ids[0]), ['bob'], 'nothing was lost meanwhile');
  assert.ok(hook.got.every((one) => isSigned(one, secret)));

  hook.answer = 410;
  await send(url, bought('cat', 3));
  const stopped = await eventually(() => api.get(`/api/pushes/${push.id}`), (one) => one.stopped !== '');
  assert.match(stopped.stopped, /answered 410/);
  hook.answer = 200;
  await api.put(`/api/pushes/${push.id}`, { name: 'CRM', segment: segment.id, url: hook.url, traits: ['plan'] });
  await eventually(() => hook.got.filter((one) => one.answered === 200 && one.json.changes[0]?.ids.user_ids[0] === 'cat').length, (count) => count === 1);
  const told = hook.got.filter((one) => one.answered === 200).flatMap((one) => one.json.changes.map(({ ids }) => ids.user_ids[0]));
  assert.deepEqual(told, ['ann', 'bob', 'cat'], 'each once, in order, none from before it was made');
  await assert.rejects(api.delete(`/api/segments/${segment.id}`), /409.*CRM/);
});

test('killed while the receiver has the batch: it comes again under the same id', { timeout: 120_000 }, async (t) => {
  const { start } = shop(t);
  let arrived = () => {};
  let holds = true;
  const got = [];
  const slow = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      got.push(JSON.parse(Buffer.concat(chunks)));
      if (!holds) response.writeHead(204).end();
      arrived();
    });
  });
  await new Promise((resolve) => slow.listen(0, '127.0.0.1', resolve));
  t.after(() => { slow.closeAllConnections(); slow.close(); });
  const { server, url, api } = await start();
  const segment = await made(api);
  await api.post('/api/pushes', { name: 'Slow', segment: segment.id, url: `http://127.0.0.1:${slow.address().port}/` });
  const there = new Promise((resolve) => { arrived = resolve; });
  await send(url, bought('ann', 1));
  await there;
  await server.kill();
  holds = false;
  const next = await start();
  await eventually(() => next.api.get('/api/pushes'), ({ pushes }) => pushes[0].last?.taken);
  assert.equal(got.length, 2);
  assert.deepEqual(got[1], got[0]);
});

test('internal addresses are refused unless config.toml allows them', { timeout: 60_000 }, async (t) => {
  const hook = await receiver(t);
  const { api } = await shop(t, false).start();
  const segment = await made(api);
  const { push } = await api.post('/api/pushes', { name: 'Inside', segment: segment.id, url: hook.url });
  const tested = await api.post(`/api/pushes/${push.id}/test`, {});
  assert.equal(tested.taken, false);
  assert.match(tested.message, /internal/);
  assert.equal(hook.got.length, 0);
  await assert.rejects(api.post('/api/pushes', { name: 'X', segment: 'nosuch', url: hook.url }), /live segment/);
  await assert.rejects(api.post('/api/pushes', { name: 'X', segment: segment.id, url: 'ftp://a' }), /url/);
});

test('the page: a push is made, fails, is tried; persons are exported', onPage, async (t) => {
  const hook = await receiver(t);
  const { url, api } = await shop(t).start();
  const segment = await made(api);
  await send(url, [...bought('ann', 1), ...bought('bob', 2)]);
  await eventually(() => api.get('/api/memberships?user_id=bob').catch(() => ({ segments: [] })), ({ segments }) => segments.includes(segment.id));
  const { page, complaints } = await openPage(t, { refusals: true });
  await signIn(page, url);

  await page.goto(`${url}/segments/${segment.id}`);
  await page.click(testid('push-add'));
  await page.fill(testid('push-name'), 'CRM');
  await page.fill(testid('push-url'), hook.url);
  await choose(page, 'push-traits', 'plan');
  await page.locator('.ant-modal-title').click();
  await page.click(testid('push-save'));
  const secret = (await page.locator(testid('push-secret')).innerText()).trim();
  await page.click(testid('secret-close'));
  await page.click(testid('push-test'));
  await page.getByText('Taken: the URL answered 200').waitFor();
  assert.ok(isSigned(hook.got[0], secret));

  hook.answer = 503;
  await send(url, bought('cat', 3));
  await eventually(() => api.get('/api/pushes'), ({ pushes }) => pushes[0].failures === 1);
  await page.click(testid('push-reload'));
  await page.locator(testid('push-failing'), { hasText: 'answered 503: not now' }).waitFor();
  hook.answer = 200;
  await page.click(testid('push-try'));
  await eventually(() => api.get('/api/pushes'), ({ pushes }) => pushes[0].failures === 0 && pushes[0].last.taken);
  await page.click(testid('push-reload'));
  await page.locator(testid('push-state'), { hasText: 'Works' }).waitFor();
  await page.click(testid('push-history'));
  await page.locator('.ant-drawer-open', { hasText: 'answered 503' }).waitFor();
  await page.keyboard.press('Escape');

  const download = async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.click(testid('export-go'))]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  await page.click(testid('export-members'));
  await choose(page, 'export-traits', 'city');
  await page.locator('.ant-modal-title').click();
  const csv = await download();
  assert.equal(csv.name, `segment-${segment.id}.csv`);
  const lines = String(csv.bytes).split('\r\n');
  assert.equal(lines[0], '\uFEFFperson,user_ids,anonymous_ids,city');
  assert.deepEqual(lines.slice(1, -1).map((line) => line.split(',').slice(1)).sort(), ['ann', 'bob', 'cat'].map((user) => [user, '', `of ${user}`]));

  const tag = await api.post('/api/tags', { name: 'Plan', kind: 'rule', rules: [{ value: 'paying', filter: { person: 'plan', op: 'is', value: 'pro' } }] });
  await page.goto(`${url}/tags/${tag.id}`);
  await page.click(testid('export-members'));
  await page.click(testid('export-jsonl'));
  const json = await download();
  assert.equal(json.name, `tag-${tag.id}.jsonl`);
  assert.deepEqual(String(json.bytes).trim().split('\n').map((line) => JSON.parse(line)).map(({ value, user_ids }) => [value, user_ids[0]]).sort(), [['paying', 'ann'], ['paying', 'bob'], ['paying', 'cat']]);
  await page.click(testid('export-members'));
  await page.click(testid('export-parquet'));
  assert.equal(String((await download()).bytes.subarray(0, 4)), 'PAR1');
  assert.deepEqual(complaints, []);
});
