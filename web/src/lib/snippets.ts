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
