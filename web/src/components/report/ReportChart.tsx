import type { EChartsCoreOption } from "echarts/core";
import { useMemo, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { Analyses, AnalysisName, EventMatch, TrendAnswer } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { useAttributionNames } from "../../hooks/use_attribution_names";
import { useMatchName } from "../../hooks/use_match_name";
import { AskedZone } from "../../hooks/use_asked_zone";
import { useTrendNames } from "../../hooks/use_trend_names";
import { useWords } from "../../hooks/use_words";
import { activeDaysOption, barsOption, boxesOption, lifecycleOption } from "../../lib/activity_charts";
import { creditsOption, lookOf } from "../../lib/attribution";
import { sayBin } from "../../lib/bins";
import { funnelOption } from "../../lib/chart_options";
import { readablePath } from "../../lib/format";
import { isScroll } from "../../lib/heatmap";
import { countsOption } from "../../lib/heatmap_chart";
import { ltvOption } from "../../lib/ltv";
import { isStop, pathGraph, pathOption } from "../../lib/path_chart";
import { ofProperty } from "../../lib/question_url";
import type { ChartChoice } from "../../lib/reports";
import { periodsOf, showOf } from "../../lib/retention";
import { curveOption } from "../../lib/retention_charts";
import { zoneOfText } from "../../lib/zones";
import { trendGroups } from "../../lib/trend";
import { shapeOf, totalsOption, trendOption } from "../../lib/trend_chart";
import { metricOf } from "../../lib/session_metrics";
import { HourGrids } from "../../pages/trend/HourGrids";
import { pickedIn, type Picked } from "../../lib/tile_cells";
import { TrendNumbers } from "../../pages/trend/TrendNumbers";
import { Chart } from "../Chart";
import { NumberButton } from "../NumberButton";

// An answer as its page draws it, without tables: what a tile of a board shows.
export interface Drawn<A extends AnalysisName> {
  question: Analyses[A]["question"];
  answer: Analyses[A]["answer"];
  chart: ChartChoice;
  height: number;
  label: string;
  onPick: (series: number, index: number, kind?: "node" | "edge") => void; // a mark of the chart
}

// Everything that an option is made of besides the answer, in one place.
function useLook() {
  const { t } = useTranslation();
  const words = useWords();
  const { chart: theme } = usePreferences();
  return useMemo(() => ({ t, words, theme, plain: { ...words, bucket: String } }), [t, words, theme]);
}
// Made anew when the answer or the look changes, not at every drawing.
const useOption = (of: unknown[], make: () => EChartsCoreOption) => useMemo(make, of);

function TrendTile({ question, answer, chart, height, label, onPick }: Drawn<"trend">) {
  const look = useLook();
  const names = useTrendNames(question);
  const whole = question.bucket === "total" && !question.calendar;
  const shape = shapeOf(chart);
  const option = useOption([answer, names, shape, look], () => {
    const words = { ...look.words, bucket: (iso: string) => look.words.bucket(iso, question.bucket) };
    if (!whole) return trendOption(answer, { shape, theme: look.theme, words, called: answer.series.map(names.line) });
    const groups = trendGroups(answer.series);
    const rows = (groups[0]?.rows ?? []).map(({ series }, i) => ({ label: look.words.labels(series.labels), values: groups.map((g) => g.rows[i]?.series.total ?? null) }));
    return totalsOption(rows, groups.map((g) => names.row(g)), look.theme, words);
  });
  if (question.calendar) return <HourGrids answer={answer as TrendAnswer} first={question.week_start} names={names} onPick={(position, hour, previous) => onPick(position + (previous ? answer.series.length : 0), hour)} />;
  if (whole && answer.series.every((one) => one.labels.length === 0)) return <TrendNumbers answer={answer as TrendAnswer} names={names} colours={look.theme.colors} onPick={(position) => onPick(position, 0)} />;
  return <Chart option={option} height={height} label={label} onPick={onPick} times={whole ? undefined : answer.buckets} />;
}

function FunnelTile({ question, answer, height, label, onPick }: Drawn<"funnel">) {
  const look = useLook();
  const nameOf = useMatchName();
  const option = useOption([answer, nameOf, look], () => funnelOption(answer, question.steps.map((one: EventMatch) => nameOf(one)), look.theme, look.plain));
  return <Chart option={option} height={height} label={label} onPick={onPick} />;
}

function RetentionTile({ question, answer, height, label, onPick }: Drawn<"retention">) {
  const look = useLook();
  const option = useOption([answer, look], () => curveOption(answer, showOf(question), look.theme, look.plain, {
    columns: answer.columns.map((column) => look.t(`retention.${question.bucket}`, { n: periodsOf(column) })), all: look.t("retention.mean"), fit: look.t("retention.fit"),
  }));
  return <Chart option={option} height={height} label={label} onPick={onPick} />;
}

function LifecycleTile({ question, answer, height, label, onPick }: Drawn<"lifecycle">) {
  const look = useLook();
  const option = useOption([answer, look], () => lifecycleOption(answer, look.theme, { ...look.words, bucket: (iso) => look.words.bucket(iso, question.bucket) }, (kind) => look.t(`lifecycle.${kind}`)));
  return <Chart option={option} height={height} label={label} onPick={onPick} times={answer.buckets.map((row) => row.start)} />;
}

function StickinessTile({ answer, height, label, onPick }: Drawn<"stickiness">) {
  const look = useLook();
  const option = useOption([answer, look], () => activeDaysOption(answer, look.theme, { ...look.words, bucket: (iso) => look.words.bucket(iso, "day") }, { dau: look.t("stickiness.dau"), ratio: look.t("stickiness.ratio") }));
  return <Chart option={option} height={height} label={label} onPick={onPick} times={answer.days.map((row) => row.start)} />;
}

function IntervalTile({ question, answer, height, label, onPick }: Drawn<"interval">) {
  const look = useLook();
  const option = useOption([answer, look], () => boxesOption(answer.buckets.map((iso) => look.words.bucket(iso, question.bucket)), answer.series[0]?.values ?? [], look.theme, look.words.span, (key) => look.t(`interval.${key}`), look.plain));
  return <Chart option={option} height={height} label={label} onPick={onPick} times={question.bucket === "total" ? undefined : answer.buckets} />;
}

function DistributionTile({ question, answer, height, label, onPick }: Drawn<"distribution">) {
  const look = useLook();
  const option = useOption([answer, look], () => barsOption(answer.bins.map((bin) => sayBin(bin, !ofProperty(question.measure), look.words.number)),
    answer.series.map((one) => ({ name: one.label === "" ? look.t("distribution.persons") : look.words.label(one.label), values: one.bins })), look.theme, look.plain));
  return <Chart option={option} height={height} label={label} onPick={onPick} />;
}

function SessionTile({ question, answer, chart, height, label, onPick }: Drawn<"session">) {
  const look = useLook();
  const metric = metricOf(chart);
  const option = useOption([answer, metric, look], () => {
    const { words, t, theme } = look;
    const say = (value: number | null | undefined) => (metric.endsWith("_ms") ? words.span(value) : metric === "bounce_rate" ? words.percent(value) : words.number(value));
    const series = answer.groups.length > 0 ? answer.groups : [answer.all];
    return trendOption({ ...answer, series: series.map((one) => ({ values: one.buckets.map((b) => b[metric] ?? null) })) }, {
      shape: "line", theme, called: series.map((one) => (one.label === "" ? t(`session.${metric}`) : readablePath(words.label(one.label)))),
      words: { ...words, bucket: (iso) => words.bucket(iso, question.bucket), number: say, compact: (v) => (metric.endsWith("_ms") || metric === "bounce_rate" ? say(v) : words.compact(v)) },
    });
  });
  return <Chart option={option} height={height} label={label} onPick={onPick} times={question.bucket === "total" ? undefined : answer.buckets} />;
}

function PathTile({ question, answer, height, label, onPick }: Drawn<"path">) {
  const look = useLook();
  const option = useOption([answer, look], () => {
    const { words, t, theme, plain } = look;
    const nodeName = (node: string) => {
      if (isStop(node)) return t(node === "$exit" ? "path.exit" : "path.entry");
      const split = question.split.find((one) => node.startsWith(`${one.event}: `));
      return node === "$other" ? words.label(node) : split ? readablePath(node.slice(split.event.length + 2)) : words.event(node);
    };
    const backward = question.end !== undefined && question.start === undefined;
    return pathOption(pathGraph(answer), { theme, words: plain, nodeName, span: words.span, backward, say: { paths: t("path.paths"), persons: t("path.persons"), mean: t("path.mean") } });
  });
  return <Chart option={option} height={height} label={label} onPick={onPick} />;
}

function HeatmapTile({ question, answer, chart, height, label, onPick }: Drawn<"heatmap">) {
  const look = useLook();
  const option = useOption([answer, chart, look], () => countsOption(answer, isScroll(chart), look.t(isScroll(chart) ? "heatmap.views" : `heatmap.mode.${question.kind}`), look.theme, look.plain));
  return <Chart option={option} height={height} label={label} onPick={onPick} />;
}

function AttributionTile({ question, answer, chart, height, label, onPick }: Drawn<"attribution">) {
  const look = useLook();
  const names = useAttributionNames();
  const option = useOption([answer, names, chart, look], () => creditsOption(answer, question, lookOf(chart, question), look.theme, look.plain, names));
  return <Chart option={option} height={height} label={label} onPick={onPick} />;
}

function LtvTile({ question, answer, height, label }: Drawn<"ltv">) {
  const look = useLook();
  const option = useOption([answer, look], () => ltvOption(answer, look.theme, look.plain, {
    ages: answer.series[0]?.ltv.map((_, n) => look.t(`ltv.age.${question.bucket}`, { n })) ?? [], all: look.t("ltv.curve"),
    projected: (name) => look.t("ltv.projectedName", { name }), cac: (name) => (answer.series.length > 1 ? `CAC ${name}` : look.t("ltv.cacName")),
  }));
  return <Chart option={option} height={height} label={label} />;
}

function SegmentTile({ answer, onPick }: Drawn<"segment">) {
  const { t, words } = useLook();
  const share = answer.everyone > 0 ? answer.persons / answer.everyone : 0;
  return <div className="big-number tile-number"><b><NumberButton text={words.number(answer.persons)} disabled={answer.persons === 0} onClick={() => onPick(0, 0)} testid="tile-number" /></b><span>{t("boards.everyone", { share: words.percent(share) })}</span></div>;
}

const tiles: { [A in AnalysisName]?: ComponentType<Drawn<A>> } = {
  trend: TrendTile, funnel: FunnelTile, retention: RetentionTile, lifecycle: LifecycleTile, stickiness: StickinessTile, interval: IntervalTile, distribution: DistributionTile,
  session: SessionTile, path: PathTile, heatmap: HeatmapTile, attribution: AttributionTile, ltv: LtvTile, segment: SegmentTile,
};

interface Props {
  analysis: AnalysisName;
  question: unknown;
  answer: unknown;
  chart: ChartChoice;
  height: number;
  label: string;
  onPick: (picked: Picked<AnalysisName>) => void;
}

// Draws any report; of an analysis without a drawing here, nothing.
export function ReportChart({ analysis, onPick, ...drawn }: Props) {
  const Tile = tiles[analysis] as ComponentType<Omit<Props, "analysis" | "onPick"> & Pick<Drawn<"trend">, "onPick">> | undefined;
  const pick = (series: number, index: number, kind?: "node" | "edge") => {
    const picked = pickedIn(analysis, drawn as never, { series, index, kind });
    if (picked) onPick(picked);
  };
  const zone = zoneOfText(JSON.stringify(drawn.question ?? {})) ?? null;
  return Tile ? <AskedZone.Provider value={zone}><Tile {...drawn} onPick={pick} /></AskedZone.Provider> : null;
}
