// Annotations on an axis of time whose categories are buckets.
import type { AnnotationColor, AnnotationView } from "../api/types";
import { escapeHtml } from "./chart_options";
import type { ChartTheme } from "./palette";

const place: Record<AnnotationColor, number> = { blue: 0, orange: 1, green: 2, violet: 4, red: 8 };
export const annotationColor = (theme: ChartTheme, color: AnnotationColor) => theme.colors[place[color]]!;

// The bucket that holds the instant; none before the first, or after the end.
export function bucketOf(starts: readonly string[], iso: string, end?: string): number | undefined {
  const at = Date.parse(iso);
  if (starts.length === 0 || at < Date.parse(starts[0]!)) return undefined;
  const length = starts.length > 1 ? Date.parse(starts.at(-1)!) - Date.parse(starts.at(-2)!) : 86_400_000;
  if (at >= (end ? Date.parse(end) : Date.parse(starts.at(-1)!) + length)) return undefined;
  const after = starts.findIndex((start) => Date.parse(start) > at);
  return after < 0 ? starts.length - 1 : after - 1;
}

// A series without points that only draws the marks: one line per bucket, its name the annotations there.
export function annotationSeries(annotations: readonly AnnotationView[], starts: readonly string[], theme: ChartTheme) {
  let byBucket = new Map<number, AnnotationView[]>();
  for (const one of annotations) {
    const bucket = bucketOf(starts, one.instant);
    if (bucket !== undefined) byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), one]);
  }
  if (byBucket.size === 0) return undefined;
  byBucket = new Map([...byBucket].sort(([a], [b]) => a - b));
  return {
    type: "line", name: "", data: [], silent: false, tooltip: { trigger: "item" },
    markLine: {
      symbol: ["none", "circle"], symbolSize: 6, animation: false,
      tooltip: { trigger: "item", formatter: (p: { dataIndex: number }) => ([...byBucket.values()][p.dataIndex] ?? []).map((one) => `<b>${escapeHtml(one.name)}</b>${one.description ? `<br/>${escapeHtml(one.description)}` : ""}`).join("<br/>") },
      data: [...byBucket].map(([bucket, ones], i) => {
        const color = annotationColor(theme, ones[0]!.color);
        return {
          xAxis: bucket, lineStyle: { color, type: "dashed", width: 1.5, opacity: 0.8 },
          label: { formatter: ones.map((one) => one.name).join(", "), color, fontSize: 11, position: "end", distance: 0, rotate: 0, align: bucket > starts.length / 2 ? "right" : "left", verticalAlign: "top",
            // Neighbours stand on different rows, so that they can be read where there is little room.
            padding: [2 + (i % 3) * 15, 6, 0, 6], width: 120, overflow: "truncate" },
        };
      }),
    },
  };
}
