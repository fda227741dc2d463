// What a tile of a board shows of a heatmap: the elements clicked most, or how many views went how deep.
import type { EChartsCoreOption } from "echarts/core";
import type { HeatmapAnswer } from "../api/types";
import { barsOption } from "./activity_charts";
import type { Words } from "./chart_options";
import { nameOfElement } from "./heatmap";
import type { ChartTheme } from "./palette";
import { totalsOption } from "./trend_chart";

const most = 10;

export function countsOption(answer: HeatmapAnswer, scroll: boolean, name: string, theme: ChartTheme, words: Words): EChartsCoreOption {
  if (scroll) return barsOption(answer.depths.map(({ depth }) => words.percent(depth)), [{ name, values: answer.depths.map(({ views }) => views.events) }], theme, words);
  return totalsOption(answer.elements.slice(0, most).map((element) => ({ label: nameOfElement(element), values: [element.events] })), [name], theme, words);
}
