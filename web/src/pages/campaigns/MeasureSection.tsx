import { Alert, InputNumber, Slider, Switch } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CampaignGoal } from "../../api/engage";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { PropertyPicker } from "../../components/PropertyPicker";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { Section } from "./Section";

interface Measured { transactional: boolean; holdout_percent: number; goal?: CampaignGoal }
interface Props { body: Measured; change: (part: Partial<Measured>) => void; problem?: string | undefined; children?: ReactNode }

// Who gets nothing, to compare with, and what the message is to bring about.
export function MeasureSection({ body, change, problem, children }: Props) {
  const { t } = useTranslation();
  const { goal } = body;
  const events = goal?.event.event ? [goal.event.event] : (goal?.event.events ?? []);
  return (
    <Section title={t("campaigns.measure.title")} problem={problem} testid="section-measure">
      {body.transactional ? <p className="meta">{t("campaigns.measure.transactional")}</p> : (
        <Field label={t("campaigns.measure.holdout")}>
          <Slider className="holdout" min={0} max={50} value={Math.min(50, body.holdout_percent)} onChange={(holdout_percent: number) => change({ holdout_percent })} marks={{ 0: "0", 10: "10", 25: "25", 50: "50" }} tooltip={{ formatter: (n) => `${n} %` }} />
          <InputNumber className="count" min={0} max={90} value={body.holdout_percent} suffix="%" onChange={(n) => change({ holdout_percent: n ?? 0 })} aria-label={t("campaigns.measure.holdout")} data-testid="holdout" />
        </Field>
      )}
      {!body.transactional && (body.holdout_percent === 0 ? <Alert type="warning" showIcon message={t("campaigns.measure.noHoldout")} /> : <p className="in-words" data-testid="holdout-says">{t("campaigns.measure.says", { percent: body.holdout_percent })}</p>)}
      <div className="row"><Switch size="small" checked={goal !== undefined} onChange={(on) => change(on ? { goal: { event: {}, window: "7d", revenue: "" } } : ({ goal: undefined } as unknown as object))} aria-label={t("campaigns.measure.hasGoal")} data-testid="has-goal" /> {t("campaigns.measure.hasGoal")}</div>
      {goal && (
        <>
          <Field label={t("campaigns.measure.goal")}><MatchEditor value={goal.event} onChange={(event) => change({ goal: { ...goal, event } })} testid="goal-event" placeholder={t("campaigns.measure.chooseGoal")} /></Field>
          <div className="fields">
            <Field label={t("campaigns.measure.window")}><DurationInput value={goal.window} onChange={(window) => change({ goal: { ...goal, window } })} /></Field>
            <Field label={t("campaigns.measure.revenue")}><PropertyPicker events={events} scope="event" value={goal.revenue ? `event.${goal.revenue}` : undefined} allowClear placeholder={t("campaigns.measure.noRevenue")} onChange={(ref) => change({ goal: { ...goal, revenue: ref?.replace(/^event\./, "") ?? "" } })} testid="goal-revenue" /></Field>
          </div>
        </>
      )}
      {children}
    </Section>
  );
}
