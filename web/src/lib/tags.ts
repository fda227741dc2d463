// Tags as their form edits them, and the examples to begin with.
import type { Filter, Json } from "../api/types";
import type { Refresh, Split, Statistic, StatisticMeasure, Tag, TagBody, TagKind, TagView } from "../api/tags";
import { asGroup, emptyGroup, emptyMatch, filterFromForm, formFromFilter, isComplete, matchFromJson, matchToJson, type GroupForm, type MatchForm } from "./filter";

export const kinds: TagKind[] = ["rule", "statistic", "manual", "imported", "sql"];
export const refreshes: Refresh[] = ["live", "hourly", "daily", "manual"];
export const measures: StatisticMeasure[] = ["times", "days", "sum", "avg", "min", "max", "first", "last", "most_frequent", "days_since", "trait", "trait_number"];
export const maxRules = 24;
export const maxCuts = 23;

export const isPutIn = (kind: TagKind) => kind === "manual" || kind === "imported";
export const mayHaveProperty = (measure: StatisticMeasure) => !["times", "days", "days_since"].includes(measure);
export const needsProperty = (measure: StatisticMeasure) => mayHaveProperty(measure) && measure !== "first" && measure !== "last";
export const isOfTrait = (measure: StatisticMeasure) => measure === "trait" || measure === "trait_number";
export const countsNone = (measure: StatisticMeasure) => ["times", "days", "sum"].includes(measure);
export function givesNumbers({ measure, property }: { measure: StatisticMeasure; property: string }): boolean {
  if (measure === "most_frequent" || measure === "trait") return false;
  return (measure !== "first" && measure !== "last") || property === "";
}
// Numbers that are instants: of the first or last event.
export const givesInstants = (tag: Pick<Tag, "kind" | "statistic" | "split">) =>
  tag.kind === "statistic" && !tag.split && tag.statistic !== undefined && ["first", "last"].includes(tag.statistic.measure) && tag.statistic.property === "";

export interface RuleForm { key: number; value: string; filter: GroupForm }
export interface StatisticForm { match: MatchForm; within: Statistic["within"]; measure: StatisticMeasure; property: string; top: number }
export interface TagForm {
  name: string; description: string; category: string; kind: TagKind; rules: RuleForm[]; statistic: StatisticForm; countNone: boolean; sql: string; split: Split | undefined; schedule: Tag["schedule"];
}

let lastKey = 0;
export const newRule = (): RuleForm => ({ key: ++lastKey, value: "", filter: emptyGroup() });
export const newStatistic = (): StatisticForm => ({ match: emptyMatch(), within: { last: 30, unit: "day" }, measure: "times", property: "", top: 1 });
export const newTag = (): TagForm => ({
  name: "", description: "", category: "", kind: "rule", rules: [newRule()], statistic: newStatistic(), countNone: false, sql: "", split: undefined, schedule: { refresh: "daily", hour: 3, keep_days: 90 },
});

export function formFromTag(tag: TagBody | TagView): TagForm {
  const { statistic } = tag;
  return {
    ...newTag(), name: tag.name, description: tag.description, category: tag.category, kind: tag.kind, countNone: tag.count_none, sql: tag.sql, split: tag.split, schedule: tag.schedule,
    ...(tag.rules.length > 0 ? { rules: tag.rules.map((rule) => ({ key: ++lastKey, value: rule.value, filter: asGroup(formFromFilter(rule.filter as Json)) })) } : {}),
    ...(statistic ? { statistic: { ...statistic, match: matchFromJson(statistic.match as never) } } : {}),
  };
}

export function tagFromForm(form: TagForm): TagBody {
  const numbers = form.kind === "sql" || (form.kind === "statistic" && givesNumbers(form.statistic));
  return {
    name: form.name.trim(), description: form.description, kind: form.kind, category: form.category.trim(), count_none: form.kind === "statistic" && form.countNone && countsNone(form.statistic.measure),
    sql: form.kind === "sql" ? form.sql : "", schedule: isPutIn(form.kind) ? { ...form.schedule, refresh: "manual" } : form.schedule,
    rules: form.kind === "rule" ? form.rules.map((rule) => ({ value: rule.value.trim(), filter: filterFromForm(rule.filter) })) : [],
    ...(form.kind === "statistic" ? { statistic: { ...form.statistic, match: matchToJson(form.statistic.match), top: form.statistic.measure === "most_frequent" ? form.statistic.top : 1 } } : {}),
    ...(numbers && form.split ? { split: form.split } : {}),
  };
}

export type Lack = "name" | "value" | "sameValue" | "filter" | "property" | "sql" | "split" | "match";

export function splitIsWhole({ by, cuts, names }: Split): boolean {
  const ascending = cuts.every((cut, i) => Number.isFinite(cut) && (i === 0 || cut > cuts[i - 1]!) && (by === "value" || (cut > 0 && cut < 100)));
  return cuts.length > 0 && ascending && names.length === cuts.length + 1 && names.every((name) => name.trim() !== "") && new Set(names).size === names.length;
}

// The first thing that must be filled in before it can be worked out; the name may come later.
export function lackOf(form: TagForm): Lack | undefined {
  const values = form.rules.map((rule) => rule.value.trim());
  if (form.kind === "rule") {
    if (values.some((value) => value === "")) return "value";
    if (new Set(values).size < values.length) return "sameValue";
    if (!form.rules.every((rule) => isComplete(rule.filter))) return "filter";
  }
  if (form.kind === "statistic") {
    if (needsProperty(form.statistic.measure) && form.statistic.property === "") return "property";
    if (!isComplete(form.statistic.match.where)) return "match";
  }
  if (form.kind === "sql" && form.sql.trim() === "") return "sql";
  const numbers = form.kind === "sql" || (form.kind === "statistic" && givesNumbers(form.statistic));
  return numbers && form.split && !splitIsWhole(form.split) ? "split" : undefined;
}

// Whoever has the value of this rule: those for whom it holds and none before it.
export function filterOfRule(rules: readonly { filter: Filter }[], index: number): Filter {
  const own = rules[index]!.filter;
  return index === 0 ? own : { all: [own, { not: { any: rules.slice(0, index).map((rule) => rule.filter) } }] as Json };
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const out = list.slice();
  out.splice(to, 0, ...out.splice(from, 1));
  return out;
}

// One part more at the upper end, or one part less.
export function addPart(split: Split, name: string): Split {
  const last = split.cuts.at(-1) ?? 0;
  const cut = split.by === "percent" ? Math.round((last + 100) / 2) : last > 0 ? last * 2 : last + 10;
  return { ...split, cuts: [...split.cuts, cut], names: [...split.names, name] };
}
export function removePart(split: Split, part: number): Split {
  return { ...split, cuts: split.cuts.filter((_, i) => i !== Math.max(part - 1, 0)), names: split.names.filter((_, i) => i !== part) };
}

// How far a population stability index is from steady.
export function driftLevel(index: number): "steady" | "some" | "much" {
  return index < 0.1 ? "steady" : index < 0.25 ? "some" : "much";
}

export const coverage = (tag: { persons: number; everyone: number }) => (tag.everyone > 0 ? Math.min(1, tag.persons / tag.everyone) : 0);

export type Flaw = "failed" | "stale" | "unused" | "never";
export function flawsOf(tag: TagView): Flaw[] {
  const flaws: Flaw[] = [];
  if (tag.problem !== "") flaws.push("failed");
  else if (tag.stale) flaws.push("stale");
  else if (!tag.computed) flaws.push("never");
  if (tag.used_by.length === 0) flaws.push("unused");
  return flaws;
}

export function byCategory(list: readonly TagView[]): [string, TagView[]][] {
  const groups = new Map<string, TagView[]>();
  for (const tag of list) groups.set(tag.category, [...(groups.get(tag.category) ?? []), tag]);
  return [...groups].sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : a.localeCompare(b)));
}

// Tags that say something in a shop; `word` gives names in the operator's language.
export const exampleKeys = ["stage", "spending", "favourite", "quiet"] as const;
export type ExampleKey = (typeof exampleKeys)[number];
export function exampleTag(key: ExampleKey, word: (key: string) => string): TagForm {
  const order = { event: "Order Completed" };
  const within = (days: number) => ({ last: days, unit: "day" });
  const base = { ...newTag(), name: word(`${key}.name`), description: word(`${key}.description`), category: word(`${key}.category`) };
  const rule = (value: string, filter: Filter): RuleForm => ({ key: ++lastKey, value: word(`stage.${value}`), filter: asGroup(formFromFilter(filter as Json)) });
  const statistic = (event: string, days: number, measure: StatisticMeasure, property: string): StatisticForm => ({ ...newStatistic(), match: matchFromJson({ event }), within: days > 0 ? { last: days, unit: "day" } : "ever", measure, property });
  switch (key) {
    case "stage":
      return { ...base, kind: "rule", rules: [
        rule("new", { first_time: { ...order, within: within(30) } }), rule("active", { did: { ...order, within: within(30) } }), rule("risk", { did: { ...order, within: within(90) } }),
        rule("lost", { did: order }), rule("visitor", { all: [] }),
      ] };
    case "spending": return { ...base, kind: "statistic", statistic: statistic("Order Completed", 90, "sum", "revenue"), split: { by: "percent", cuts: [50, 80], names: ["low", "middle", "high"].map((one) => word(`spending.${one}`)) } };
    case "favourite": return { ...base, kind: "statistic", statistic: statistic("Product Viewed", 90, "most_frequent", "category") };
    case "quiet": return { ...base, kind: "statistic", statistic: statistic("Order Completed", 0, "days_since", ""), split: { by: "value", cuts: [7, 30, 90], names: ["week", "month", "quarter", "longer"].map((one) => word(`quiet.${one}`)) } };
  }
}
