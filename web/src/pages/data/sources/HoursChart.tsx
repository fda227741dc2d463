import { useTranslation } from "react-i18next";
import { usePreferences } from "../../../app/preferences";
import { Chart } from "../../../components/Chart";
import { useSteady } from "../../../hooks/use_steady";
import { useWords } from "../../../hooks/use_words";
import { stepHours, type Days } from "../../../lib/sources";
import { trendOption } from "../../../lib/trend_chart";

interface Props {
  starts: number[];
  days: Days;
  lines: { name: string; color: string; values: number[] }[];
  label: string;
}

// Bars over time, one on the other. They do not grow anew whenever the numbers are asked for again.
export function HoursChart({ starts, days, lines, label }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const buckets = starts.map((at) => new Date(at).toISOString());
  const option = useSteady([JSON.stringify([buckets, lines]), chart, words], () => ({
    ...trendOption({ buckets, complete: buckets.map((_, i) => i < buckets.length - 1), series: lines }, {
      shape: "bar", theme: { ...chart, colors: lines.map((one) => one.color) }, called: lines.map((one) => one.name),
      words: { ...words, bucket: (iso) => words.bucket(iso, days === 90 ? "day" : "hour") },
    }),
    grid: { left: 24, right: 28, top: lines.length > 1 ? 40 : 16, bottom: 4, containLabel: true }, // names of hours are wide
    animationDuration: 0,
  }));
  const empty = lines.every((one) => one.values.every((value) => value === 0));
  return (
    <div className="hours-chart">
      <Chart option={option} height={220} label={label} times={buckets} />
      {empty && <span>{t("sources.nothing")}</span>}
      <small className="meta">{t(`sources.bars.${stepHours[days]}`)}</small>
    </div>
  );
}
