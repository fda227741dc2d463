// The API's messages: generated from openapi.json (npm run types), refined where a document cannot be exact.
import type { components } from "./openapi";

type S = components["schemas"];

export type Instant = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Language = "zh-CN" | "en";

export type Role = S["Role"];
export type OperatorView = S["OperatorView"];
export type Project = S["Project"];
export type SessionView = S["SessionView"];

export type SqlColumn = S["SqlColumn"];
export type SqlAnswer = Omit<S["SqlAnswer"], "rows"> & { rows: Json[][] };
export type SqlView = S["SqlView"];
export type SqlViewsResponse = S["SqlViewsResponse"];

export type BucketUnit = S["BucketUnit"];
export type Window = "ever" | { last: number; unit: Exclude<BucketUnit, "total"> } | { between: [string, string] };
// Any node of the filter language; lib/filter.ts reads what is in it.
export type Filter = { [key: string]: Json };
export type EventMatch = Omit<S["EventMatch"], "where"> & { where?: Filter };
export type Measure = S["Measure"];
export const measures = [
  "total", "persons", "per_person", "sum", "avg", "min", "max", "median", "p75", "p90", "p95", "p99", "distinct", "dau", "wau", "mau", "sessions",
] as const satisfies readonly Measure[];

// Questions as builders hold them: with every field that has a default, and without nulls.
type Own<Question, Exact> = Omit<Question, keyof Exact> & Exact;
// The calendar a question is asked in, where it is not the project's.
export type Weekday = S["Weekday"];
export interface AskedIn { time_zone?: string; week_start?: Weekday }
type Asks<Question, Exact> = Own<Question, Exact> & AskedIn;
export type TrendSeriesQuestion = Own<S["TrendSeriesQuestion"], { match: EventMatch }>;
export type TrendFormula = S["TrendFormula"];
export type TrendCompare = S["TrendCompare"];
export type TrendBreakdown = Own<S["TrendBreakdown"], { bins?: number[] }>;
export type TrendQuestion = Asks<S["TrendQuestion"], { series: TrendSeriesQuestion[]; range: Window; breakdowns: TrendBreakdown[] }>;
export type TrendSeries = S["TrendSeries"];
export type TrendAnswer = S["TrendAnswer"];
export type TrendCell = Own<S["TrendCell"], { bucket?: number; labels?: string[]; formula?: boolean }>;

export type SessionRule = S["SessionRule"];
export type FunnelExclusion = Own<S["FunnelExclusion"], { match: EventMatch; to?: number }>;
export type FunnelPair = Own<S["FunnelPair"], { to?: number }>;
export type FunnelQuestion = Asks<S["FunnelQuestion"], {
  steps: EventMatch[]; range: Window; breakdown?: string; exclusions: FunnelExclusion[]; hold: string[]; sessions?: SessionRule; bucket?: Exclude<BucketUnit, "total">; times?: FunnelPair;
}>;
export type FunnelGroup = S["FunnelGroup"];
export type FunnelPoint = S["FunnelPoint"];
export type FunnelBin = S["FunnelBin"];
export type FunnelStep = S["FunnelStep"];
export type FunnelAnswer = S["FunnelAnswer"];
export type FunnelCell = S["FunnelCell"];

export type DistinguishFactor = S["DistinguishFactor"];
export type DistinguishQuestion = Asks<S["DistinguishQuestion"], { funnel: FunnelQuestion; properties: string[] }>;
export type DistinguishAnswer = S["DistinguishAnswer"];
export type DistinguishCell = S["DistinguishCell"];

export type RetentionUnit = "day" | "week" | "month" | "quarter";
export type RetentionQuestion = Asks<S["RetentionQuestion"], { start: EventMatch; back: EventMatch; range: Window; bucket: RetentionUnit; breakdown?: string }>;
export type RetentionColumn = S["RetentionColumn"];
export type RetentionTable = Omit<S["RetentionGroup"], "label">;
export type RetentionStreak = S["RetentionStreak"];
export type PowerLaw = S["PowerLaw"];
export type RetentionRow = S["RetentionRow"];
export type RetentionAnswer = S["RetentionAnswer"];
export type RetentionCell = Own<S["RetentionCell"], { bucket?: number; label?: string; streak?: RetentionStreak; every?: boolean }>;

// What a person is active by, in calendar units.
interface Activity { match: EventMatch; range: Window; bucket: RetentionUnit }
export type LifecycleQuestion = Asks<S["LifecycleQuestion"], Activity>;
export type LifecycleKind = S["LifecycleKind"];
export type LifecycleRow = S["LifecycleRow"];
export type LifecycleAnswer = S["LifecycleAnswer"];
export type LifecycleCell = S["LifecycleCell"];

export type StickinessQuestion = Asks<S["StickinessQuestion"], Activity>;
export type ActiveDay = S["ActiveDay"];
export type ActiveWindow = S["ActiveWindow"];
export type StickinessAnswer = S["StickinessAnswer"];
export type StickinessCell = S["StickinessCell"];

export type IntervalQuestion = Asks<S["IntervalQuestion"], { from: EventMatch; to: EventMatch; range: Window; breakdown?: string }>;
export type IntervalFigures = S["IntervalFigures"];
export type IntervalAnswer = S["IntervalAnswer"];
export type IntervalCell = S["IntervalCell"];

export type DistributionMeasure = S["DistributionMeasure"];
export type DistributionQuestion = Asks<S["DistributionQuestion"], { match: EventMatch; range: Window; breakdown?: string }>;
export type DistributionBin = S["DistributionBin"];
export type DistributionAnswer = S["DistributionAnswer"];
export type DistributionCell = S["DistributionCell"];

export type SessionQuestion = Asks<S["SessionQuestion"], { match: EventMatch; range: Window; breakdown?: string }>;
export type SessionNumbers = S["SessionNumbers"];
export type SessionAnswer = S["SessionAnswer"];
export type PageNumbers = S["PageNumbers"];
export type SessionCell = S["SessionCell"];

export type HeatmapKind = Exclude<S["HeatmapKind"], "view">;
export type HeatmapQuestion = Asks<S["HeatmapQuestion"], { match: EventMatch; range: Window; kind: HeatmapKind; width?: number }>;
export type HeatmapAnswer = S["HeatmapAnswer"];
export type HeatmapWidth = S["HeatmapWidth"];
export type HeatmapSpot = S["HeatmapSpot"];
export type HeatmapElement = S["HeatmapElement"];
export type HeatmapDepth = S["HeatmapDepth"];
export type HeatmapCell = Own<S["HeatmapCell"], { width?: number; spot?: S["HeatmapPlace"]; selector?: string; depth?: number }>;

export type PathQuestion = Asks<S["PathQuestion"], { match: EventMatch; range: Window; within?: string; start?: string; end?: string }>;
export type PathAnswer = S["PathAnswer"];
export type PathEdge = S["PathEdge"];
export type PathCell = S["PathCell"];

export type AttributionModel = S["AttributionModel"];
export type AttributionQuestion = Asks<S["AttributionQuestion"], { conversion: EventMatch; touch: EventMatch; range: Window }>;
export type AttributionChannel = S["AttributionChannel"];
export type AttributionAnswer = S["AttributionAnswer"];
export type AttributionCell = S["AttributionCell"];

export type LtvQuestion = Asks<S["LtvQuestion"], { acquired: EventMatch; revenue: EventMatch; range: Window; bucket: RetentionUnit; breakdown?: string }>;
export type LtvCohort = S["LtvCohort"];
export type LtvSeries = S["LtvSeries"];
export type LtvAnswer = S["LtvAnswer"];
export type LtvCell = Own<S["LtvCell"], { label?: string; cohort?: number; age?: number; complete?: boolean }>;

export type EffectBy = S["EffectBy"];
export type EffectQuestion = Asks<S["EffectQuestion"], { where: Filter; range: Window; goal: EventMatch; trait?: string }>;
export type EffectUplift = S["EffectUplift"];
export type EffectGroup = S["EffectGroup"];
export type EffectAnswer = S["EffectAnswer"];
export type EffectOf = S["EffectOf"];
export type EffectCell = Own<S["EffectCell"], { label?: string }>;

export type CostRow = S["CostRow"];
export type CostsResponse = S["CostsResponse"];

export type SegmentQuestion = { filter: Filter };
export type SegmentAnswer = S["SegmentAnswer"];
export type SegmentCell = S["SegmentCell"];

export type InsightKind = S["InsightKind"];
export type InsightGrouping = S["InsightGrouping"];
export type InsightQuestion = Asks<S["InsightQuestion"], { segment: Filter; baseline: Filter; cross?: S["InsightCross"] }>;
export type InsightValue = S["InsightValue"];
export type InsightGroup = S["InsightGroup"];
export type InsightNumbers = S["InsightNumbers"];
export type InsightCrossTable = S["InsightCrossTable"];
export type InsightAnswer = S["InsightAnswer"];
export type InsightPick = { by: number; value?: string; from?: number; to?: number };
export type InsightCell = { of: S["InsightSide"]; picks: InsightPick[] };

// Which question, answer and cell belong to which analysis.
export interface Analyses {
  trend: { question: TrendQuestion; answer: TrendAnswer; cell: TrendCell };
  funnel: { question: FunnelQuestion; answer: FunnelAnswer; cell: FunnelCell };
  distinguish: { question: DistinguishQuestion; answer: DistinguishAnswer; cell: DistinguishCell };
  retention: { question: RetentionQuestion; answer: RetentionAnswer; cell: RetentionCell };
  lifecycle: { question: LifecycleQuestion; answer: LifecycleAnswer; cell: LifecycleCell };
  stickiness: { question: StickinessQuestion; answer: StickinessAnswer; cell: StickinessCell };
  interval: { question: IntervalQuestion; answer: IntervalAnswer; cell: IntervalCell };
  distribution: { question: DistributionQuestion; answer: DistributionAnswer; cell: DistributionCell };
  session: { question: SessionQuestion; answer: SessionAnswer; cell: SessionCell };
  path: { question: PathQuestion; answer: PathAnswer; cell: PathCell };
  heatmap: { question: HeatmapQuestion; answer: HeatmapAnswer; cell: HeatmapCell };
  attribution: { question: AttributionQuestion; answer: AttributionAnswer; cell: AttributionCell };
  ltv: { question: LtvQuestion; answer: LtvAnswer; cell: LtvCell };
  effect: { question: EffectQuestion; answer: EffectAnswer; cell: EffectCell };
  segment: { question: SegmentQuestion; answer: SegmentAnswer; cell: SegmentCell };
  insight: { question: InsightQuestion; answer: InsightAnswer; cell: InsightCell };
}
export type AnalysisName = keyof Analyses;
export type AskResponse<Answer> = Omit<S["AskResponse"], "answer"> & { answer: Answer };

export type PersonRow = S["PersonRow"];
export type PersonsResponse = S["PersonsResponse"];
export type IdKind = S["IdKind"];
export type IdView = S["IdView"];
export type GivenId = S["GivenId"];
export type TraitView = Omit<S["TraitView"], "value"> & { value: Json };
export type LinkKind = S["LinkKind"];
export type LinkView = S["LinkView"];
export type LinksResponse = S["LinksResponse"];
export type PersonView = Omit<S["PersonView"], "traits"> & { traits: TraitView[] };
export type EventView = Omit<S["EventView"], "properties"> & { properties: { [key: string]: Json } };
export type EventsResponse = Own<S["EventsResponse"], { events: EventView[] }>;

export type EventNameView = S["EventNameView"];
export type PropertyType = S["PropertyType"];
export type PropertyView = S["PropertyView"];

export type Refresh = S["Refresh"];
export type Schedule = S["Schedule"];
export type SegmentKind = S["SegmentKind"];
export type Cap = S["Cap"];
// What a segment is, beside its words.
export type SegmentParts = { kind: SegmentKind; filter: Filter; cap?: Cap; schedule: Schedule; origin: string };
export type SegmentBody = { name: string; description: string } & Partial<SegmentParts>;
export type SegmentView = Omit<S["SegmentView"], keyof SegmentParts> & SegmentParts;
export type MembersChange = S["MembersChange"];
export type MembersResponse = S["MembersResponse"];
export type OverlapResponse = S["OverlapResponse"];
export type SegmentHistoryResponse = S["SegmentHistoryResponse"];
export type SegmentDay = S["SegmentDay"];
export type UsersResponse = S["UsersResponse"];

export type JobState = S["JobState"];
export type JobView = Omit<S["JobView"], "request"> & { request: Json };
export type ScheduleLine = S["ScheduleLine"];
export type ScheduleResponse = S["ScheduleResponse"];

// Layer schemes.
export type LayerKind = S["LayerKind"];
export type Statistic = Own<S["Statistic"], { match: EventMatch; within: Window }>;
export type NumberLayer = { name: string; at_least?: number; percent?: number };
export type NumberLayers = { statistic: Statistic; layers: NumberLayer[] };
export type LifecycleLayers = Own<S["LifecycleLayers"], { activity: EventMatch }>;
export type RfmLayers = Own<S["RfmLayers"], { purchase: EventMatch; within: Window; cuts?: S["RfmCuts"] }>;
export type InterestLayers = Own<S["InterestLayers"], { match: EventMatch; within: Window }>;
export type LayerRule = { name: string; filter: Filter };
export interface LayerScheme {
  kind: LayerKind; number?: NumberLayers; lifecycle?: LifecycleLayers; rfm?: RfmLayers; interest?: InterestLayers; rules: LayerRule[]; rest: string; schedule: Schedule;
}
export type LayersBody = LayerScheme & { name: string; description: string };
export type LayerView = S["LayerView"];
export type LayersView = LayerScheme & Omit<S["LayersView"], keyof LayerScheme>;
export type LayersPreview = S["LayersPreview"];
export type LayersDay = S["LayersDay"];
export type LayersFlow = S["LayersFlow"];

// Saved things.
export type ReportView = Omit<S["ReportView"], "analysis" | "question" | "chart"> & { analysis: AnalysisName; question: Json; chart: { [key: string]: Json } };
export type ReportBody = { name: string; description: string; analysis: AnalysisName; question: object; chart: { [key: string]: Json } };
export type Tile = { report?: string; goal?: string; text?: string; x: number; y: number; w: number; h: number };
export type BoardBody = { name: string; description: string; tiles: Tile[]; filter?: Filter; range?: Window; refresh_seconds: number };
export type BoardView = BoardBody & Omit<S["BoardView"], keyof BoardBody>;
export type AskManyResult = { question: Json; answer?: AskResponse<unknown>; problem?: Problem };
export type AnnotationColor = S["AnnotationColor"];
export type AnnotationBody = S["AnnotationBody"];
export type AnnotationView = S["AnnotationView"];
export type GoalBody = Own<S["GoalBody"], { question: TrendQuestion }>;
export type GoalView = Own<S["GoalView"], { question: TrendQuestion }>;
export type GoalProgress = S["GoalProgress"];
export type GoalState = S["GoalState"];
export type GoalPoint = S["GoalPoint"];
export type AlertBody = Own<S["AlertBody"], { question: TrendQuestion }>;
export type AlertView = Own<S["AlertView"], { question: TrendQuestion }>;
export type AlertLook = S["AlertLookView"];
export type AlertRule = S["AlertRule"];
export type AlertSide = S["AlertSide"];
export type AlertState = S["AlertState"];
export type SubscriptionBody = S["SubscriptionBody"];
export type SubscriptionView = S["SubscriptionView"];
export type SendingView = S["SendingView"];
export type Rhythm = S["Rhythm"];

// Operating models.
export type Roles = Own<S["Roles"], {
  channel: string; scene_property: string; activation?: EventMatch; scene?: EventMatch; product?: EventMatch; order?: EventMatch; paid?: EventMatch; invite?: EventMatch; accepted?: EventMatch;
}>;
export type RolesView = Roles & Omit<S["RolesView"], keyof Roles>;
export type OperatingModel = "aarrr" | "cspdd";
export type CspddStage = S["CspddStage"];
export type Asked = { analysis: AnalysisName; question: Json };
export type OperatingQuestions = Own<S["OperatingQuestions"], { questions: { key: string; now: Asked; before?: Asked }[] }>;

export type OverviewResponse = S["OverviewResponse"];
// src/collect/reason.h; the API says them as text.
export const reasons = [
  "not_json", "unknown_type", "missing_id", "missing_name", "name_too_long", "event_too_large",
  "too_many_properties", "too_deep", "bad_text", "bad_field", "bad_time", "bad_row",
  "blocked_event", "unplanned_event", "off_plan",
] as const;
export type KeyView = S["KeyView"];
export type NewKeyResponse = S["NewKeyResponse"];
export type Problem = S["Problem"];
