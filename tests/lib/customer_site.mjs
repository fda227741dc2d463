// A customer's page on another origin than the server, with an SDK's browser bundle from node_modules, in real Chromium
// that looks like anybody's: SDKs drop what looks like a robot.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { launch } from './browser.mjs';
import { root } from './throng.mjs';

const packages = join(root, 'node_modules');
const types = { js: 'text/javascript', txt: 'text/javascript', mjs: 'text/javascript', json: 'application/json', map: 'application/json' };

// Given to the browser itself: what is set for a page is gone when the page is left, and with it what SDKs send then.
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

function listen(scripts, title) {
  const tags = scripts.map((script) => `<script src="/sdk/${script}"></script>`).join('');
  const page = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title>${tags}</head>
    <body style="height:3000px"><h1>${title}</h1><button id="buy">买</button></body></html>`;
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://site').pathname));
    if (path.startsWith('/sdk/')) {
      response.setHeader('content-type', types[path.split('.').pop()] ?? 'application/octet-stream');
      response.end(readFileSync(join(packages, path.slice(5))));
    } else if (path === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page);
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => { server.closeAllConnections(); server.close(); },
  })));
}

// `scripts`: paths in node_modules, in order. Of what it gives back, `complaints` gathers script errors, `blocked` the
// requests that got no answer they may read (CORS).
export async function sdkSite(t, { scripts, title = 'Shop 店铺 🛒' }) {
  const site = await listen(scripts, title);
  t.after(site.close);
  const browser = await launch({ args: ['--disable-blink-features=AutomationControlled', `--user-agent=${userAgent}`] });
  t.after(() => browser.close());
  const context = await browser.newContext({ locale: 'zh-CN' });
  const complaints = [];
  const blocked = [];
  return {
    url: site.url,
    title,
    complaints,
    blocked,
    // A page of the site, in the same browser with the same cookies; `code` runs in it with `arg` and its result comes back.
    async visit(path, code, arg) {
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('requestfailed', (request) => blocked.push(`${request.method()} ${request.url()} ${request.failure()?.errorText}`));
      await page.goto(site.url + path);
      const result = code ? await page.evaluate(code, arg) : undefined;
      return { page, result };
    },
  };
}
