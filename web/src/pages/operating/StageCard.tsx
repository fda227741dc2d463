import { ExportOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useSession } from "../../app/session";
import { Change } from "../../components/Change";
import { NumberButton } from "../../components/NumberButton";
import type { AarrrStage } from "../../lib/operating";
import type { Answered } from "./use_operating";

interface Props {
  stage: AarrrStage;
  link?: string | undefined; // the page of the question
  of: Answered | undefined;
  rule: string;
  onMap: () => void;
  children: ReactNode; // what is shown of an answer
}

// One stage: its figures, or why there are none.
export function StageCard({ stage, link, of, rule, onMap, children }: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const name = t(`operating.stage.${stage}`);
  return (
    <section className={`stage stage-${stage}`} data-testid={`stage-${stage}`}>
      <header>
        <h2>{name}</h2>
        {link && <Link to={link} aria-label={`${t("operating.open")}: ${name}`} title={t("operating.open")} className="tile-tool"><ExportOutlined /></Link>}
      </header>
      {of?.problem ? <div className="tile-problem" role="alert">{`${t(`error.${of.problem.title}`, { defaultValue: t("error.internal") })}: ${of.problem.detail}`}</div>
        : of ? <>{children}<p className="rule">{rule}</p></>
        : (
          <div className="stage-missing" data-testid="missing">
            <b>{t("operating.missing")}</b>
            <p>{t(`operating.teach.${stage as "activation" | "revenue" | "referral"}`)}</p>
            {may("analyst") ? <Button onClick={onMap} data-testid={`map-${stage}`}>{t("operating.map")}</Button> : <small>{t("operating.viewerMap")}</small>}
          </div>
        )}
    </section>
  );
}

interface FigureProps {
  name: string;
  text: string;
  now: number | null | undefined;
  before: number | null | undefined;
  say: (value: number | null | undefined) => string;
  hint?: string;
  big?: boolean;
  cost?: boolean; // less is better
  onPick?: () => void; // the persons behind it; without, it is a quotient
  testid: string;
}

export function Figure({ name, text, now, before, say, hint, big, cost, onPick, testid }: FigureProps) {
  const { t } = useTranslation();
  return (
    <div className={`stage-figure${big ? " big" : ""}${cost ? " cost" : ""}`} title={hint}>
      <span>{name}</span>
      <b><NumberButton text={text} plain={!onPick} disabled={!now} onClick={onPick ?? (() => undefined)} testid={testid} /></b>
      <small title={before === null || before === undefined ? undefined : t("operating.previous", { value: say(before) })}><Change now={now} before={before} /></small>
    </div>
  );
}
