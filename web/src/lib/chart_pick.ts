// Which series a click between the marks means: the stacked one that covers the height, else the nearest line.
type Datum = number | null | undefined | { value: number | null };
export interface PickSeries {
  silent?: boolean; // a line that nobody stands behind
  stack?: unknown;
  data?: readonly Datum[];
}

const valueOf = (datum: Datum): number | undefined => {
  const value = typeof datum === "object" && datum !== null ? datum.value : datum;
  return typeof value === "number" ? value : undefined;
};

export function nearestSeries(series: readonly PickSeries[], index: number, height: number): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  let below = 0;
  for (const [position, one] of series.entries()) {
    const value = valueOf(one.data?.[index]);
    if (value === undefined || one.silent) continue;
    if (one.stack) {
      if (height < 0 ? value >= 0 : value < 0) continue; // stacked on the other side of zero
      below += value;
      if (Math.abs(height) <= Math.abs(below)) return position;
      best = position;
    } else if (Math.abs(value - height) < least) {
      least = Math.abs(value - height);
      best = position;
    }
  }
  return best;
}
