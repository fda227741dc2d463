import { Button, Card } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AskResponse, RetentionAnswer, RetentionCell } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { AnswerArea } from "../../components/AnswerArea";
import { AnswerMeta } from "../../components/AnswerMeta";
import { Chart } from "../../components/Chart";
import { Page } from "../../components/Page";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { RunBar } from "../../components/RunBar";
import { useQuestion } from "../../hooks/use_question";
import { useWords } from "../../hooks/use_words";
import { retentionOption } from "../../lib/chart_options";
import { retentionDefault } from "../../lib/question_url";
import { RetentionBuilder } from "./RetentionBuilder";
import { RetentionTable } from "./RetentionTable";

export default function Retention() {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [drill, setDrill] = useState<Drill<"retention">>();
  const { draft, change, run, changed, asked, answer } = useQuestion("retention", retentionDefault, (q) => q);
  const unit = asked?.bucket ?? "day";
  const data = answer.data?.answer;
  const option = useMemo(
    () => data && retentionOption(data, chart, { ...words, bucket: String }, (n) => t(`retention.${unit}`, { n }), t("retention.mean")),
    [data, chart, words, unit, t],
  );
  const open = (cell: RetentionCell) => {
    const cohort = words.bucket(data!.cohorts[cell.cohort]!.start, unit);
    const column = cell.bucket === undefined ? "" : t(`retention.${unit}`, { n: cell.bucket });
    const word = cell.bucket === undefined ? "cohort" : cell.absent ? "absent" : "returned";
    setDrill({ cell, title: t(`drawer.${word}`, { cohort, column }) });
  };
  const flip = drill && drill.cell.bucket !== undefined && (
    <Button size="small" data-testid="flip" onClick={() => open({ ...drill.cell, absent: !drill.cell.absent })}>{t(drill.cell.absent ? "drawer.thoseReturned" : "drawer.notReturned")}</Button>
  );
  const shown = (response: AskResponse<RetentionAnswer>) => (
    <>
      <Card title={<AnswerMeta response={response} />} extra={<span className="meta">{t("retention.curve")}</span>}>
        {option && <Chart option={option} height={240} label={t("retention.curve")} />}
      </Card>
      <RetentionTable answer={response.answer} unit={unit} onPick={open} />
    </>
  );
  return (
    <Page title={t("retention.title")} extra={<RunBar changed={changed} loading={answer.loading} onRun={run} saveable={asked && { analysis: "retention", question: asked, answer: data, chart: {} }} />}>
      <RetentionBuilder draft={draft} change={change} onRun={run} />
      <AnswerArea answer={answer} isEmpty={(a) => a.cohorts.every((c) => c.persons === 0)}>{shown}</AnswerArea>
      {asked && <PersonsDrawer analysis="retention" question={asked} drill={drill} onClose={() => setDrill(undefined)} extra={flip || undefined} />}
    </Page>
  );
}
