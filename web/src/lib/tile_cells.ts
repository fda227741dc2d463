// Which persons stand behind a mark of a tile's chart: the cell of the answer, and what its title says of it.
import type { Analyses, AnalysisName } from "../api/types";
import { lifecycleKinds } from "./activity_charts";
import { cellOfCredit, lookOf } from "./attribution";
import { isScroll, nameOfElement } from "./heatmap";
import { cellOfEdge, cellOfMark, pathGraph } from "./path_chart";
import type { ChartChoice } from "./reports";
import { showOf } from "./retention";
import { cellOfCurve } from "./retention_charts";
import { metricOf } from "./session_metrics";
import { cellOf, trendGroups } from "./trend";

export interface Mark { series: number; index: number; kind?: "node" | "edge" | undefined }
export interface Picked<A extends AnalysisName> {
  cell: Analyses[A]["cell"];
  bucket?: string; // the start of the bucket it lies in
  label?: string; // its group
}
type Picker<A extends AnalysisName> = (given: { question: Analyses[A]["question"]; answer: Analyses[A]["answer"]; chart: ChartChoice }, mark: Mark) => Picked<A> | undefined;

const labelled = (label: string | undefined) => (label ? { label } : {});

const trend: Picker<"trend"> = ({ question, answer }, mark) => {
  const count = Math.max(1, answer.series.length);
  const whole = question.bucket === "total" && !question.calendar;
  const plain = whole && answer.series.every((one) => one.labels.length === 0);  // numbers by themselves, no chart
  const position = whole && !plain ? trendGroups(answer.series)[mark.series]?.rows[mark.index]?.position ?? -1 : mark.series % count;
  const series = answer.series[position];
  if (!series) return undefined;
  const previous = !whole && mark.series >= count;
  const bucket = whole || question.calendar ? undefined : (previous ? answer.previous : answer.buckets)[mark.index];
  if (!whole && !question.calendar && bucket === undefined) return undefined;
  const group = series.labels.length > 0;
  return { cell: cellOf(series, whole ? undefined : mark.index, previous), ...(bucket ? { bucket } : {}), ...(group ? { label: series.labels.join(" / ") } : {}) };
};

const funnel: Picker<"funnel"> = ({ answer }, { series, index }) => {
  const group = answer.groups[series];
  if (answer.groups.length > 0) return group && { cell: { step: index + 1, dropped: false, ...labelled(group.label) }, ...labelled(group.label) };
  if (series === 0) return { cell: { step: index + 1, dropped: false } };
  return index > 0 ? { cell: { step: index + 1, dropped: true } } : undefined;
};

const retention: Picker<"retention"> = ({ question, answer }, mark) => {
  const cell = cellOfCurve(answer, showOf(question), mark.series, mark.index);
  return cell && { cell, ...labelled(cell.label) };
};

const lifecycle: Picker<"lifecycle"> = ({ answer }, { series, index }) => {
  const row = answer.buckets[index];
  const kind = lifecycleKinds[series];
  return row && kind && { cell: { bucket: index, kind }, bucket: row.start };
};

const stickiness: Picker<"stickiness"> = ({ answer }, { index }) => {
  const day = answer.days[index];
  return day && { cell: { at_least: false, day: index, window: "dau" }, bucket: day.start };
};

const interval: Picker<"interval"> = ({ answer }, { index }) => {
  const bucket = answer.buckets[index];
  const label = answer.series[0]?.label;
  return bucket === undefined || !answer.series[0]?.values[index]?.pairs ? undefined : { cell: { bucket: index, ...labelled(label) }, bucket, ...labelled(label) };
};

const distribution: Picker<"distribution"> = ({ answer }, { series, index }) => {
  const one = answer.series[series];
  return one && answer.bins[index] ? { cell: { bin: index, ...labelled(one.label) }, ...labelled(one.label) } : undefined;
};

const session: Picker<"session"> = ({ answer, chart }, { series, index }) => {
  const bucket = answer.buckets[index];
  const label = answer.groups[series]?.label;
  return bucket === undefined ? undefined : { cell: { bucket: index, ...labelled(label), bounced: metricOf(chart) === "bounce_rate", part: "viewed" }, bucket, ...labelled(label) };
};

const path: Picker<"path"> = ({ answer }, { index, kind }) => {
  const graph = pathGraph(answer);
  const edge = graph.edges[index];
  const node = graph.nodes[index];
  if (kind === "edge") return edge && { cell: cellOfEdge(edge), label: `${edge.from} → ${edge.to}` };
  return kind === "node" && node ? { cell: cellOfMark(node), label: node.node } : undefined;
};

const heatmap: Picker<"heatmap"> = ({ question, answer, chart }, { index }) => {
  if (isScroll(chart)) return answer.depths[index] && { cell: { kind: "view", depth: index } };
  const element = answer.elements[index];
  return element && { cell: { kind: question.kind, selector: element.selector }, label: nameOfElement(element) };
};

const attribution: Picker<"attribution"> = ({ question, answer, chart }, { series, index }) => {
  const cell = cellOfCredit(answer, question, lookOf(chart, question).stacked, series, index);
  return cell && { cell, label: cell.channel };
};

const segment: Picker<"segment"> = () => ({ cell: { others: false } });

const pickers: { [A in AnalysisName]?: Picker<A> } = { trend, funnel, retention, lifecycle, stickiness, interval, distribution, session, path, heatmap, attribution, segment };

// Nothing where a mark stands for no persons of its own (a fitted curve).
export function pickedIn<A extends AnalysisName>(analysis: A, given: Parameters<Picker<A>>[0], mark: Mark): Picked<A> | undefined {
  return (pickers[analysis] as Picker<A> | undefined)?.(given, mark);
}
