// The catalog, the plan and the quarantine, of the made-up shop: what is said of events is kept while the mock runs.
const day = 86_400_000;
const iso = (at) => new Date(at).toISOString();
const said = [
  { name: "Order Completed", status: "expected", owner: "交易组", description: "订单支付成功，由服务端发送，每单一次。", properties: { revenue: "实付金额" }, schema: { type: "object", properties: { revenue: { type: "number" } }, required: ["revenue"] } },
  { name: "Product Added", status: "expected", owner: "Shop team", description: "", properties: {} },
  { name: "order_completd", status: "unexpected", owner: "", description: "Typing error of the old app", properties: {} },
  { name: "Debug Ping", status: "blocked", owner: "", description: "", properties: {} },
];
const findings = [
  { reason: "off_plan", field: "revenue", message: "expected a number, got \"40\"", times: 1312 },
  { reason: "off_plan", field: "currency", message: "is missing", times: 41 },
];
const kindOf = (value) => (Array.isArray(value) ? "list" : { number: "number", boolean: "boolean" }[typeof value] ?? "text");

function propertiesOf(events, descriptions) {
  const found = new Map();
  for (const event of events) {
    for (const [name, value] of Object.entries(event.properties)) {
      const one = found.get(name) ?? { name, description: descriptions[name] ?? "", events: 0, types: { text: 0, number: 0, boolean: 0, instant: 0, list: 0 }, first_seen: iso(event.time), last_seen: iso(event.time), examples: [] };
      found.set(name, { ...one, events: one.events + 1, types: { ...one.types, [kindOf(value)]: one.types[kindOf(value)] + 1 }, last_seen: iso(event.time), examples: [...new Set([...one.examples, String(value)])].slice(0, 5) });
    }
  }
  return [...found.values()].sort((a, b) => b.events - a.events);
}

// `aside`: the quarantine's items.
export function catalogBook(shop, aside, empty) {
  let rules = { mismatch: "warn", unplanned: "take" };
  const entries = new Map(empty ? [] : said.map((entry) => [entry.name, entry]));
  const blank = (name) => ({ name, status: "none", owner: "", description: "", properties: {} });
  const starts = (days, now) => Array.from({ length: days }, (_, i) => Math.floor((now + 8 * 3_600_000) / day) * day - 8 * 3_600_000 - (days - 1 - i) * day);
  const view = (name, days, now) => {
    const { status, owner, description, schema } = entries.get(name) ?? blank(name);
    const events = shop.events.filter((event) => event.name === name);
    const counts = starts(days, now).map((start) => events.filter((event) => event.time >= start && event.time < start + day).length);
    const seen = events.length > 0 ? { first_seen: iso(events[0].time), last_seen: iso(events.at(-1).time) } : {};
    return { name, status, owner, description, has_schema: schema !== undefined, events: events.length, ...seen, days: counts, warned: schema ? 1353 : 0, quarantined: aside().filter((item) => item.event === name).length };
  };
  const names = () => [...new Set([...shop.events.map((event) => event.name), ...entries.keys()])];
  return {
    list: (days, now) => ({ rules, days: starts(days, now).map(iso), events: names().map((name) => view(name, days, now)).sort((a, b) => b.events - a.events) }),
    event: (name, days, now) => {
      const { schema, properties } = entries.get(name) ?? blank(name);
      const events = shop.events.filter((event) => event.name === name);
      return { event: view(name, days, now), ...(schema === undefined ? {} : { schema }), sampled: events.length, seen_ever: true, properties: propertiesOf(events, properties), findings: schema ? findings.map((one) => ({ ...one, last: iso(now - 3 * 3_600_000) })) : [] };
    },
    keep: (entry) => { entries.set(entry.name, { ...blank(entry.name), ...entry }); },
    plan: () => ({ rules, events: [...entries.values()] }),
    upload: ({ events = [] }) => {
      const added = events.filter(({ name }) => !entries.has(name)).length;
      for (const entry of events) entries.set(entry.name, { ...blank(entry.name), status: "expected", ...entry });
      return { added, changed: events.length - added, unchanged: 0 };
    },
    keepRules: (wanted) => { rules = wanted; },
  };
}

const parts = ["reason", "field", "source", "event"];
// Reading in again takes eight seconds and finds half of it well.
export function quarantineBook(items) {
  let kept = items;
  let jobs = [];
  const fits = (filter) => (item) => parts.every((part) => filter[part] === undefined || filter[part] === "" || item[part] === filter[part]);
  const filterOf = (query) => Object.fromEntries(parts.map((part) => [part, query.get(part) ?? undefined]));
  const settle = (filter) => { kept = kept.filter((item) => !fits(filter)(item)); };
  const look = (now) => {
    jobs = jobs.map((job) => {
      if (job.ended) return job;
      const done = Math.min(job.total, Math.floor((job.total * (now - Date.parse(job.created))) / 8000));
      if (done < job.total) return { ...job, state: "running", done };
      settle(job.request);
      const good = Math.ceil(job.total / 2);
      return { ...job, state: "done", done, ended: iso(now), message: `${job.total} read, ${good} accepted, 0 were there before, ${job.total - good} kept aside again` };
    });
    return jobs;
  };
  return {
    all: () => kept,
    rows: (query) => {
      const found = kept.filter(fits(filterOf(query)));
      const offset = Number(query.get("offset") ?? 0);
      return { total: found.length, items: found.slice(offset, offset + Number(query.get("limit") ?? 50)) };
    },
    reasons: (query) => {
      const groups = new Map();
      for (const item of kept.filter(fits(filterOf(query)))) groups.set(`${item.reason} ${item.field}`, [...(groups.get(`${item.reason} ${item.field}`) ?? []), item]);
      return { reasons: [...groups.values()].map((group) => ({ reason: group[0].reason, field: group[0].field, events: group.length, last: group[0].at })).sort((a, b) => b.events - a.events) };
    },
    replay: (filter, by, now) => {
      jobs = [{ id: `r${jobs.length + 1}`, kind: "replay", request: filter, by, state: "running", done: 0, total: kept.filter(fits(filter)).length, message: "", created: iso(now), started: iso(now) }, ...jobs];
      return jobs[0];
    },
    dismiss: (filter) => { const before = kept.length; settle(filter); return { dismissed: before - kept.length }; },
    jobs: look,
    cancel: (id, now) => { jobs = jobs.map((job) => (job.id === id ? { ...job, state: "cancelled", ended: iso(now) } : job)); return jobs.find((job) => job.id === id); },
  };
}
