import { Card, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../app/preferences";
import { AnswerArea } from "../../components/AnswerArea";
import { AnswerMeta } from "../../components/AnswerMeta";
import { Chart } from "../../components/Chart";
import { Page } from "../../components/Page";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { RunBar } from "../../components/RunBar";
import type { AskResponse, TrendAnswer } from "../../api/types";
import { useQuestion } from "../../hooks/use_question";
import { useWords } from "../../hooks/use_words";
import { trendOption, type TrendShape } from "../../lib/chart_options";
import { needsProperty, trendDefault, trendToAsk } from "../../lib/question_url";
import { TrendBuilder } from "./TrendBuilder";
import { TrendTable } from "./TrendTable";

export default function Trend() {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [shape, setShape] = useState<TrendShape>("line");
  const [drill, setDrill] = useState<Drill<"trend">>();
  const { draft, change, run, changed, asked, answer } = useQuestion("trend", trendDefault, trendToAsk);
  const bucket = asked?.bucket ?? "day";
  const data = answer.data?.answer;
  const option = useMemo(
    () => data && trendOption(data, shape, chart, { ...words, bucket: (iso) => words.bucket(iso, bucket) }, data.series.map((s) => (s.label === "" ? t("trend.all") : words.label(s.label)))),
    [data, shape, chart, words, bucket, t],
  );
  const pick = (series: number | undefined, index: number | undefined) => {
    if (!data) return;
    const label = series === undefined ? undefined : data.series[series]?.label;
    const title = [index === undefined ? t("answer.total") : words.bucket(data.buckets[index]!, bucket), label ? words.label(label) : ""].filter(Boolean).join(" · ");
    setDrill({ cell: { series: 0, previous: false, ...(index === undefined ? {} : { bucket: index }), ...(label ? { label } : {}) }, title });
  };
  const shown = (response: AskResponse<TrendAnswer>) => (
    <>
      <Card title={<AnswerMeta response={response} />}
        extra={<Segmented<TrendShape> size="small" value={shape} onChange={setShape} options={(["line", "area", "bar"] as const).map((v) => ({ value: v, label: t(`trend.${v}`) }))} />}>
        {option && <Chart option={option} height={340} onPick={pick} label={t("trend.title")} />}
      </Card>
      <TrendTable answer={response.answer} bucket={bucket} counts={!needsProperty(asked?.series[0]?.measure ?? "total") || asked?.series[0]?.measure === "distinct"} onPick={pick} />
    </>
  );
  return (
    <Page title={t("trend.title")} extra={<RunBar changed={changed} loading={answer.loading} onRun={run} />}>
      <TrendBuilder draft={draft} change={change} onRun={run} />
      <AnswerArea answer={answer} isEmpty={(a) => a.series.every((s) => !s.total && s.values.every((v) => !v))}>{shown}</AnswerArea>
      {asked && <PersonsDrawer analysis="trend" question={asked} drill={drill} onClose={() => setDrill(undefined)} />}
    </Page>
  );
}
