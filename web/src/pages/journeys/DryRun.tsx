import { ExperimentOutlined } from "@ant-design/icons";
import { Alert, Button, Card, InputNumber, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyRehearsal, Step } from "../../api/journeys";
import { Field } from "../../components/BuilderCard";
import { PersonSelect } from "../../components/PersonSelect";
import { useWords } from "../../hooks/use_words";
import { sayVisit, stepTitle } from "../../lib/journey_words";
import { CampaignProblem } from "../campaigns/CampaignProblem";
import type { DryRunState } from "./use_dry_run";

function Walked({ answer, alone }: { answer: JourneyRehearsal; alone: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const say = (key: string, count: number) => t(`journeys.dry.${key}`, { count, replace: { count: words.number(count) } });
  if (answer.would_enter === 0) return <p data-testid="dry-nobody">{t(alone ? "journeys.dry.asIf" : "journeys.dry.nobody")}</p>;
  if (alone) return null;
  return (
    <ul className="part-list">
      <li><b data-testid="dry-enter">{say("enter", answer.would_enter)}</b></li>
      <li data-testid="dry-walked">{say("walked", answer.walked)}</li>
      {answer.held_out > 0 && <li data-testid="dry-held">{say("held", answer.held_out)}</li>}
    </ul>
  );
}

// Where one person went, with the times.
function Trail({ answer, steps }: { answer: JourneyRehearsal; steps: readonly Step[] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      <h3 className="card-part">{t("journeys.dry.trail")}</h3>
      <ol className="trail" data-testid="dry-trail">
        {answer.trail.map((visit, i) => <li key={i}><span>{sayVisit(visit, steps, t)}</span><time>{words.instant(visit.at)}</time></li>)}
        {answer.standing.filter((one) => one.count > 0).map((one) => <li key={one.step} className="now"><span>{stepTitle(steps, one.step, t)}</span><time>{t("journeys.dry.now")}</time></li>)}
      </ol>
    </>
  );
}

interface Props { run: DryRunState; steps: readonly Step[]; ready: boolean }

// As it would have gone over the last days; the canvas shows it meanwhile.
export function DryRun({ run, steps, ready }: Props) {
  const { t } = useTranslation();
  const [days, setDays] = useState(30);
  const [person, setPerson] = useState(0);
  const { answer, asked, error, loading, stale } = run;
  const primary = !asked || stale;
  return (
    <Card className="builder" title={t("journeys.dry.title")} data-testid="dry-run" aria-busy={loading}
      extra={<Button type={primary ? "primary" : "default"} ghost={primary} size="small" icon={<ExperimentOutlined />} disabled={!ready} loading={loading} onClick={() => run.ask({ days, ...(person > 0 ? { person } : {}) })} data-testid="dry-go">{t(asked ? "journeys.dry.again" : "journeys.dry.do")}</Button>}>
      {!asked && <p className="meta">{t("journeys.dry.hint")}</p>}
      <div className="fields">
        <Field label={t("journeys.dry.days")}><InputNumber className="count" min={1} max={90} precision={0} value={days} onChange={(n) => setDays(n ?? 30)} suffix={t("journeys.dry.daysUnit")} aria-label={t("journeys.dry.days")} data-testid="dry-days" /></Field>
        <Field label={t("journeys.dry.person")}><PersonSelect value={person} onChange={setPerson} placeholder={t("journeys.dry.person")} testid="dry-person" /></Field>
      </div>
      {stale && <Alert type="info" showIcon message={t("journeys.dry.stale")} />}
      {error !== undefined && <CampaignProblem error={error} />}
      {loading && <Skeleton active paragraph={{ rows: 3 }} />}
      {answer && (
        <div className={stale ? "waiting" : ""}>
          <Walked answer={answer} alone={asked?.person !== undefined} />
          {asked?.person !== undefined && <Trail answer={answer} steps={steps} />}
        </div>
      )}
      {answer && run.shown && <p className="meta">{t("journeys.dry.shown")} <button type="button" className="link-button" onClick={() => run.setShown(false)} data-testid="dry-hide">{t("journeys.dry.hide")}</button></p>}
    </Card>
  );
}
