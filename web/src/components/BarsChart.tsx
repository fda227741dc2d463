import { usePreferences } from "../app/preferences";
import { useSteady } from "../hooks/use_steady";
import { useWords } from "../hooks/use_words";
import { trendOption } from "../lib/trend_chart";
import { Chart } from "./Chart";

interface Props {
  buckets: string[]; // when each begins; the last is running
  unit: "hour" | "day";
  lines: { name: string; color: string; values: number[] }[];
  label: string;
  note: string;
  nothing: string; // said where all is 0
}

// Bars over time, one on the other. They do not grow anew whenever the numbers are asked for again.
export function BarsChart({ buckets, unit, lines, label, note, nothing }: Props) {
  const words = useWords();
  const { chart } = usePreferences();
  const option = useSteady([JSON.stringify([buckets, lines]), chart, words], () => ({
    ...trendOption({ buckets, complete: buckets.map((_, i) => i < buckets.length - 1), series: lines }, {
      shape: "bar", theme: { ...chart, colors: lines.map((one) => one.color) }, called: lines.map((one) => one.name), words: { ...words, bucket: (iso) => words.bucket(iso, unit) },
    }),
    grid: { left: 24, right: 28, top: lines.length > 1 ? 40 : 16, bottom: 4, containLabel: true }, // names of hours are wide
    animationDuration: 0,
  }));
  const empty = lines.every((one) => one.values.every((value) => value === 0));
  return (
    <div className="bars-chart">
      <Chart option={option} height={220} label={label} times={buckets} />
      {empty && <span>{nothing}</span>}
      <small className="meta">{note}</small>
    </div>
  );
}
