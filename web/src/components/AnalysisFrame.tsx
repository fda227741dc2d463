import { useState, type ReactNode } from "react";
import type { Analyses, AnalysisName } from "../api/types";
import { useChartChoice } from "../hooks/use_chart_choice";
import { useQuestion } from "../hooks/use_question";
import type { ChartChoice } from "../lib/reports";
import { AnswerArea } from "./AnswerArea";
import { AnswerMeta } from "./AnswerMeta";
import { BuilderCard } from "./BuilderCard";
import { Page } from "./Page";
import { PersonsDrawer, type Drill } from "./PersonsDrawer";
import { RunBar } from "./RunBar";
import { Teach } from "./Teach";

type Asked = Exclude<AnalysisName, "segment">;
export interface Shown<A extends Asked> {
  answer: Analyses[A]["answer"];
  asked: Analyses[A]["question"];
  open: (cell: Analyses[A]["cell"], title: string) => void;
  meta: ReactNode;
  choice: ChartChoice; // how the chart is drawn: kept in the address and with a report
  choose: (choice: ChartChoice) => void;
  ask: (part: Partial<Analyses[A]["question"]>, choice?: ChartChoice) => void; // at once, with the draft as it stands
}
interface Props<A extends Asked> {
  analysis: A;
  title: string;
  otherwise: Analyses[A]["question"];
  toAsk?: (question: Analyses[A]["question"]) => Analyses[A]["question"] | undefined;
  incomplete?: { title: string; hint: string }; // what to choose while there is nothing to ask, and what is answered then
  unasked?: (draft: Analyses[A]["question"]) => ReactNode; // in its place, where a page has something of its own to choose from
  empty?: ReactNode; // stands for an answer without anything
  isEmpty: (answer: Analyses[A]["answer"]) => boolean;
  builder: (draft: Analyses[A]["question"], change: (part: Partial<Analyses[A]["question"]>) => void) => ReactNode;
  children: (shown: Shown<A>) => ReactNode;
}

const same = <T,>(question: T) => question;

// What pages of analyses share: the builder, the answer, and the persons behind a number.
export function AnalysisFrame<A extends Asked>({ analysis, title, otherwise, toAsk = same, incomplete, unasked, empty, isEmpty, builder, children }: Props<A>) {
  const [drill, setDrill] = useState<Drill<A>>();
  const [choice, choose] = useChartChoice();
  const { draft, change, run, ask, changed, asked, answer } = useQuestion(analysis, otherwise, toAsk);
  return (
    <Page title={title} extra={<RunBar changed={changed} loading={answer.loading && asked !== undefined} onRun={run} saveable={asked && { analysis, question: asked, answer: answer.data?.answer, chart: choice }} />}>
      <BuilderCard onRun={run}>{builder(draft, change)}</BuilderCard>
      {asked ? (
        <AnswerArea answer={answer} isEmpty={isEmpty} empty={empty}>
          {(response) => children({ answer: response.answer, asked, open: (cell, name) => setDrill({ cell, title: name }), meta: <AnswerMeta response={response} />, choice, choose, ask })}
        </AnswerArea>
      ) : unasked ? unasked(draft) : incomplete && <Teach analysis={analysis} otherwise={otherwise} {...incomplete} />}
      {asked && <PersonsDrawer analysis={analysis} question={asked} drill={drill} onClose={() => setDrill(undefined)} />}
    </Page>
  );
}
