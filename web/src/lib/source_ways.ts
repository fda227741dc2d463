// How each SDK is told to send here: the one line that changes, as docs/sdk says it, with this server's address and key.
import { browserTag } from "./snippets";

export type Sdk = "tag" | "web" | "react" | "node" | "python" | "php" | "java" | "android" | "ios" | "rudder" | "curl" | "http" | "csv";
export interface Way { sdk: Sdk; text: string }
interface Server { origin: string; host: string; scheme: string; key: string }
type Ways = (server: Server) => Partial<Record<Sdk, string>>;

const segment: Ways = ({ origin, host, scheme, key }) => ({
  tag: browserTag(origin, key),
  web: `AnalyticsBrowser.load({ writeKey: '${key}', cdnURL: '${origin}' }, { integrations: { 'Segment.io': { apiHost: '${host}/v1', protocol: '${scheme}' } } })`,
  node: `const analytics = new Analytics({ writeKey: '${key}', host: '${origin}' });`,
  python: `analytics.host = '${origin}'`,
  android: `apiHost = "${host}/v1"; cdnHost = "${host}/v1"`,
  ios: `.apiHost("${host}/v1").cdnHost("${host}/v1")`,
  rudder: `const rudder = new RudderAnalytics('${key}', { dataPlaneUrl: '${origin}' });`,
  curl: `curl ${origin}/v1/track -u ${key}: -d '{"userId":"ann","event":"Order Completed"}'`,
});

const jitsu: Ways = ({ origin, key }) => ({
  web: `const jitsu = jitsuAnalytics({ host: '${origin}', writeKey: 'shop:${key}' });`,
  react: `<JitsuProvider options={{ host: '${origin}', writeKey: 'shop:${key}' }}>`,
});

const posthog: Ways = ({ origin, key }) => ({
  web: `posthog.init('${key}', { api_host: '${origin}' })`,
  node: `const posthog = new PostHog('${key}', { host: '${origin}' });`,
  python: `Posthog('${key}', host='${origin}')`,
  android: `PostHogAndroidConfig(apiKey = "${key}", host = "${origin}")`,
  ios: `PostHogConfig(apiKey: "${key}", host: "${origin}")`,
});

const mixpanel: Ways = ({ origin, host, scheme, key }) => ({
  web: `mixpanel.init('${key}', { api_host: '${origin}' })`,
  node: `const mixpanel = Mixpanel.init('${key}', { host: '${host}', protocol: '${scheme}' });`,
  python: `Mixpanel('${key}', consumer=Consumer(api_host='${host}'))`,
  android: `mixpanel.setServerURL("${origin}")`,
  ios: `Mixpanel.initialize(token: "${key}", ..., serverURL: "${origin}")`,
});

const sensors: Ways = ({ origin, key }) => {
  const url = `${origin}/sa?project=${key}`;
  return {
    web: `server_url: '${url}'`,
    node: `sa.submitTo({ url: '${url}', gzip: true });`,
    python: `sensorsanalytics.DefaultConsumer('${url}')`,
    java: `new BatchConsumer("${url}")`,
    android: `new SAConfigOptions("${url}")`,
    ios: `SAConfigOptions(serverURL: "${url}", ...)`,
  };
};

const amplitude: Ways = ({ origin, key }) => {
  const url = `${origin}/2/httpapi`;
  return {
    web: `amplitude.init('${key}', { serverUrl: '${url}' })`,
    node: `await amplitude.init('${key}', { serverUrl: '${url}' }).promise;`,
    python: `client.configuration.server_url = '${url}'`,
    android: `Configuration(apiKey, context, serverUrl = "${url}")`,
    ios: `Configuration(apiKey: "${key}", serverUrl: "${url}")`,
  };
};

const ga4: Ways = ({ origin, key }) => ({
  http: `${origin}/mp/collect?api_secret=${key}`,
  curl: `curl '${origin}/mp/collect?api_secret=${key}' \\
  -d '{"client_id":"1700000000.42","user_id":"ann","events":[{"name":"purchase","params":{"value":42.5}}]}'`,
});

const matomo: Ways = ({ origin, key }) => ({
  web: `_paq.push(['setTrackerUrl', '${origin}/matomo.php']); _paq.push(['setSiteId', '${key}'])`,
  node: `new MatomoTracker('${key}', '${origin}/matomo.php')`,
  php: `new MatomoTracker(1, '${origin}/')`,
  java: `.apiEndpoint(URI.create("${origin}/matomo.php")).defaultSiteId(1)`,
  android: `TrackerBuilder.createDefault("${origin}/matomo.php", 1)`,
  ios: `MatomoTracker(siteId: "1", baseURL: URL(string: "${origin}/matomo.php")!)`,
});

const snowplow: Ways = ({ origin, host, scheme, key }) => ({
  web: `newTracker('sp', '${origin}', { appId: '${key}' })`,
  node: `const tracker = newTracker(
  { namespace: 'shop', appId: '${key}' },
  { endpoint: '${host}', protocol: '${scheme}' });`,
  python: `Emitter("${host}", protocol="${scheme}")
app_id="${key}"`,
  android: `Snowplow.createTracker(context, "shop", NetworkConfiguration("${origin}"), TrackerConfiguration("${key}"))`,
  ios: `Snowplow.createTracker(namespace: "shop", endpoint: "${origin}")`,
});

const countly: Ways = ({ origin, key }) => ({
  web: `Countly.init({ app_key: '${key}', url: '${origin}' })`,
  node: `app_key: '${key}',
url: '${origin}',`,
  android: `CountlyConfig(application, "${key}", "${origin}")`,
  ios: `config.appKey = "${key}"; config.host = "${origin}"`,
});

const imports: Ways = ({ origin, key }) => ({ csv: `throng import orders.csv --mapping mapping.json --url ${origin} --write-key ${key}` });

const all: Record<string, Ways> = { segment, jitsu, posthog, mixpanel, sensors, amplitude, ga4, matomo, snowplow, countly, import: imports };

export function waysOf(source: string, origin: string, key: string): Way[] {
  const { host, protocol } = new URL(origin);
  const ways = all[source]?.({ origin, host, scheme: protocol.replace(":", ""), key }) ?? {};
  return Object.entries(ways).map(([sdk, text]) => ({ sdk: sdk as Sdk, text }));
}

// The pages that say the rest: what becomes what, and what is missing.
export const docsOf = (source: string): string[] =>
  source === "segment" ? ["docs/sdk/browser.md", "docs/sdk/move-from-segment.md", "docs/sdk/move-from-rudderstack.md"] : source === "import" ? ["README.md"] : [`docs/sdk/move-from-${source}.md`];
