// Our own SDK in the head of every page, as docs/sdk/browser.md says it.
export function browserTag(origin: string, key: string): string {
  return `<script>
  !function (w, d, src) {
    var t = w.throng = w.throng || [];
    if (t.init) return;
    'init identify track page group alias reset consent setOnce increment append union remove unset flush on use'.split(' ').forEach(function (name) {
      t[name] = function () { t.push([name, arguments]); };
    });
    var s = d.createElement('script');
    s.async = true;
    s.src = src;
    d.head.appendChild(s);
    t.init({ host: '${origin}', writeKey: '${key}' });
  }(window, document, '${origin}/throng.js');
</script>`;
}

// Ways to send a first event, ready to paste.
export function snippets(origin: string, key: string): { curl: string; browser: string; node: string } {
  const { host, protocol } = new URL(origin);
  return {
    curl: `curl ${origin}/v1/track -u '${key}:' \\
  -H 'content-type: application/json' \\
  -d '{"event":"Order Completed","userId":"ann","properties":{"revenue":42}}'`,
    browser: `// npm install @segment/analytics-next
import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "${key}", cdnURL: "${origin}" },
  { integrations: { "Segment.io": { apiHost: "${host}/v1", protocol: "${protocol.replace(":", "")}" } } },
);
analytics.page();
analytics.identify("ann", { plan: "pro" });
analytics.track("Order Completed", { revenue: 42 });`,
    node: `// npm install @segment/analytics-node
import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "${key}", host: "${origin}" });
analytics.identify({ userId: "ann", traits: { plan: "pro" } });
analytics.track({ userId: "ann", event: "Order Completed", properties: { revenue: 42 } });
await analytics.closeAndFlush();`,
  };
}
