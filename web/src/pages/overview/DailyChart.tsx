import { Card, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { RetentionQuestion, TrendQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { trendOption } from "../../lib/trend_chart";
import { retentionDefault, trendDefault } from "../../lib/question_url";

const active: TrendQuestion = trendDefault;

const fresh: RetentionQuestion = { ...retentionDefault, range: active.range, buckets: 1 };

// New persons of each day: the cohorts of a first-ever retention over any event.
function useDaily() {
  return useLoad("daily", async (signal) => {
    const [persons, cohorts] = await Promise.all([
      api.ask("trend", active, signal),
      api.ask("retention", fresh, signal),
    ]);
    const byStart = new Map(cohorts.answer.cohorts.map((c) => [c.start, c.persons]));
    const series = { values: persons.answer.buckets.map((iso) => byStart.get(iso) ?? 0) };
    return { persons: persons.answer, series, starts: cohorts.answer.cohorts.map((c) => c.start) };
  });
}

export function DailyChart() {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const { data, error, reload } = useDaily();
  const [picked, setPicked] = useState<{ series: number; index: number }>();
  const option = useMemo(() => {
    if (!data) return undefined;
    const all = data.persons.series[0] ?? { values: data.persons.buckets.map(() => 0) };
    const names = [t("overview.activeSeries"), t("overview.newSeries")];
    return trendOption({ ...data.persons, series: [all, data.series] }, { shape: "line", theme: chart, words: { ...words, bucket: (iso) => words.bucket(iso, "day") }, called: names });
  }, [data, chart, words, t]);
  const at = picked && data?.persons.buckets[picked.index];
  const day = at ? words.bucket(at, "day") : "";
  const cohort = data?.starts.indexOf(at ?? "") ?? -1;
  const activeDrill = picked?.series === 0 ? { cell: { series: 0, bucket: picked.index, previous: false }, title: `${t("overview.activeSeries")} · ${day}` } : undefined;
  const freshDrill = picked?.series === 1 && cohort >= 0 ? { cell: { cohort, absent: false }, title: `${t("overview.newSeries")} · ${day}` } : undefined;
  const close = () => setPicked(undefined);
  return (
    <Card title={t("overview.daily")}>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : option ? <Chart option={option} height={280} times={data?.persons.buckets} label={t("overview.daily")} onPick={(series, index) => setPicked({ series, index })} /> : <Skeleton active paragraph={{ rows: 7 }} style={{ height: 280 }} />}
      <PersonsDrawer analysis="trend" question={active} drill={activeDrill} onClose={close} />
      <PersonsDrawer analysis="retention" question={fresh} drill={freshDrill} onClose={close} />
    </Card>
  );
}
