import { ReloadOutlined } from "@ant-design/icons";
import { Button, Card } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { AskResponse, EffectAnswer, EffectCell, EffectOf, EffectQuestion } from "../../api/types";
import { AnswerMeta } from "../../components/AnswerMeta";
import { AnswerArea } from "../../components/AnswerArea";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { useWords } from "../../hooks/use_words";
import { effectQuestion, sayGroup, type EffectSubject, type EffectView } from "../../lib/effect";
import { firstChosen, isPartKind, partQuestion, partsBy, type Part } from "../../lib/effect_parts";
import { EffectByPicker, type EffectChoice } from "./EffectByPicker";
import { EffectReturn } from "./EffectReturn";
import { EffectShown } from "./EffectShown";
import { useEffectOf, usePartings } from "./use_effect";

interface Behind { question: EffectQuestion; drill: Drill<"effect"> }

// Whom a number of the answer counts: of a part, by the question about it.
function behind(question: EffectQuestion, parts: readonly Part[], of: EffectOf, label: string | undefined, title: string): Behind {
  const part = parts.find((one) => one.label === label);
  if (part) return { question: partQuestion(question, part), drill: { cell: { of }, title } };
  const cell: EffectCell = label === undefined ? { of } : { of, label };
  return { question, drill: { cell, title } };
}

interface AskedProps { subject: EffectSubject; compares: boolean; turn: string }

function Asked({ subject, compares, turn }: AskedProps) {
  const { t } = useTranslation();
  const words = useWords();
  const partings = usePartings();
  const [choice, setChoice] = useState<EffectChoice>({ by: compares ? "variant" : "none", chosen: [] });
  const [shown, setShown] = useState<Behind>();
  const { by } = choice;
  const question = effectQuestion(subject, isPartKind(by) ? "none" : by)!;
  const parts = isPartKind(by) && partings ? partsBy(by, choice.chosen, partings) : [];
  const answer = useEffectOf(question, parts, turn);
  const choose = (next: EffectView) => setChoice({ by: next, chosen: isPartKind(next) && partings ? firstChosen(next, partings) : [] });
  const open = (of: EffectOf, label?: string) => setShown(behind(question, parts, of, label, `${t(`effect.of.${of}`)}${label === undefined ? "" : ` · ${sayGroup(by, label, t, words)}`}`));
  return (
    <>
      <div className="effect-head">
        <EffectByPicker value={choice} partings={partings} onBy={choose} onChosen={(chosen) => setChoice({ by, chosen })} />
        <span className="row">{answer.data && <AnswerMeta response={answer.data as AskResponse<unknown>} />}<Button size="small" type="text" icon={<ReloadOutlined />} aria-label={t("common.reload")} onClick={answer.reload} data-testid="effect-reload" /></span>
      </div>
      {by === "segments" && <p className="meta">{t("effect.parts.overlap")}</p>}
      <AnswerArea answer={answer} testid="effect" isEmpty={(one: EffectAnswer) => one.all.sent + one.all.held_out === 0}>
        {(response) => <EffectShown answer={response.answer} by={by} revenue={question.revenue !== ""} onOpen={open}><EffectReturn group={response.answer.all} question={question} turn={turn} /></EffectShown>}
      </AnswerArea>
      <PersonsDrawer analysis="effect" question={shown?.question ?? question} drill={shown?.drill} onClose={() => setShown(undefined)} />
    </>
  );
}

interface Props { of: EffectSubject; turn: string; compares: boolean; edit?: string | undefined }

// What the messages changed: those who got them beside those who were held out. `compares`: several contents; `edit`:
// where a goal can be given to it.
export function Effect({ of, turn, compares, edit }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={t("effect.title")} className="effect-card" data-testid="effect-card">
      {of.goal ? <Asked subject={of} compares={compares} turn={turn} /> : <p className="meta">{t("effect.noGoal")} {edit && <Link to={edit}>{t("common.edit")}</Link>}</p>}
    </Card>
  );
}
