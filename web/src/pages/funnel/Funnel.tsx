import { Card, Statistic } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AskResponse, FunnelAnswer } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { AnswerArea } from "../../components/AnswerArea";
import { AnswerMeta } from "../../components/AnswerMeta";
import { Chart } from "../../components/Chart";
import { NumberButton } from "../../components/NumberButton";
import { Page } from "../../components/Page";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { RunBar } from "../../components/RunBar";
import { Teach } from "../../components/Teach";
import { useMatchName } from "../../hooks/use_match_name";
import { useQuestion } from "../../hooks/use_question";
import { useWords } from "../../hooks/use_words";
import { funnelOption } from "../../lib/chart_options";
import { funnelToAsk, sayRule } from "../../lib/funnel";
import { funnelDefault } from "../../lib/question_url";
import { Distinguish } from "./Distinguish";
import { FunnelBuilder } from "./FunnelBuilder";
import { FunnelTable } from "./FunnelTable";
import { FunnelTimes } from "./FunnelTimes";

export default function Funnel() {
  const { t } = useTranslation();
  const words = useWords();
  const nameOf = useMatchName();
  const { chart } = usePreferences();
  const [drill, setDrill] = useState<Drill<"funnel">>();
  const { draft, change, run, changed, asked, answer } = useQuestion("funnel", funnelDefault, funnelToAsk);
  const data = asked && answer.data?.answer;
  const steps = useMemo(() => asked?.steps.map((step, i) => (asked.order === "any" ? t("funnel.nth", { n: i + 1 }) : nameOf(step))) ?? [], [asked && JSON.stringify([asked.order, asked.steps]), nameOf, t]);
  const option = useMemo(() => data && funnelOption(data, steps, chart, { ...words, bucket: String }), [data, steps, chart, words]);
  const pick = (label: string, step: number, dropped: boolean) => {
    const title = t(dropped ? "drawer.dropped" : "drawer.reached", { step, name: steps[step - 1] ?? "" });
    setDrill({ cell: { step, dropped, ...(label ? { label } : {}) }, title: label ? `${words.label(label)} · ${title}` : title });
  };
  const shown = (response: AskResponse<FunnelAnswer>) => {
    const last = response.answer.all.steps.at(-1);
    const first = response.answer.all.steps[0]?.count ?? 0;
    return (
      <>
        <Card title={<AnswerMeta response={response} />}>
          <div className="headline">
            <Statistic title={t("funnel.overall")} valueRender={() => <NumberButton text={words.percent(first ? (last?.count ?? 0) / first : null)} disabled={!last?.count} testid="overall" onClick={() => pick("", steps.length, false)} />} />
            <Statistic title={t("funnel.medianFirst")} value={words.span(last?.median_ms_from_first)} />
            <Statistic title={t("funnel.p90First")} value={words.span(last?.p90_ms_from_first)} />
          </div>
          {option && <Chart option={option} height={320} label={t("funnel.title")} onPick={(series, index) => {
            const { groups } = response.answer;
            if (groups.length > 0) pick(groups[series]?.label ?? "", index + 1, false);
            else if (series === 0) pick("", index + 1, false);
            else if (index > 0) pick("", index + 1, true);
          }} />}
          {asked && <p className="rule" title={t("funnel.rule")}>{sayRule(asked, t)}</p>}
        </Card>
        {asked && <FunnelTimes answer={response.answer} asked={asked} open={(cell, title) => setDrill({ cell, title })} />}
        {asked && <FunnelTable answer={response.answer} asked={asked} steps={steps} onPick={pick} />}
        {asked && <Distinguish funnel={asked} />}
      </>
    );
  };
  return (
    <Page title={t("funnel.title")} extra={<RunBar changed={changed} loading={answer.loading && asked !== undefined} onRun={run} saveable={asked && { analysis: "funnel", question: asked, answer: data, chart: {} }} />}>
      <FunnelBuilder draft={draft} change={change} onRun={run} />
      {asked ? <AnswerArea answer={answer} isEmpty={(a) => (a.all.steps[0]?.count ?? 0) === 0}>{shown}</AnswerArea> : <Teach analysis="funnel" otherwise={funnelDefault} title={t("funnel.pick")} hint={t("funnel.pickHint")} />}
      {asked && <PersonsDrawer analysis="funnel" question={asked} drill={drill} onClose={() => setDrill(undefined)} />}
    </Page>
  );
}
