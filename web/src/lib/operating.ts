// What the operating models' pages make of answers and roles.
import type { FunnelGroup, FunnelPoint, Json, LtvAnswer, RetentionRow, Roles, RolesView, TrendAnswer, TrendSeries, Window } from "../api/types";
import { windowFromText } from "./window";

export const aarrrStages = ["acquisition", "activation", "retention", "revenue", "referral"] as const;
export type AarrrStage = (typeof aarrrStages)[number];
export const retentionDays = [1, 7, 30] as const;

export const operatingDefault = { model: "aarrr", by: "channel", range: { last: 30, unit: "day" } as Window } as const;
export type OperatingTab = "aarrr" | "cspdd" | "roles";
export interface OperatingAddress { tab: OperatingTab; by: "channel" | "scene"; range: Window }

// The page's address, and back; what is not there or makes no sense is the default.
export function addressFrom(parameters: URLSearchParams): OperatingAddress {
  const model = parameters.get("model");
  return { tab: model === "cspdd" || model === "roles" ? model : "aarrr", by: parameters.get("by") === "scene" ? "scene" : "channel", range: windowFromText(parameters.get("range"), operatingDefault.range) };
}
export function addressTo({ tab, by, range }: OperatingAddress): Record<string, string> {
  return {
    ...(tab === operatingDefault.model ? {} : { model: tab }), ...(by === operatingDefault.by ? {} : { by }),
    ...(JSON.stringify(range) === JSON.stringify(operatingDefault.range) ? {} : { range: JSON.stringify(range) }),
  };
}

export const share = (part: number | undefined, of: number | undefined): number | null => (part === undefined || !of ? null : part / of);

// Series and formulas of a trend by their names.
export function byName(answer: TrendAnswer | undefined): Record<string, TrendSeries> {
  return Object.fromEntries((answer?.series ?? []).map((one) => [one.name, one]));
}

// Which buckets are over for those who enter in them: all but the last, if the range is not.
export function over(buckets: readonly string[], range: Window, now: number): boolean[] {
  const ended = range !== "ever" && "between" in range && Date.parse(range.between[1]) <= now;
  return buckets.map((_, i) => ended || i < buckets.length - 1);
}

// Each point's share of those who started then; none where nobody did.
export const sharePoints = (points: readonly FunnelPoint[]): (number | null)[] => points.map((point) => share(point.converted, point.entered));

// How many of the step before did each step but the first.
export const conversions = (group: FunnelGroup): (number | null)[] => group.steps.slice(1).map((step, i) => share(step.count, group.steps[i]!.count));

export interface Cohorts { cohorts: Pick<RetentionRow, "start" | "persons" | "returned" | "complete">[] }
export interface RetentionLine { n: number; values: (number | null)[] }
// One line per n over the days of the range: cohort i of Dn came n days before day i.
export function retentionLines(answers: ReadonlyMap<number, Cohorts>): { days: string[]; lines: RetentionLine[] } {
  const lines = [...answers].map(([n, answer]) => ({ n, values: answer.cohorts.map((row) => (row.complete[n] ? share(row.returned[n], row.persons) : null)) }));
  const first = [...answers][0];
  // Noon of the day n after a midnight, whatever clocks did in between.
  const days = first?.[1].cohorts.map((row) => new Date(Date.parse(row.start) + (first[0] + 0.5) * 86_400_000).toISOString()) ?? [];
  return { days, lines };
}

// What new persons cost, by the channel they came by; of channels without known costs nothing.
export const costsOf = (answer: LtvAnswer | undefined): Map<string, number> =>
  new Map((answer?.series ?? []).flatMap((one) => (one.cac === undefined || one.cac === null ? [] : [[one.label, one.cac] as [string, number]])));

// A trend question whose series and formulas are called as the page calls them.
export function named(question: Json, say: (name: string) => string): Json {
  const rename = (list: Json | undefined): Json => (Array.isArray(list) ? list.map((one) => ({ ...(one as { [key: string]: Json }), name: say(String((one as { [key: string]: Json })["name"])) })) : []);
  const one = question as { [key: string]: Json };
  return one["series"] ? { ...one, series: rename(one["series"]), formulas: rename(one["formulas"]) } : question;
}

export const rolesOf = ({ confirmed: _, by: __, at: ___, ...roles }: RolesView): Roles => roles as Roles;
export const matchRoles = ["activation", "scene", "product", "order", "paid", "invite", "accepted"] as const;
export type MatchRole = (typeof matchRoles)[number];

// A role without event and condition is none.
export function withRole(roles: Roles, role: MatchRole, match: Roles[MatchRole]): Roles {
  const { [role]: _, ...rest } = roles;
  const empty = !match || (!match.event && !match.events?.length && !match.where);
  return (empty ? rest : { ...rest, [role]: match }) as Roles;
}
