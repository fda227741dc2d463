// A small interpreter of the questions over the shop: enough of the filter language to look right.
const day = 86_400_000;
const zone = 8 * 3_600_000; // Asia/Shanghai
const unitMs = { hour: 3_600_000, day, week: 7 * day };
const duration = (text) => { const m = /^(\d+)(ms|s|m|h|d|w)$/.exec(text); return m[1] * { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: day, w: 7 * day }[m[2]]; };

function floor(t, unit) {
  const local = t + zone;
  if (unit === "month") { const d = new Date(local); return Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), 1) - zone; }
  if (unit === "week") { const d = Math.floor(local / day); return (d - ((d + 3) % 7)) * day - zone; }
  return Math.floor(local / unitMs[unit]) * unitMs[unit] - zone;
}
function advance(start, unit, n) {
  if (unit !== "month") return start + n * unitMs[unit];
  const d = new Date(start + zone);
  return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + n, 1) - zone;
}
function resolve(window, now) {
  if (!window || window === "ever") return [now - 75 * day, now];
  if (window.between) return window.between.map((t) => (/T/.test(t) ? Date.parse(t) : Date.parse(t) - zone));
  return [advance(floor(now, window.unit), window.unit, 1 - window.last), advance(floor(now, window.unit), window.unit, 1)];
}

function compare(value, op, want) {
  if (value === undefined || value === null) return ["is_not", "not_contains", "not_in", "!=", "is_not_set"].includes(op);
  const text = String(value);
  switch (op) {
    case "is": return text === want;
    case "is_not": return text !== want;
    case "contains": return text.includes(want);
    case "not_contains": return !text.includes(want);
    case "starts_with": return text.startsWith(want);
    case "ends_with": return text.endsWith(want);
    case "matches": return new RegExp(want).test(text);
    case "in": return want.includes(text);
    case "not_in": return !want.includes(text);
    case "=": return Number(value) === want;
    case "!=": return Number(value) !== want;
    case "<": return Number(value) < want;
    case "<=": return Number(value) <= want;
    case ">": return Number(value) > want;
    case ">=": return Number(value) >= want;
    case "between": return Number(value) >= want[0] && Number(value) <= want[1];
    case "is_true": return value === true;
    case "is_false": return value === false;
    case "has": return Array.isArray(value) && value.includes(want);
    case "has_any": return Array.isArray(value) && want.some((w) => value.includes(w));
    case "has_all": return Array.isArray(value) && want.every((w) => value.includes(w));
    case "is_set": return true;
    default: return false;
  }
}
const property = (event, name) => (name.startsWith("$") ? event[name.slice(1)] : event.properties[name]);

export function asker(shop, segments) {
  const byNumber = new Map(shop.persons.map((p) => [p.person, p]));
  function holds(filter, person, event, now) {
    const [[key, value]] = Object.entries(filter).filter(([k]) => !["op", "value", "case_insensitive"].includes(k));
    if (key === "all") return value.every((f) => holds(f, person, event, now));
    if (key === "any") return value.some((f) => holds(f, person, event, now));
    if (key === "not") return !holds(value, person, event, now);
    if (key === "event") return event && compare(property(event, value), filter.op, filter.value);
    if (key === "person") return compare(person.traits[value], filter.op, filter.value);
    if (key === "in_segment") return holds(segments().find((s) => s.id === value)?.filter ?? { all: [] }, person, event, now);
    if (key === "did" || key === "did_not") {
      const [from, to] = resolve(value.within, now);
      const found = person.events.filter((e) => e.time >= from && e.time < to && matches(value, person, e, now));
      const [aggregate, part] = Object.entries(value).find(([k]) => ["count", "sum", "avg", "min", "max", "distinct"].includes(k)) ?? ["count", { op: ">=", value: 1 }];
      const numbers = found.map((e) => Number(property(e, part.property ?? "") ?? 0));
      const sum = numbers.reduce((a, b) => a + b, 0);
      const got = { count: found.length, sum, avg: sum / numbers.length, min: Math.min(...numbers), max: Math.max(...numbers), distinct: new Set(numbers).size }[aggregate];
      return compare(got, part.op, part.value) === (key === "did");
    }
    if (key === "sequence") {
      let at = 0;
      for (const e of person.events) if (at < value.steps.length && matches(value.steps[at], person, e, now)) ++at;
      return at === value.steps.length;
    }
    if (key === "first_time") {
      const [from, to] = resolve(value.within, now);
      const first = person.events.find((e) => matches(value, person, e, now));
      return first !== undefined && first.time >= from && first.time < to;
    }
    return false;
  }
  function matches(match, person, event, now) {
    const names = match.event !== undefined ? [match.event] : match.events;
    if (names ? !names.includes(event.name) : ["$identify", "$group", "$alias"].includes(event.name)) return false;
    return !match.where || holds(match.where, person, event, now);
  }
  const label = (ref, person, event) => {
    const v = ref.startsWith("person.") ? person.traits[ref.slice(7)] : property(event, ref.slice(6));
    return v === undefined || v === null || v === "" ? "$none" : String(v);
  };
  function buckets(range, unit, now) {
    const [from, to] = resolve(range, now);
    if (unit === "total") return [from, to];
    const out = [];
    for (let t = floor(from, unit); t < to; t = advance(t, unit, 1)) out.push(t);
    return [...out, advance(out.at(-1) ?? floor(from, unit), unit, 1)];
  }
  const measureOf = (q, list) => {
    if ((q.measure ?? "total") === "total") return list.length;
    const persons = new Set(list.map((e) => e.person)).size;
    if (q.measure === "persons") return persons;
    if (q.measure === "per_person") return persons ? list.length / persons : null;
    const values = list.map((e) => property(e, q.property)).filter((v) => v !== undefined && v !== null);
    if (q.measure === "distinct") return new Set(values.map(String)).size;
    const n = values.map(Number).filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
    const sum = n.reduce((a, b) => a + b, 0);
    if (q.measure === "sum") return sum;
    if (n.length === 0) return null;
    if (q.measure === "avg") return sum / n.length;
    const share = { min: 0, median: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99, max: 1 }[q.measure];
    const at = share * (n.length - 1);
    return n[Math.floor(at)] + (at % 1) * ((n[Math.ceil(at)] ?? 0) - n[Math.floor(at)]);
  };
  function trendParts(q, now, asked) {
    const edges = buckets(q.range, q.bucket, now);
    const found = shop.events.filter((e) => e.time >= edges[0] && e.time < edges.at(-1) && matches(asked.match ?? {}, byNumber.get(e.person), e, now));
    const groups = new Map();
    for (const e of found) {
      const key = q.breakdown ? label(q.breakdown, byNumber.get(e.person), e) : "";
      groups.set(key, [...(groups.get(key) ?? []), e]);
    }
    return { edges, groups };
  }
  const inBucket = (list, edges, i) => list.filter((e) => e.time >= edges[i] && e.time < edges[i + 1]);
  function trend(q, now) {
    const parts = q.series.map((one) => trendParts(q, now, one));
    const { edges, groups } = parts[0];
    if (groups.size === 0 && !q.breakdown) groups.set("", []);
    const labels = [...groups].map(([label, list]) => ({ label, total: measureOf(q.series[0], list) })).sort((a, b) => b.total - a.total).slice(0, q.top);
    const series = q.series.flatMap((one, index) => labels.map(({ label }) => {
      const list = parts[index].groups.get(label) ?? [];
      return { index, formula: false, name: one.name ?? "", label, values: edges.slice(1).map((_, i) => measureOf(one, inBucket(list, edges, i))), total: measureOf(one, list) };
    }));
    return { buckets: edges.slice(0, -1).map((t) => new Date(t).toISOString()), end: new Date(edges.at(-1)).toISOString(), complete: edges.slice(1).map((t) => t <= now), previous: [], series };
  }
  function trendPersons(q, cell, now) {
    const { edges, groups } = trendParts(q, now, q.series[cell.series ?? 0]);
    const list = cell.label !== undefined ? (groups.get(cell.label) ?? []) : [...groups.values()].flat();
    return [...new Set((cell.bucket === undefined ? list : inBucket(list, edges, cell.bucket)).map((e) => e.person))];
  }
  function funnelRun(q, now) {
    const [from, to] = resolve(q.range, now);
    const out = [];
    for (const person of shop.persons) {
      let best = { depth: 0, times: [], label: "$none" };
      person.events.forEach((start, i) => {
        if (start.time < from || start.time >= to || !matches(q.steps[0], person, start, now)) return;
        const times = [start.time];
        for (let j = i + 1; j < person.events.length && times.length < q.steps.length; ++j) {
          const e = person.events[j];
          if (e.time - start.time > duration(q.window)) break;
          if (matches(q.steps[times.length], person, e, now)) times.push(e.time);
        }
        if (times.length > best.depth) best = { depth: times.length, times, label: q.breakdown ? label(q.breakdown, person, start) : "" };
      });
      if (best.depth > 0) out.push({ person: person.person, ...best });
    }
    return out;
  }
  const median = (list) => { const s = list.sort((a, b) => a - b); return s.length ? (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2 : undefined; };
  function funnel(q, now) {
    const runs = funnelRun(q, now);
    const group = (name, list) => ({ label: name, points: [], steps: q.steps.map((_, k) => {
      const reached = list.filter((r) => r.depth > k);
      const step = { count: reached.length, persons: reached.length };
      if (k > 0 && reached.length) Object.assign(step, { median_ms_from_previous: median(reached.map((r) => r.times[k] - r.times[k - 1])), median_ms_from_first: median(reached.map((r) => r.times[k] - r.times[0])) });
      return step;
    }) });
    const names = q.breakdown ? [...new Set(runs.map((r) => r.label))] : [];
    return { all: group("", runs), groups: names.map((n) => group(n, runs.filter((r) => r.label === n))).sort((a, b) => b.steps[0].count - a.steps[0].count).slice(0, q.top),
      buckets: [], complete: [], rule: "each person once, at the furthest step any of their attempts reached" };
  }
  function retentionParts(q, now) {
    const edges = buckets(q.range, q.bucket, now);
    return edges.slice(0, -1).map((start, i) => {
      const members = shop.persons.filter((p) => {
        const starts = p.events.filter((e) => matches(q.start, p, e, now));
        return q.cohort === "first_ever" ? starts[0] && starts[0].time >= start && starts[0].time < edges[i + 1] : starts.some((e) => e.time >= start && e.time < edges[i + 1]);
      });
      const columns = Array.from({ length: q.buckets + 1 }, (_, n) => {
        const a = advance(start, q.bucket, n), b = advance(start, q.bucket, n + 1);
        return { complete: b <= now, persons: members.filter((p) => p.events.some((e) => e.time >= a && (q.returns === "on_or_after" || e.time < b) && matches(q.back, p, e, now))).map((p) => p.person) };
      });
      return { start, members: members.map((p) => p.person), columns };
    });
  }
  function retention(q, now) {
    const parts = retentionParts(q, now);
    return {
      columns: Array.from({ length: q.buckets + 1 }, (_, n) => ({ from: n, to: n + 1 })),
      groups: [],
      mean_values: [],
      unbroken: [],
      cohorts: parts.map((c) => ({ start: new Date(c.start).toISOString(), persons: c.members.length, returned: c.columns.map((x) => x.persons.length), complete: c.columns.map((x) => x.complete), values: [], per_person: [], unbroken: [], longest: [], current: [] })),
      mean: Array.from({ length: q.buckets + 1 }, (_, n) => {
        const done = parts.filter((c) => c.columns[n].complete && c.members.length);
        const size = done.reduce((a, c) => a + c.members.length, 0);
        return size ? done.reduce((a, c) => a + c.columns[n].persons.length, 0) / size : null;
      }),
    };
  }
  const segment = (q, now) => shop.persons.filter((p) => holds(q.filter, p, undefined, now)).map((p) => p.person);
  const fill = { trend: { series: [{}], bucket: "day", top: 10 }, funnel: { window: "7d", top: 10 }, retention: { bucket: "day", buckets: 30, cohort: "first_ever", returns: "on" }, segment: {} };
  return {
    answer(analysis, question, now) {
      const q = { ...fill[analysis], ...question };
      if (analysis === "trend") return trend(q, now);
      if (analysis === "funnel") return funnel(q, now);
      if (analysis === "retention") return retention(q, now);
      return { persons: segment(q, now).length, everyone: shop.persons.length };
    },
    persons(analysis, question, cell, now) {
      const q = { ...fill[analysis], ...question };
      if (analysis === "trend") return trendPersons(q, cell, now);
      if (analysis === "funnel") return funnelRun(q, now).filter((r) => (cell.label === undefined || r.label === cell.label) && (cell.dropped ? r.depth === cell.step - 1 : r.depth >= cell.step)).map((r) => r.person);
      if (analysis === "retention") {
        const c = retentionParts(q, now)[cell.cohort];
        if (cell.bucket === undefined) return c.members;
        const back = c.columns[cell.bucket].persons;
        return cell.absent ? c.members.filter((p) => !back.includes(p)) : back;
      }
      const inside = segment(q, now);
      return cell.others ? shop.persons.map((p) => p.person).filter((p) => !inside.includes(p)) : inside;
    },
    size: (filter, now) => segment({ filter }, now).length,
  };
}
