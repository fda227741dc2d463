import { Card, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../app/preferences";
import { useSession } from "../../app/session";
import { AnswerArea } from "../../components/AnswerArea";
import { AnswerMeta } from "../../components/AnswerMeta";
import { Chart } from "../../components/Chart";
import { Page } from "../../components/Page";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { RunBar } from "../../components/RunBar";
import { Teach } from "../../components/Teach";
import type { AskResponse, TrendAnswer, TrendSeries, Weekday } from "../../api/types";
import { useChartChoice } from "../../hooks/use_chart_choice";
import { useQuestion } from "../../hooks/use_question";
import { useTrendNames } from "../../hooks/use_trend_names";
import { useWords } from "../../hooks/use_words";
import { needsProperty, trendDefault, trendToAsk } from "../../lib/question_url";
import { cellOf, trendGroups } from "../../lib/trend";
import { shapeOf, totalsOption, trendOption, type TrendShape } from "../../lib/trend_chart";
import { hourOfWeek } from "../../lib/zones";
import { HourGrids } from "./HourGrids";
import { TrendBuilder } from "./TrendBuilder";
import { TrendNumbers } from "./TrendNumbers";
import { TrendTable } from "./TrendTable";

export default function Trend() {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const { project } = useSession();
  const [choice, choose] = useChartChoice();
  const shape = shapeOf(choice);
  const [drill, setDrill] = useState<Drill<"trend">>();
  const { draft, change, run, changed, asked, answer } = useQuestion("trend", trendDefault, trendToAsk);
  const text = asked && JSON.stringify(asked);
  const question = useMemo(() => asked, [text]);
  const names = useTrendNames(question);
  const bucket = asked?.bucket ?? "day";
  const hours = asked?.calendar === true;
  const whole = bucket === "total" && !hours;
  const data = answer.data?.answer;
  const option = useMemo(() => {
    if (!data || hours) return undefined;
    const own = { ...words, bucket: (iso: string) => words.bucket(iso, bucket) };
    if (!whole) return trendOption(data, { shape, theme: chart, words: own, called: data.series.map(names.line) });
    const groups = trendGroups(data.series);
    const rows = (groups[0]?.rows ?? []).map(({ series }, i) => ({ label: words.labels(series.labels), values: groups.map((g) => g.rows[i]?.series.total ?? null) }));
    return totalsOption(rows, groups.map((g) => names.row(g)), chart, own);
  }, [data, shape, chart, words, bucket, whole, hours, names]);

  const week = asked?.week_start ?? (project.week_start as Weekday);
  const hourName = (index: number) => {
    const { weekday, hour } = hourOfWeek(index, week);
    return `${t(`weekday.${weekday}`)} ${String(hour).padStart(2, "0")}:00`;
  };
  const pick = (position: number, index: number | undefined, previous: boolean) => {
    const series = data?.series[position];
    if (!data || !series) return;
    const iso = index === undefined || hours ? undefined : (previous ? data.previous : data.buckets)[index];
    if (index !== undefined && iso === undefined && !hours) return;
    const when = hours && index !== undefined ? hourName(index) : iso === undefined ? t(previous ? "trend.before" : "answer.total") : words.bucket(iso, bucket);
    const title = [when, names.several ? names.row(series) : "", words.labels(series.labels)].filter(Boolean).join(" · ");
    setDrill({ cell: cellOf(series, index, previous), title });
  };
  // The chart's series are the answer's, then what was before of each; of a whole range, groups by rows.
  const pickMark = (mark: number, index: number) => {
    const count = data?.series.length ?? 0;
    if (!whole) pick(mark % Math.max(1, count), index, mark >= count);
    else pick(trendGroups(data?.series ?? [])[mark]?.rows[index]?.position ?? -1, undefined, false);
  };
  const counts = (series: TrendSeries) => {
    if (series.formula) return false;
    const measure = asked?.series[series.index]?.measure ?? "total";
    return !needsProperty(measure) || measure === "distinct";
  };
  const shown = ({ answer: given, ...response }: AskResponse<TrendAnswer>) => (
    <>
      <Card title={<AnswerMeta response={{ ...response, answer: given }} />}
        extra={!whole && !hours && <Segmented<TrendShape> size="small" value={shape} onChange={(wanted) => choose({ shape: wanted })} options={(["line", "area", "bar"] as const).map((v) => ({ value: v, label: t(`trend.${v}`) }))} />}>
        {hours ? <HourGrids answer={given} first={asked?.week_start} names={names} onPick={pick} /> : whole && given.series.every((s) => s.labels.length === 0) ? <TrendNumbers answer={given} names={names} colours={chart.colors} onPick={pick} />
          : option && <Chart option={option} height={whole ? Math.max(200, 60 + trendGroups(given.series)[0]!.rows.length * 34) : 340} onPick={pickMark} times={whole ? undefined : given.buckets} label={t("trend.title")} />}
      </Card>
      <TrendTable answer={given} bucket={bucket} week={hours ? week : undefined} names={names} counts={counts} colours={chart.colors} onPick={pick} />
    </>
  );
  return (
    <Page title={t("trend.title")} extra={<RunBar changed={changed} loading={answer.loading && asked !== undefined} onRun={run} saveable={asked && { analysis: "trend", question: asked, answer: data, chart: choice }} />}>
      <TrendBuilder draft={draft} change={change} onRun={run} error={answer.error} />
      {asked ? <AnswerArea answer={answer} isEmpty={(a) => a.series.every((s) => !s.total && s.values.every((v) => !v) && !s.previous?.total)}>{shown}</AnswerArea> : <Teach analysis="trend" otherwise={trendDefault} title={t("trend.needProperty")} hint={t("trend.needPropertyHint")} />}
      {asked && <PersonsDrawer analysis="trend" question={asked} drill={drill} onClose={() => setDrill(undefined)} />}
    </Page>
  );
}
