import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AskResponse, RetentionAnswer, RetentionCell, RetentionQuestion } from "../../api/types";
import { AnswerArea } from "../../components/AnswerArea";
import { AnswerMeta } from "../../components/AnswerMeta";
import { Page } from "../../components/Page";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { RunBar } from "../../components/RunBar";
import { Teach } from "../../components/Teach";
import { useQuestion } from "../../hooks/use_question";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { retentionDefault } from "../../lib/question_url";
import { periodsOf, retentionToAsk, type Show } from "../../lib/retention";
import { RetentionBuilder } from "./RetentionBuilder";
import { CohortsOverTime, RetentionCurve } from "./RetentionCharts";
import { RetentionStreaks } from "./RetentionStreaks";
import { RetentionTable } from "./RetentionTable";

interface Props {
  response: AskResponse<RetentionAnswer>;
  asked: RetentionQuestion;
  open: (cell: RetentionCell, columns: string[]) => void;
}

function Shown({ response, asked, open }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [show, choose] = useState<Show>("shares");
  const [chosen, setGroup] = useState(-1);
  const { answer } = response;
  const group = answer.groups[chosen];
  const shown = show === "values" || show === "per_person" ? (answer.mean_values.length > 0 ? show : "shares") : show;
  const columns = useSteady([answer, t], () => answer.columns.map((column) => t(`retention.${asked.bucket}`, { n: periodsOf(column) })));
  // One group by itself is drawn as an answer of its own.
  const drawn = useSteady([answer, chosen], () => (group ? { ...group, columns: answer.columns, groups: [] } : answer));
  const pick = (cell: RetentionCell) => open(group ? { ...cell, label: group.label } : cell, columns);
  const picker = answer.groups.length > 0 && (
    <Select size="small" className="group-picker" popupMatchSelectWidth={false} value={group ? chosen : -1} onChange={setGroup} aria-label={t("builder.group")} data-testid="group"
      options={[{ value: -1, label: t("retention.all") }, ...answer.groups.map((one, value) => ({ value, label: words.label(one.label) }))]} />
  );
  const value = asked.value !== "persons" && (shown === "values" || shown === "per_person") ? t(`retention.${asked.value}`, { property: asked.property }) : t("retention.curve");
  return (
    <>
      <RetentionCurve answer={drawn} columns={columns} unit={asked.bucket} show={shown} title={<><span>{value}</span> <AnswerMeta response={response} /></>} group={picker} onPick={pick} />
      <RetentionTable answer={answer} table={drawn} columns={columns} unit={asked.bucket} show={shown} choose={choose} group={picker} onPick={pick} />
      <CohortsOverTime table={drawn} columns={columns} unit={asked.bucket} onPick={pick} />
      {asked.streaks && answer.unbroken.length > 0 && <RetentionStreaks table={drawn} unit={asked.bucket} onPick={pick} />}
    </>
  );
}

export default function Retention() {
  const { t } = useTranslation();
  const words = useWords();
  const [drill, setDrill] = useState<Drill<"retention"> & { columns: string[] }>();
  const { draft, change, run, changed, asked, answer } = useQuestion("retention", retentionDefault, retentionToAsk);
  const data = answer.data?.answer;
  const open = (cell: RetentionCell, columns: string[]) => {
    const cohort = cell.every ? t("retention.everyCohort") : words.bucket(data!.cohorts[cell.cohort]!.start, asked!.bucket);
    const column = cell.bucket === undefined ? "" : columns[cell.bucket]!;
    const word = cell.bucket === undefined ? "cohort" : cell.absent ? "absent" : "returned";
    const said = cell.streak ? t("retention.streakOf", { cohort, kind: t(`retention.${cell.streak}`), length: cell.bucket }) : t(`drawer.${word}`, { cohort, column });
    const beside = [cell.streak && cell.absent ? t("retention.others") : "", cell.label === undefined ? "" : words.label(cell.label)];
    setDrill({ cell, columns, title: [said, ...beside].filter(Boolean).join(" · ") });
  };
  const flipped = drill?.cell.streak ? t(drill.cell.absent ? "retention.those" : "retention.others") : t(drill?.cell.absent ? "drawer.thoseReturned" : "drawer.notReturned");
  const flip = drill && drill.cell.bucket !== undefined && (
    <Button size="small" data-testid="flip" onClick={() => open({ ...drill.cell, absent: !drill.cell.absent }, drill.columns)}>{flipped}</Button>
  );
  return (
    <Page title={t("retention.title")} extra={<RunBar changed={changed} loading={answer.loading && asked !== undefined} onRun={run} saveable={asked && { analysis: "retention", question: asked, answer: data, chart: {} }} />}>
      <RetentionBuilder draft={draft} change={change} onRun={run} />
      {asked ? (
        <AnswerArea answer={answer} isEmpty={(a) => a.cohorts.every((c) => c.persons === 0)}>{(response) => <Shown response={response} asked={asked} open={open} />}</AnswerArea>
      ) : <Teach analysis="retention" otherwise={retentionDefault} title={t("retention.needProperty")} hint={t("retention.needPropertyHint")} />}
      {asked && <PersonsDrawer analysis="retention" question={asked} drill={drill} onClose={() => setDrill(undefined)} extra={flip || undefined} />}
    </Page>
  );
}
