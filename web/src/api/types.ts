// The API's messages, as src/api/messages.h and src/analyze/*/spec.h say them.
export type Instant = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Role = "viewer" | "analyst" | "owner";
export type Language = "zh-CN" | "en";
export interface OperatorView {
  id: number;
  email: string;
  name: string;
  role: Role;
  language: string;
}
export interface Project {
  id: string;
  name: string;
  time_zone: string;
  week_start: string;
  currency: string;
}
export interface SessionView {
  who: OperatorView;
  project: Project;
  csrf: string;
}

export type BucketUnit = "hour" | "day" | "week" | "month" | "total";
export type Window = "ever" | { last: number; unit: Exclude<BucketUnit, "total"> } | { between: [string, string] };
export type Filter = { [key: string]: Json };
export interface EventMatch {
  event?: string;
  events?: string[];
  where?: Filter;
}
export const measures = [
  "total", "persons", "per_person", "sum", "avg", "min", "max", "median", "p75", "p90", "p95", "p99", "distinct",
] as const;
export type Measure = (typeof measures)[number];

export interface TrendQuestion {
  match: EventMatch;
  range: Window;
  bucket: BucketUnit;
  measure: Measure;
  property: string;
  breakdown?: string;
  top: number;
}
export interface TrendSeries {
  label: string;
  values: (number | null)[];
  total?: number | null;
}
export interface TrendAnswer {
  buckets: Instant[];
  end: Instant;
  complete: boolean[];
  series: TrendSeries[];
}
export interface TrendCell {
  bucket?: number;
  label?: string;
}

export interface FunnelQuestion {
  steps: EventMatch[];
  range: Window;
  window: string;
  breakdown?: string;
  top: number;
}
export interface FunnelStep {
  persons: number;
  median_ms_from_previous?: number | null;
  median_ms_from_first?: number | null;
}
export interface FunnelGroup {
  label: string;
  steps: FunnelStep[];
}
export interface FunnelAnswer {
  all: FunnelGroup;
  groups: FunnelGroup[];
  rule: string;
}
export interface FunnelCell {
  step: number;
  dropped: boolean;
  label?: string;
}

export type RetentionUnit = "day" | "week" | "month";
export interface RetentionQuestion {
  start: EventMatch;
  back: EventMatch;
  range: Window;
  bucket: RetentionUnit;
  buckets: number;
  cohort: "first_ever" | "recurring";
  returns: "on" | "on_or_after";
}
export interface RetentionRow {
  start: Instant;
  persons: number;
  returned: number[];
  complete: boolean[];
}
export interface RetentionAnswer {
  cohorts: RetentionRow[];
  mean: (number | null)[];
}
export interface RetentionCell {
  cohort: number;
  bucket?: number;
  absent: boolean;
}

export interface SegmentQuestion {
  filter: Filter;
}
export interface SegmentAnswer {
  persons: number;
  everyone: number;
}
export interface SegmentCell {
  others: boolean;
}

// Which question, answer and cell belong to which analysis.
export interface Analyses {
  trend: { question: TrendQuestion; answer: TrendAnswer; cell: TrendCell };
  funnel: { question: FunnelQuestion; answer: FunnelAnswer; cell: FunnelCell };
  retention: { question: RetentionQuestion; answer: RetentionAnswer; cell: RetentionCell };
  segment: { question: SegmentQuestion; answer: SegmentAnswer; cell: SegmentCell };
}
export type AnalysisName = keyof Analyses;
export interface AskResponse<Answer> {
  analysis: string;
  engine: "automatic" | "timeline" | "sql";
  snapshot: number;
  milliseconds: number;
  answer: Answer;
}

export interface PersonRow {
  person: number;
  label: string;
  user_ids: string[];
  anonymous_ids: number;
  first_seen?: Instant | null;
  last_seen?: Instant | null;
  events: number;
}
export interface PersonsResponse {
  total: number;
  persons: PersonRow[];
}
export type IdKind = "anonymous" | "user";
export interface IdView {
  kind: IdKind;
  value: string;
  number: number;
}
export interface TraitView {
  name: string;
  value: Json;
  since: Instant;
}
export interface LinkView {
  id: number;
  kind: "claim" | "merge" | "undo";
  from: IdView;
  into: IdView;
  target: number;
  at: Instant;
  why: string;
  undone: boolean;
}
export interface PersonView {
  summary: PersonRow;
  ids: IdView[];
  traits: TraitView[];
  segments: { id: string; name: string }[];
  links: LinkView[];
}
export interface EventView {
  number: number;
  id: string;
  person: number;
  name: string;
  time: Instant;
  received: Instant;
  anonymous_id: string;
  user_id: string;
  session: string;
  channel: string;
  device: string;
  os: string;
  browser: string;
  page: string;
  properties: { [key: string]: Json };
}
export interface EventsResponse {
  events: EventView[];
  more: boolean;
}

export interface EventNameView {
  name: string;
  events: number;
  last_seen: Instant;
}
export type PropertyType = "text" | "number" | "boolean" | "instant" | "list";
export interface PropertyView {
  ref: string;
  type: PropertyType;
}

export interface SegmentBody {
  name: string;
  description: string;
  filter: Filter;
}
export interface SegmentView extends SegmentBody {
  id: string;
  owner: string;
  created: Instant;
  updated: Instant;
  persons?: number | null;
}

export interface OverviewResponse {
  persons: number;
  events: number;
  active_today: number;
  active_yesterday: number;
  new_today: number;
  new_yesterday: number;
  events_today: number;
  events_yesterday: number;
  quarantined: number;
}
export const reasons = [
  "not_json", "unknown_type", "missing_id", "missing_name", "name_too_long", "event_too_large",
  "too_many_properties", "too_deep", "bad_text", "bad_field", "bad_time", "bad_row",
] as const;
export interface QuarantineItem {
  at: Instant;
  source: string;
  reason: string;
  field: string;
  message: string;
  body: string;
  line: number;
}
export interface QuarantineResponse {
  total: number;
  items: QuarantineItem[];
}
export interface KeyView {
  id: number;
  kind: "write" | "secret";
  label: string;
  shown: string;
  role: Role;
  created: Instant;
}
export interface NewKeyResponse {
  key: KeyView;
  text: string;
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  field?: string | null;
}
