import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

echarts.use([LineChart, BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

interface Props {
  option: EChartsCoreOption;
  height: number;
  // A mark was clicked, or, where there is one series, the column of the plot above it.
  onPick?: (series: number, index: number) => void;
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
    made.on("click", (p) => pick.current?.(p.seriesIndex ?? 0, p.dataIndex));
    made.getZr().on("click", (event) => {
      if (event.target) return;
      const at = [event.offsetX, event.offsetY];
      const { series } = made.getOption() as { series: unknown[] };
      if (series.length === 1 && made.containPixel("grid", at)) pick.current?.(0, Number(made.convertFromPixel({ xAxisIndex: 0 }, event.offsetX)));
    });
    return () => {
      resize.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return <div ref={host} role="img" aria-label={label} style={{ height, width: "100%", cursor: onPick ? "pointer" : undefined }} data-testid="chart" />;
}
