// The chart of a goal: what was reached day by day, and the straight line to the target.
import type { EChartsCoreOption } from "echarts/core";
import type { GoalPoint, GoalView } from "../api/types";
import { axes, base, type Words } from "./chart_options";
import type { ChartTheme } from "./palette";

const day = 86_400_000;

// Whole days from today to the end of the due date, today included; both as YYYY-MM-DD.
export function daysLeft(due: string, today: string): number {
  return Math.max(0, Math.round((Date.parse(`${due}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / day) + 1);
}

interface Said { actual: string; line: string }

// The last day of a point that ends at midnight is the day before it.
const dayOf = (iso: string) => new Date(Date.parse(iso) - 1).toISOString();

export function goalOption(goal: Pick<GoalView, "from">, points: readonly GoalPoint[], theme: ChartTheme, words: Words, said: Said): EChartsCoreOption {
  const axis = axes(theme, points.map((one) => words.bucket(dayOf(one.at))), words.compact, false);
  const solid = { symbol: "none", lineStyle: { width: 2 } };
  return {
    ...base(theme),
    grid: { left: 4, right: 16, top: 12, bottom: 4, containLabel: true },
    tooltip: { ...base(theme).tooltip, valueFormatter: (v: unknown) => words.number(v as number | null) },
    ...axis,
    yAxis: { ...axis.yAxis, scale: goal.from !== 0, splitNumber: 3 },
    series: [
      { name: said.actual, type: "line", color: theme.colors[0], ...solid, areaStyle: { opacity: 0.12 }, data: points.map((one) => one.value ?? null) },
      { name: said.line, type: "line", color: theme.muted, symbol: "none", lineStyle: { width: 1.5, type: "dashed" }, data: points.map((one) => one.expected) },
    ],
  };
}
