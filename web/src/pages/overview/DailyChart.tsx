import { Card, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { TrendQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { trendOption } from "../../lib/chart_options";
import { trendDefault } from "../../lib/question_url";

const active: TrendQuestion = { ...trendDefault, measure: "persons" };

// New persons of each day: the cohorts of a first-ever retention over any event.
function useDaily() {
  return useLoad("daily", async (signal) => {
    const [persons, fresh] = await Promise.all([
      api.ask("trend", active, signal),
      api.ask("retention", { start: {}, back: {}, range: active.range, bucket: "day", buckets: 1, cohort: "first_ever", returns: "on" }, signal),
    ]);
    const byStart = new Map(fresh.answer.cohorts.map((c) => [c.start, c.persons]));
    const series = { label: "new", values: persons.answer.buckets.map((iso) => byStart.get(iso) ?? 0) };
    return { persons: persons.answer, series };
  });
}

export function DailyChart() {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const { data, error, reload } = useDaily();
  const [picked, setPicked] = useState<number>();
  const option = useMemo(() => {
    if (!data) return undefined;
    const all = data.persons.series[0] ?? { label: "", values: data.persons.buckets.map(() => 0), total: 0 };
    const answer = { ...data.persons, series: [{ ...all, label: t("overview.activeSeries") }, { ...data.series, label: t("overview.newSeries") }] };
    const made = trendOption(answer, "line", chart, { ...words, bucket: (iso) => words.bucket(iso, "day") }, "");
    return made;
  }, [data, chart, words, t]);
  const drill = picked === undefined || !data ? undefined : { cell: { bucket: picked }, title: `${t("overview.activeSeries")} · ${words.bucket(data.persons.buckets[picked]!, "day")}` };
  return (
    <Card title={t("overview.daily")}>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : option ? <Chart option={option} height={280} label={t("overview.daily")} onPick={(series, index) => series === 0 && setPicked(index)} /> : <Skeleton active paragraph={{ rows: 7 }} style={{ height: 280 }} />}
      <PersonsDrawer analysis="trend" question={active} drill={drill} onClose={() => setPicked(undefined)} />
    </Card>
  );
}
