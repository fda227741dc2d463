// A rule about persons as a sentence, in the language of `t`: what a form or JSON says, to be read aloud.
import type { TFunction } from "i18next";
import type { Json, Window } from "../api/types";
import { familyOf, takesNothing, type CompareForm, type DidForm, type FilterForm, type GroupForm, type MatchForm } from "./filter";
import { lastDayOf, sayDuration } from "./window";

export interface RuleNames {
  event: (name: string) => string;
  segment: (id: string) => string;
  tag: (id: string) => string;
  scheme: (id: string) => string;
}

// `rule` is a whole sentence, `match` an event with its conditions.
export function ruleWords(t: TFunction, names: RuleNames): { rule: (form: FilterForm) => string; match: (match: MatchForm) => string } {
  const quote = (text: string) => t("rule.quoted", { text });
  const listed = (texts: string[]) => texts.map(quote).join(t("rule.orList"));

  const window = (of: Window) => {
    if (of === "ever") return "";
    if ("last" in of) return t(`rule.window.${of.last === 1 ? "this" : "last"}_${of.unit}`, { n: of.last });
    const [begin, end] = of.between;
    return t("rule.window.between", { begin, end: lastDayOf(end) });
  };
  // What `op value` says of a property: "is “pro”", "is at least 3", "has a value".
  const compared = (op: string, value: Json): string => {
    const said = t(`filter.op.${op}`);
    if (takesNothing(op)) return said;
    if (familyOf(op) === "number") {
      const [n, m] = Array.isArray(value) ? value : [value, value];
      return t(`rule.is.${op}`, { n, m });
    }
    if (familyOf(op) === "instant") return t(`rule.when.${op}`, { value: sayDuration(String(value), t) });
    return t("rule.opValue", { op: said, value: Array.isArray(value) ? listed(value.map(String)) : quote(String(value ?? "")) });
  };
  const comparison = ({ op, value, caseInsensitive }: CompareForm) => {
    const text = compared(op, value);
    return caseInsensitive && !takesNothing(op) ? t("rule.ignoringCase", { compared: text }) : text;
  };

  // Conditions on one event's properties; whatever else may stand there is said as of the person.
  const where = (group: GroupForm): string => {
    const parts = group.items.map((item) => {
      if (item.type === "group") return item.items.length > 1 && !item.negated ? t("rule.group", { rule: where(item) }) : where(item);
      return item.type === "compare" && item.scope === "event" ? t("rule.property", { property: item.property, compared: comparison(item) }) : clause(item);
    });
    const said = parts.join(t(group.join === "all" ? "rule.whereAnd" : "rule.whereOr"));
    return group.negated ? t("rule.whereNot", { where: said }) : said;
  };
  const event = ({ events, where: conditions }: MatchForm) => {
    const said = events.length === 0 ? t("rule.anyEvent") : listed(events.map(names.event));
    return conditions.items.length > 0 ? t("rule.eventWith", { event: said, where: where(conditions) }) : said;
  };

  const did = (form: DidForm) => {
    const [n, m] = form.numbers;
    const said = { event: event(form.match), window: window(form.within), n, m };
    const not = form.negated ? "Not" : "";
    if (form.aggregate !== "count") {
      const about = { ...said, aggregate: t(`rule.agg.${form.aggregate}`), property: form.property, compared: t(`rule.is.${form.op}`, { n, m }) };
      return t(`rule.did${not}Agg`, about);
    }
    if (form.op === ">=" && n === 1) return t(`rule.did${not}`, said);
    return t(`rule.did${not}Times`, { ...said, times: t(`rule.times.${form.op}`, { n, m }) });
  };

  const group = (form: GroupForm): string => {
    const parts = form.items.map((item) => (item.type === "group" && item.items.length > 1 && !item.negated ? t("rule.group", { rule: clause(item) }) : clause(item)));
    const said = parts.length === 0 ? t("rule.everyone") : parts.join(t(form.join === "all" ? "rule.and" : "rule.or"));
    return form.negated ? t("rule.not", { rule: said }) : said;
  };

  const clause = (form: FilterForm): string => {
    switch (form.type) {
      case "group": return group(form);
      case "compare": return t("rule.trait", { property: form.property || t("rule.unknown"), compared: comparison(form) });
      case "did": return did(form);
      case "sequence": return t(form.strict ? "rule.strict" : "rule.sequence", { steps: form.steps.map(event).join(t("rule.then")), within: sayDuration(form.within, t) });
      case "first_time": return t("rule.firstTime", { event: event(form.match), window: window(form.within) });
      case "segment": return t("rule.segment", { name: quote(names.segment(form.id)) });
      case "tag": return form.value === undefined ? t("rule.tag", { name: quote(names.tag(form.id)) }) : t("rule.tagValue", { name: quote(names.tag(form.id)), value: quote(form.value) });
      case "layer": return t("rule.layer", { name: quote(names.scheme(form.scheme)), layer: quote(form.layer) });
      case "raw": return t("rule.json", { json: JSON.stringify(form.json) });
    }
  };

  const everybody = (form: FilterForm) => form.type === "group" && form.items.length === 0 && !form.negated;
  return { rule: (form) => (everybody(form) ? t("rule.everyone") : t("rule.sentence", { rule: clause(form) })), match: event };
}

// Whether the sentence names a layer scheme.
export function namesLayers(form: FilterForm): boolean {
  if (form.type === "layer") return true;
  if (form.type === "group") return form.items.some(namesLayers);
  if (form.type === "did" || form.type === "first_time") return namesLayers(form.match.where);
  return form.type === "sequence" && form.steps.some((step) => namesLayers(step.where));
}
