// Requests of every protocol as their SDKs send them, 100 events each with ids of their own, for throng_load.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const batch = 100;
const now = Date.now();
const iso = new Date(now).toISOString();
const seconds = now / 1000;

const properties = (n) => ({ product_id: `P${n % 97}`, category: 'Home', price: (n % 300) + 0.5, quantity: (n % 3) + 1 });
const events = (first, one) => Array.from({ length: batch }, (_, i) => one(first + i));
const user = (n) => `load-${n % 5003}`;
const form = (fields) => new URLSearchParams(fields).toString();
const base64 = (value) => Buffer.from(value).toString('base64');

// Per protocol: the path, and the body of the request whose first event is number `first`.
export const protocols = {
  segment: (key) => ({ path: '/v1/batch', body: (first) => JSON.stringify({ writeKey: key, batch: events(first, (n) => ({
    type: 'track', event: 'Product Viewed', userId: user(n), messageId: `s${now}-${n}`, timestamp: iso, properties: properties(n) })) }) }),
  posthog: (key) => ({ path: '/batch/', body: (first) => gzipSync(JSON.stringify({ api_key: key, sent_at: iso, batch: events(first, (n) => ({
    event: 'Product Viewed', distinct_id: user(n), uuid: `p${now}-${n}`, timestamp: iso, properties: { ...properties(n), $lib: 'posthog-node' } })) })) }),
  mixpanel: (key) => ({ path: '/track/?verbose=1', body: (first) => form({ data: base64(JSON.stringify(events(first, (n) => ({
    event: 'Product Viewed', properties: { ...properties(n), token: key, distinct_id: user(n), $user_id: user(n), $insert_id: `m${n}`, time: seconds } })))) }) }),
  sensors: (key) => ({ path: `/sa?project=${key}`, body: (first) => form({ gzip: '1', data_list: base64(gzipSync(JSON.stringify(events(first, (n) => ({
    _track_id: n, type: 'track', event: 'ProductViewed', time: now, distinct_id: user(n), login_id: user(n), properties: properties(n) }))))) }) }),
  amplitude: (key) => ({ path: '/2/httpapi', body: (first) => JSON.stringify({ api_key: key, client_upload_time: iso, events: events(first, (n) => ({
    event_type: 'Product Viewed', user_id: user(n), device_id: `d${user(n)}`, time: now, insert_id: `a${n}`, event_properties: properties(n) })) }) }),
  ga4: (key) => ({ path: `/mp/collect?measurement_id=G-1&api_secret=${key}`, body: (first) => JSON.stringify({ client_id: `c${first}`, user_id: user(first / batch),
    timestamp_micros: now * 1000, events: events(first, (n) => ({ name: 'view_item', params: properties(n) })) }) }),
  matomo: (key) => ({ path: '/matomo.php', body: (first) => JSON.stringify({ token_auth: key, requests: events(first, (n) => `?${form({
    idsite: '1', rec: '1', url: `https://shop.example/p/${n % 97}`, e_c: 'Product', e_a: 'Viewed', e_v: '9.5', uid: user(n), cdt: String(Math.floor(seconds)) })}`) }) }),
  snowplow: (key) => ({ path: '/com.snowplowanalytics.snowplow/tp2', body: (first) => JSON.stringify({ schema: 'iglu:payload_data', data: events(first, (n) => ({
    e: 'ue', eid: `w${now}-${n}`, uid: user(n), dtm: String(now), stm: String(now), aid: key,
    ue_px: Buffer.from(JSON.stringify({ data: { schema: 'iglu:com.acme/product_viewed/jsonschema/1-0-0', data: properties(n) } })).toString('base64url') })) }) }),
  countly: (key) => ({ path: '/i', body: (first) => form({ app_key: key, device_id: user(first / batch), timestamp: String(now), events: JSON.stringify(events(first, (n) => ({
    key: 'Product Viewed', count: 1, timestamp: now + (n % 1000), segmentation: properties(n) }))) }) }),
};

// Writes `count` requests to a file; returns how many events they hold.
export function writeRequests(file, name, key, count) {
  const { path, body } = protocols[name](key);
  const parts = [];
  for (let i = 0; i < count; ++i) {
    const bytes = Buffer.from(body(i * batch));
    const head = Buffer.from(`POST ${path} HTTP/1.1\r\nHost: load\r\nContent-Length: ${bytes.length}\r\n\r\n`);
    parts.push(Buffer.from(`${head.length + bytes.length}\n`), head, bytes);
  }
  writeFileSync(file, Buffer.concat(parts));
  return count * batch;
}
