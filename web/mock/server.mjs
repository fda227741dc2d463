// The API with made-up data, for looking at the page without the program: npm run mock, then npm run dev.
// Serves dist/ too. MOCK_PORT (8710), MOCK_EMPTY=1 for a project without events. Any e-mail and password sign in, unless the password ends in x.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { extname, join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { asker } from "./ask.mjs";
import { catalogBook, quarantineBook } from "./catalog.mjs";
import { makeShop, random } from "./shop.mjs";
import { sourceBook } from "./sources.mjs";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const now = () => Date.now();
const empty = process.env.MOCK_EMPTY === "1";
const shop = empty ? { persons: [], events: [] } : makeShop(now());
const byNumber = new Map(shop.persons.map((p) => [p.person, p]));
const iso = (t) => new Date(t).toISOString();
const day = 86_400_000;

let signedIn = process.env.MOCK_SIGNED_IN === "1";
const who = { id: 1, email: "owner@example.com", name: "林知远", role: process.env.MOCK_ROLE ?? "owner", language: "zh-CN" };
const project = { id: "shop", name: "示例商店 Demo shop", time_zone: "Asia/Shanghai", week_start: "monday", currency: "CNY" };
let segments = [
  { id: "s1a2b3c4d5e6", name: "高价值用户", description: "近 30 天消费满 1000", filter: { did: { event: "Order Completed", sum: { property: "revenue", op: ">=", value: 1000 }, within: { last: 30, unit: "day" } } }, owner: "owner@example.com", created: iso(now() - 40 * day), updated: iso(now() - 2 * day) },
  { id: "s2a2b3c4d5e6", name: "加购未购买", description: "", filter: { all: [{ did: { event: "Product Added", within: { last: 7, unit: "day" } } }, { did_not: { event: "Order Completed", within: { last: 7, unit: "day" } } }] }, owner: "ana@example.com", created: iso(now() - 30 * day), updated: iso(now() - 1 * day) },
  { id: "s3a2b3c4d5e6", name: "Pro & Team in 上海", description: "Paying plans in Shanghai", filter: { all: [{ person: "plan", op: "in", value: ["pro", "team"] }, { person: "city", op: "is", value: "上海" }] }, owner: "owner@example.com", created: iso(now() - 20 * day), updated: iso(now() - 9 * day) },
];
if (empty) segments = [];
let keys = [
  { id: 1, kind: "write", label: "Website", shown: "wk_5f2c9e1ab7d34480a1c6e09b7d21f3aa", role: "owner", created: iso(now() - 60 * day) },
  { id: 2, kind: "secret", label: "Reports", shown: "sk_9a1...", role: "viewer", created: iso(now() - 12 * day) },
];
let operators = [who, { id: 2, email: "ana@example.com", name: "Ana", role: "analyst", language: "en" }, { id: 3, email: "view@example.com", name: "陈晓", role: "viewer", language: "zh-CN" }];
const undone = new Set();
const quarantine = quarantineBook(empty ? [] : Array.from({ length: 57 }, (_, i) => ({
  at: iso(now() - i * 5_400_000), source: i % 5 === 0 ? "orders.jsonl" : ["segment", "posthog", "sensors"][i % 3], line: i % 5 === 0 ? 12 + i : 0, event: ["Order Completed", "Debug Ping", "Product Added"][i % 3],
  ...[["missing_id", "userId", "neither userId nor anonymousId"], ["bad_time", "timestamp", "cannot read \"yesterday\" as a time"], ["off_plan", "revenue", "expected a number, got \"40\""], ["blocked_event", "", "this event is blocked"]].map(([reason, field, message]) => ({ reason, field, message }))[i % 4],
  body: JSON.stringify({ type: "track", event: ["Order Completed", "Debug Ping", "Product Added"][i % 3], properties: { revenue: 40 + i }, timestamp: "yesterday", messageId: `m-${i}` }),
})));
const catalog = catalogBook(shop, quarantine.all, empty);
const sources = sourceBook(empty);
const ask = asker(shop, () => segments);

const row = (p) => ({ person: p.person, label: p.traits.name ?? (p.user || p.anonymous), user_ids: p.user ? [p.user] : [], anonymous_ids: 1, first_seen: iso(p.events[0].time), last_seen: iso(p.events.at(-1).time), events: p.events.length });
const view = (e) => ({ ...e, time: iso(e.time), received: iso(e.received) });
const problem = (status, title, detail, field) => ({ status, body: { type: "about:blank", title, status, detail, ...(field ? { field } : {}) } });
const ok = (body = {}) => ({ status: 200, body });

function linksOf(p) {
  if (!p.user) return [];
  return [{ id: p.person, kind: "claim", from: { kind: "anonymous", value: p.anonymous, number: p.person }, into: { kind: "user", value: p.user, number: p.person + 1 }, target: 0, at: iso(p.since + 60_000), why: "m-17", undone: undone.has(p.person) }];
}
function names() {
  const counts = new Map();
  for (const e of shop.events) counts.set(e.name, { name: e.name, events: (counts.get(e.name)?.events ?? 0) + 1, last_seen: iso(e.time) });
  return [...counts.values()].sort((a, b) => b.events - a.events);
}
function properties(event) {
  const refs = new Map();
  const note = (ref, v) => { if (v !== null && v !== undefined) refs.set(ref, { ref, type: Array.isArray(v) ? "list" : { number: "number", boolean: "boolean" }[typeof v] ?? "text" }); };
  for (const e of shop.events.slice(-3000)) if (!event || e.name === event) for (const [k, v] of Object.entries(e.properties)) note(`event.${k}`, v);
  for (const key of ["channel", "device", "os", "browser", "page"]) note(`event.$${key}`, "");
  for (const p of shop.persons) for (const [k, v] of Object.entries(p.traits)) note(`person.${k}`, v);
  return [...refs.values()].sort((a, b) => a.ref.localeCompare(b.ref));
}
function values(ref, prefix) {
  const [scope, name] = [ref.split(".")[0], ref.split(".").slice(1).join(".")];
  const all = scope === "person" ? shop.persons.map((p) => p.traits[name]) : shop.events.map((e) => (name.startsWith("$") ? e[name.slice(1)] : e.properties[name]));
  const counts = new Map();
  for (const v of all) if (v !== undefined && v !== null && v !== "") counts.set(String(v), (counts.get(String(v)) ?? 0) + 1);
  return [...counts].filter(([v]) => v.startsWith(prefix)).sort((a, b) => b[1] - a[1]).slice(0, 50).map(([v]) => v);
}
function overview() {
  const today = Math.floor((now() + 8 * 3_600_000) / day) * day - 8 * 3_600_000;
  const between = (a, b) => shop.events.filter((e) => e.time >= a && e.time < b);
  const fresh = (a, b) => shop.persons.filter((p) => p.events[0].time >= a && p.events[0].time < b).length;
  const [t, y] = [between(today, today + day), between(today - day, today)];
  return { persons: shop.persons.length, events: shop.events.length, active_today: new Set(t.map((e) => e.person)).size, active_yesterday: new Set(y.map((e) => e.person)).size, new_today: fresh(today, today + day), new_yesterday: fresh(today - day, today), events_today: t.length, events_yesterday: y.length, quarantined: quarantine.all().length };
}

const routes = [
  ["POST /api/session", ({ body }) => body.password.endsWith("x") ? problem(401, "unauthenticated", "e-mail or password is wrong") : ((signedIn = true), ok({ who, project, csrf: "c" }))],
  ["GET /api/session", () => ok({ who, project, csrf: "c" })],
  ["DELETE /api/session", () => ((signedIn = false), ok())],
  ["PUT /api/session/password", ({ body }) => body.current.endsWith("x") ? problem(400, "invalid_argument", "this is not the password", "current") : ok()],
  ["PUT /api/session/language", ({ body }) => ((who.language = body.language), ok())],
  ["POST /api/ask", ({ body }) => {
    if (!["trend", "funnel", "retention", "segment"].includes(body.analysis)) return problem(404, "not_found", "the mock answers trend, funnel, retention and segment only", "analysis");
    const began = performance.now();
    const answer = ask.answer(body.analysis, body.question, now());
    return ok({ analysis: body.analysis, engine: "timeline", snapshot: shop.events.length, milliseconds: performance.now() - began, answer });
  }],
  ["POST /api/ask/persons", ({ body }) => {
    const all = ask.persons(body.analysis, body.question, body.cell ?? {}, now()).sort((a, b) => a - b);
    return ok({ total: all.length, persons: all.slice(body.offset ?? 0, (body.offset ?? 0) + (body.limit ?? 50)).map((n) => row(byNumber.get(n))) });
  }],
  ["GET /api/persons", ({ query }) => {
    const text = query.get("query") ?? "";
    const found = shop.persons.filter((p) => p.user.startsWith(text) || p.anonymous.startsWith(text) || p.traits.name?.startsWith(text));
    return ok({ total: found.length, persons: found.slice(0, Number(query.get("limit") ?? 50)).map(row) });
  }],
  ["POST /api/persons/merge", ({ body }) => body.from.value === "nobody" ? problem(404, "not_found", "no id \"nobody\"", "from.value") : ok({})],
  ["GET /api/persons/:id", ({ id }) => {
    const p = byNumber.get(Number(id));
    if (!p) return problem(404, "not_found", "no such person");
    return ok({ summary: row(p), ids: [...(p.user ? [{ kind: "user", value: p.user, number: p.person + 1 }] : []), { kind: "anonymous", value: p.anonymous, number: p.person }], traits: Object.entries(p.traits).map(([name, value]) => ({ name, value, since: iso(p.since) })), segments: segments.filter((s) => ask.persons("segment", { filter: s.filter }, {}, now()).includes(p.person)).map(({ id: sid, name }) => ({ id: sid, name })), links: linksOf(p) });
  }],
  ["GET /api/persons/:id/events", ({ id, query }) => {
    const before = query.get("before") ? Date.parse(query.get("before")) : Infinity;
    const limit = Number(query.get("limit") ?? 50);
    const list = (byNumber.get(Number(id))?.events ?? []).filter((e) => e.time < before || (e.time === before && e.id < (query.get("before_id") ?? ""))).reverse();
    return ok({ events: list.slice(0, limit).map(view), more: list.length > limit });
  }],
  ["GET /api/links", ({ query }) => {
    const person = Number(query.get("person") ?? 0);
    const all = shop.persons.filter((p) => !person || p.person === person).flatMap(linksOf).filter((l) => !query.get("kind") || l.kind === query.get("kind")).sort((a, b) => b.id - a.id);
    const offset = Number(query.get("offset") ?? 0);
    return ok({ total: all.length, links: all.slice(offset, offset + Number(query.get("limit") ?? 100)) });
  }],
  ["POST /api/links/:id/undo", ({ id }) => (undone.add(Number(id)), ok({}))],
  ["GET /api/schema/events", () => ok({ events: names() })],
  ["GET /api/schema/properties", ({ query }) => ok({ properties: properties(query.get("event") ?? "") })],
  ["GET /api/schema/values", ({ query }) => ok({ values: values(query.get("ref"), query.get("prefix") ?? "") })],
  ["GET /api/tags", () => ok({ tags: [] })],
  ["GET /api/segments", () => ok({ segments: segments.map((s) => ({ ...s, persons: ask.size(s.filter, now()) })) })],
  ["POST /api/segments", ({ body }) => {
    if (segments.some((s) => s.name === body.name)) return problem(409, "conflict", `there is already a segment named "${body.name}"`, "name");
    const made = { id: Math.random().toString(36).slice(2, 14), ...body, owner: who.email, created: iso(now()), updated: iso(now()) };
    segments.push(made);
    return ok(made);
  }],
  ["PUT /api/segments/:id", ({ id, body }) => ok(Object.assign(segments.find((s) => s.id === id), body, { updated: iso(now()) }))],
  ["DELETE /api/segments/:id", ({ id }) => ((segments = segments.filter((s) => s.id !== id)), ok())],
  ["GET /api/overview", () => ok(overview())],
  ["GET /api/quarantine", ({ query }) => ok(quarantine.rows(query))],
  ["GET /api/quarantine/reasons", ({ query }) => ok(quarantine.reasons(query))],
  ["POST /api/quarantine/replay", ({ body }) => ok(quarantine.replay(body, who.email, now()))],
  ["POST /api/quarantine/dismiss", ({ body }) => ok(quarantine.dismiss(body))],
  ["GET /api/jobs", () => ok({ jobs: quarantine.jobs(now()) })],
  ["GET /api/jobs/:id", ({ id }) => ok(quarantine.jobs(now()).find((job) => job.id === id))],
  ["POST /api/jobs/:id/cancel", ({ id }) => ok(quarantine.cancel(id, now()))],
  ["GET /api/catalog", ({ query }) => ok(catalog.list(Number(query.get("days") ?? 30), now()))],
  ["GET /api/catalog/event", ({ query }) => ok(catalog.event(query.get("name"), Number(query.get("days") ?? 30), now()))],
  ["PUT /api/catalog/event", ({ body }) => (catalog.keep(body), ok())],
  ["GET /api/catalog/plan", () => ok(catalog.plan())],
  ["POST /api/catalog/plan", ({ body }) => ok(catalog.upload(body))],
  ["PUT /api/catalog/rules", ({ body }) => (catalog.keepRules(body), ok())],
  ["GET /api/sources", ({ query }) => ok({ sources: sources.list(Number(query.get("days") ?? 7), now()) })],
  ["PUT /api/sources", ({ body }) => (sources.keep(body), ok())],
  ["GET /api/keys", () => ok({ keys })],
  ["POST /api/keys", ({ body }) => {
    const text = `${body.kind === "write" ? "wk" : "sk"}_${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;
    const key = { id: keys.length + 1, ...body, shown: body.kind === "write" ? text : `${text.slice(0, 6)}...`, created: iso(now()) };
    keys.push(key);
    return ok({ key, text });
  }],
  ["DELETE /api/keys/:id", ({ id }) => ((keys = keys.filter((k) => k.id !== Number(id))), ok())],
  ["GET /api/operators", () => ok({ operators })],
  ["POST /api/operators", ({ body }) => {
    if (operators.some((o) => o.email === body.email)) return problem(409, "conflict", "this e-mail is taken", "email");
    const made = { id: operators.length + 1, email: body.email, name: body.name, role: body.role, language: "en" };
    operators.push(made);
    return ok(made);
  }],
  ["PUT /api/operators/:id/role", ({ id, body }) => (Object.assign(operators.find((o) => o.id === Number(id)), { role: body.role }), ok())],
  ["PUT /api/operators/:id/password", () => ok()],
  ["DELETE /api/operators/:id", ({ id }) => ((operators = operators.filter((o) => o.id !== Number(id))), ok())],
].map(([route, run]) => {
  const [method, path] = route.split(" ");
  return { method, pattern: new RegExp(`^${path.replace(":id", "(?<id>[^/]+)")}$`), run };
});

function live(response) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const send = () => {
    if (shop.events.length === 0) return;
    const e = shop.events[Math.floor(random() * shop.events.length)];
    response.write(`event: event\ndata: ${JSON.stringify({ ...view(e), number: Math.floor(random() * 1e9), time: iso(now()) })}\n\n`);
  };
  for (let i = 0; i < 12; ++i) send();
  const timer = setInterval(send, 1300);
  response.on("close", () => clearInterval(timer));
}

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
function serveFile(path, response) {
  const file = join(dist, extname(path) ? path : "/index.html");
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
}

createServer(async (request, response) => {
  const url = new URL(request.url, "http://mock");
  if (!url.pathname.startsWith("/api/")) return serveFile(url.pathname, response);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const send = ({ status, body }) => response.writeHead(status, { "content-type": status < 400 ? "application/json" : "application/problem+json" }).end(JSON.stringify(body));
  if (!signedIn && !(request.method === "POST" && url.pathname === "/api/session")) return send(problem(401, "unauthenticated", "sign in"));
  if (url.pathname === "/api/live") return live(response);
  const found = routes.find((r) => r.method === request.method && r.pattern.test(url.pathname));
  if (!found) return send(problem(404, "not_found", url.pathname));
  try {
    send(found.run({ body: chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {}, query: url.searchParams, id: found.pattern.exec(url.pathname).groups?.id }));
  } catch (error) {
    send(problem(400, "invalid_argument", String(error), "question"));
  }
}).listen(Number(process.env.MOCK_PORT ?? 8710), "127.0.0.1", function () {
  console.log(`mock on http://127.0.0.1:${this.address().port}, ${shop.persons.length} persons, ${shop.events.length} events`);
});
