// The operator's page in a real browser: what its suites begin with and do again and again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { client, credentials, freshFolder, root, serve, throng } from './throng.mjs';

const dist = join(root, 'web/dist');
// Options of such a test.
export const onPage = { timeout: 600_000, skip: !existsSync(join(dist, 'index.html')) && 'web/dist is not built' };

// Of a server that serves the page.
export const withWeb = ['--web', dist];

export const testid = (id) => `[data-testid="${id}"]`;
export const number = (text) => Number(text.replace(/[^\d.-]/g, ''));
// The address of a page that asks this question.
export const link = (path, question, chart) =>
  `${path}?${new URLSearchParams({ q: JSON.stringify(question), ...(chart ? { chart: JSON.stringify(chart) } : {}) })}`;

// A server with the demo shop; `data` is its folder.
export async function demoShop(t, { persons, days }) {
  const folder = freshFolder('Asia/Shanghai');
  t.after(folder.dispose);
  throng(['demo', '--data', folder.data, '--persons', String(persons), '--days', String(days)]);
  const server = serve(folder.data, withWeb);
  const url = await server.ready;
  t.after(() => server.kill());
  return { url, api: client(url), data: folder.data };
}

// Takes the shop's own tags and layer schemes away, to see what a newcomer without any sees.
export async function forgetExamples(api) {
  for (const { id } of (await api.get('/api/tags')).tags) await api.delete(`/api/tags/${id}`);
  for (const { id } of (await api.get('/api/layers')).schemes) await api.delete(`/api/layers/${id}`);
}

// THRONG_JITTER=1000: each question to the server goes up to so many milliseconds late. Finds what relies on when answers come.
const jitter = Number(process.env.THRONG_JITTER ?? 0);
async function comeLater(route) {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * jitter));
  await route.continue().catch(() => {}); // the page may have gone
}

// A window of a browser. `complaints` gathers script errors, with `refusals` also answers of 400 and more (but 401: not
// signed in yet).
export async function openPage(t, { refusals = false } = {}) {
  const browser = await launch();
  t.after(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', reducedMotion: 'reduce' });
  if (jitter > 0) await context.route('**/api/**', comeLater);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  if (refusals) page.on('response', (response) => { if (response.status() >= 400 && response.status() !== 401) complaints.push(`${response.status()} ${response.url()}`); });
  return { page, complaints };
}

export async function signIn(page, url, { email, password } = credentials) {
  await page.goto(url);
  await page.fill(testid('email'), email);
  await page.fill(testid('password'), password);
  await page.click(testid('submit'));
  await page.locator(testid('nav-overview')).waitFor();
}

// All of it: the demo shop in a browser, its owner signed in.
export async function signedIn(t, { refusals, ...shop }) {
  const server = await demoShop(t, shop);
  const opened = await openPage(t, { refusals });
  await signIn(opened.page, server.url);
  return { ...server, ...opened };
}

// Whatever has the focus: what was clicked last may be gone.
export async function closeDrawer(page) {
  await page.locator('.ant-drawer-open').last().press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'detached' });
}

// How many persons the drawer says, which is then closed.
export async function drawerTotal(page) {
  const total = page.locator(testid('drawer-total'));
  await total.waitFor();
  const persons = number(await total.innerText());
  await closeDrawer(page);
  return persons;
}

// Goes to a page by its two keys: again where a busy machine let too long pass between them to be one chord.
export async function goByKeys(page, letter, path) {
  for (let tries = 0; tries < 4 && new URL(page.url()).pathname !== path; ++tries) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await page.waitForURL((to) => to.pathname === path, { timeout: 3000 }).catch(() => {});
  }
  await page.waitForURL((to) => to.pathname === path);
}

// The answer stands there, and none is waited for.
export const answered = (page) => page.locator(`${testid('answer')}[aria-busy="false"]`).waitFor();

// Takes what says so from a list that drops down.
export async function choose(page, id, text) {
  await page.locator(testid(id)).click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: text }).first().click();
}
