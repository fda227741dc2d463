import { BarChart, BoxplotChart, LineChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useMemo, useRef } from "react";
import { useAnnotations } from "../app/annotations";
import { usePreferences } from "../app/preferences";
import { annotationSeries } from "../lib/annotations";
import { nearestSeries, type PickSeries } from "../lib/chart_pick";

echarts.use([LineChart, BarChart, BoxplotChart, SankeyChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

interface Props {
  option: EChartsCoreOption;
  height: number;
  // A mark was clicked, or the plot near it. Of a graph's marks `kind` says which.
  onPick?: (series: number, index: number, kind?: "node" | "edge") => void;
  label: string;
  times?: readonly string[] | undefined; // of an axis of time: the start of each bucket; annotations are marked on it
}

// The option with the annotations that lie on its axis, after all other series.
function useMarked(option: EChartsCoreOption, times: readonly string[] | undefined): EChartsCoreOption {
  const { annotations } = useAnnotations();
  const { chart } = usePreferences();
  const key = times?.join() ?? "";
  return useMemo(() => {
    const marks = times && annotationSeries(annotations, times, chart);
    return marks ? { ...option, series: [...(option.series as object[]), marks] } : option;
  }, [option, key, annotations, chart]);
}

export function Chart({ option: plain, height, onPick, label, times }: Props) {
  const option = useMarked(plain, times);
  const { still } = usePreferences();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | undefined>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    const made = echarts.init(host.current!);
    chart.current = made;
    const resize = new ResizeObserver(() => made.resize());
    resize.observe(host.current!);
    // Marks say what they are; whatever else lies in the plot, the area under a line too, means the mark nearest to it.
    let said: unknown;
    made.on("click", (p) => {
      if (p.componentType === "series" && p.dataIndex === undefined) return;
      said = p.event?.event;
      if (p.componentType === "series") pick.current?.(p.seriesIndex ?? 0, p.dataIndex, p.dataType as "node" | "edge" | undefined);
    });
    made.getZr().on("click", (event) => {
      if (event.event === said) return;
      const at = [event.offsetX, event.offsetY];
      const { series, grid, yAxis } = made.getOption() as { series: PickSeries[]; grid?: unknown[]; yAxis?: { type?: string }[] };
      if (!grid || grid.length === 0) return;
      if (!made.containPixel("grid", at)) return;
      const point = made.convertFromPixel({ gridIndex: 0 }, at) as [number, number];
      const lying = yAxis?.[0]?.type === "category"; // bars from left to right
      const [index, height] = lying ? [point[1], point[0]] : point;
      const nearest = nearestSeries(series, index, height);
      if (nearest !== undefined) pick.current?.(nearest, index);
    });
    return () => {
      resize.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ ...option, animation: !still }, { notMerge: true });
  }, [option, still]);

  return <div ref={host} role="img" aria-label={label} style={{ height, width: "100%", cursor: onPick ? "pointer" : undefined }} data-testid="chart" />;
}
