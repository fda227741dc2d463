// The official Segment browser SDK in real Chromium, on another origin than the server, with only its host set.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import { launch } from '../lib/browser.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const sdkFolder = join(root, 'node_modules/@segment/analytics-next/dist/umd');

// A customer's page: loads the SDK and calls it.
function site(serverUrl, strategy) {
  const host = new URL(serverUrl).host;
  const page = `<!doctype html><title>Shop</title><script src="/sdk/index.js"></script><script>
    const options = { cdnURL: '${serverUrl}', writeKey: '${credentials.writeKey}' };
    const settings = { integrations: { 'Segment.io': { apiHost: '${host}/v1', protocol: 'http'${strategy} } } };
    window.done = AnalyticsNext.AnalyticsBrowser.load(options, settings).then(async ([analytics]) => {
      await analytics.track('Product Viewed', { price: 5 });
      await analytics.identify('bob', { plan: 'team' });
      await analytics.page('Home');
      await analytics.track('Order Completed', { revenue: 7 });
      return analytics.user().anonymousId();
    });
  </script>`;
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://site').pathname;
    if (path.startsWith('/sdk/')) {
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(join(sdkFolder, path.slice(5).replace(/[^\w.-]/g, ''))));
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(page);
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() })));
}

for (const [name, strategy] of [['one request an event', ''], ['batching', ", deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 100 } }"]]) {
  test(`browser SDK: ${name}`, { timeout: 120_000 }, async (t) => {
    const folder = freshFolder();
    t.after(folder.dispose);
    const server = serve(folder.data);
    const url = await server.ready;
    t.after(() => server.kill());
    const shop = await site(url, strategy);
    t.after(shop.close);
    const browser = await launch();
    t.after(() => browser.close());
    const page = await browser.newPage();
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${shop.url}landing?utm_source=news&utm_medium=email`);
    const anonymousId = await page.evaluate(() => window.done);
    assert.deepEqual(complaints, []);
    const api = client(url);
    await eventually(async () => (await api.ask('trend', { series: [{ match: { event: 'Order Completed' } }], range: 'ever', bucket: 'total' })).series[0]?.total,
      (n) => n === 1);
    const team = await api.persons('segment', { filter: { person: 'plan', op: 'is', value: 'team' } }, {});
    assert.equal(team.total, 1);
    const profile = await api.get(`/api/persons/${team.persons[0].person}`);
    assert.deepEqual(profile.ids.map((id) => id.value).sort(), [anonymousId, 'bob'].sort());
    const { events } = await eventually(() => api.get(`/api/persons/${team.persons[0].person}/events?limit=50`), (page) => page.events.length === 4);
    assert.deepEqual(events.map((e) => e.name).sort(), ['$identify', '$pageview', 'Order Completed', 'Product Viewed']);
    const viewed = events.find((e) => e.name === 'Product Viewed');
    assert.equal(viewed.channel, 'email');
    assert.match(viewed.browser, /Chrom/);
  });
}
