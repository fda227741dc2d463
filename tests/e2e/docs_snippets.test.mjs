// The snippets of the pages about moving from other products, as they stand but for host, key and user: each runs by itself, and what
// it sends arrives.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const folder = join(root, 'docs/sdk');
const pages = readdirSync(folder).filter((file) => /^move-from-.*\.md$/.test(file)).map((file) => file.slice('move-from-'.length, -'.md'.length));

// What arrives of each, if not "Order Completed" with a revenue of 42.5 from a user with the trait plan.
const others = {
  sensors: { event: 'OrderCompleted' },
  ga4: { event: 'purchase' },
  matomo: { fact: 'value', traits: false },
  snowplow: { event: 'order_completed', traits: false },
  countly: { fact: 'sum', id: 'anonymous_id' },
};

const snippetsOf = (page) => [...readFileSync(join(folder, `move-from-${page}.md`), 'utf8').matchAll(/^```js\n(\/\/ tried\n[^]*?)^```$/gm)].map(([, code]) => code);

// From the root, where its packages are found.
function run(code) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk; });
  const patience = setTimeout(() => child.kill('SIGKILL'), 40_000);
  return new Promise((resolve) => child.on('close', (status, signal) => {
    clearTimeout(patience);
    resolve({ status: status ?? signal, output });
  }));
}

// SDKs that send profile and event side by side may be heard in either order: until the profile names the user the id is nobody's.
const isOf = (event, id, user) => event[id] === user || event.anonymous_id === user;

// Every event from now on, as it comes.
async function listen(t, url) {
  const aborted = new AbortController();
  t.after(() => aborted.abort());
  const { body } = await fetch(`${url}/api/live`, { headers: { authorization: `Bearer ${credentials.secretKey}` }, signal: aborted.signal });
  const events = [];
  const read = async () => {
    let text = '';
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const lines = (text + chunk).split('\n');
      text = lines.pop();
      for (const line of lines) if (line.startsWith('data:')) events.push(JSON.parse(line.slice('data:'.length)));
    }
  };
  read().catch((error) => { if (error.name !== 'AbortError') throw error; });
  return events;
}

test('every page has one snippet to try', () => {
  assert.ok(pages.length >= 11, pages.join());
  for (const page of pages) assert.equal(snippetsOf(page).length, 1, page);
});

test('what the snippets send arrives', { timeout: 300_000 }, async (t) => {
  const { data, dispose } = freshFolder();
  t.after(dispose);
  const url = await serve(data).ready;
  const api = client(url);
  const events = await listen(t, url);
  for (const page of pages) {
    await t.test(page, async () => {
      const { event = 'Order Completed', fact = 'revenue', id = 'user_id', traits = true } = others[page] ?? {};
      const user = `ann-${page}`;
      const code = snippetsOf(page)[0].replaceAll('127.0.0.1:8710', new URL(url).host).replaceAll('WRITE_KEY', credentials.writeKey)
        .replaceAll("'ann'", `'${user}'`);
      const { status, output } = await run(code);
      assert.equal(status, 0, output);
      const found = await eventually(async () => events.filter((one) => isOf(one, id, user) && one.name === event), (list) => list.length > 0, 200);
      assert.equal(found.length, 1);
      assert.equal(found[0].properties[fact], 42.5);
      if (!traits) return;
      const planOfUser = async () => {
        const { persons } = await api.persons('segment', { filter: { person: 'plan', op: 'is', value: 'pro' } }, {});
        const profiles = await Promise.all(persons.map(({ person }) => api.get(`/api/persons/${person}`)));
        return profiles.flatMap(({ ids }) => ids.map(({ value }) => value));
      };
      await eventually(planOfUser, (ids) => ids.includes(user), 200);
    });
  }
  const { total, items } = await api.get('/api/quarantine');
  assert.equal(total, 0, JSON.stringify(items));
});
