import { BarChart, BoxplotChart, LineChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { nearestSeries, type PickSeries } from "../lib/chart_pick";

echarts.use([LineChart, BarChart, BoxplotChart, SankeyChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

interface Props {
  option: EChartsCoreOption;
  height: number;
  // A mark was clicked, or the plot near it. Of a graph's marks `kind` says which.
  onPick?: (series: number, index: number, kind?: "node" | "edge") => void;
  label: string;
}

export function Chart({ option, height, onPick, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | undefined>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    const made = echarts.init(host.current!);
    chart.current = made;
    const resize = new ResizeObserver(() => made.resize());
    resize.observe(host.current!);
    made.on("click", (p) => pick.current?.(p.seriesIndex ?? 0, p.dataIndex, p.dataType as "node" | "edge" | undefined));
    made.getZr().on("click", (event) => {
      if (event.target) return;
      const at = [event.offsetX, event.offsetY];
      const { series, grid } = made.getOption() as { series: PickSeries[]; grid?: unknown[] };
      if (!grid || grid.length === 0) return;
      if (!made.containPixel("grid", at)) return;
      const [index, height] = made.convertFromPixel({ gridIndex: 0 }, at) as [number, number];
      const nearest = nearestSeries(series, index, height);
      if (nearest !== undefined) pick.current?.(nearest, index);
    });
    return () => {
      resize.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.current?.setOption({ ...option, animation: !still }, { notMerge: true });
  }, [option]);

  return <div ref={host} role="img" aria-label={label} style={{ height, width: "100%", cursor: onPick ? "pointer" : undefined }} data-testid="chart" />;
}
