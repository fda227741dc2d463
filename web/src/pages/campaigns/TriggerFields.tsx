import { InputNumber, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import type { Trigger } from "../../api/engage";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { durationUnits, parseDuration } from "../../lib/window";

// How long after the event; unlike other durations it may be nothing.
function Delay({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const { count, unit } = parseDuration(value) ?? { count: 0, unit: "m" };
  const shown = (durationUnits as readonly string[]).includes(unit) ? unit : "m";
  return (
    <Space.Compact>
      <InputNumber className="count" min={0} max={100000} precision={0} value={count} onChange={(n) => onChange(`${n ?? 0}${shown}`)} aria-label={t("campaigns.trigger.delay")} data-testid="trigger-delay" />
      <Select className="unit" value={shown as string} options={durationUnits.map((one) => ({ value: one as string, label: t(`duration.unit_${one}`) }))} onChange={(one) => onChange(`${count}${one}`)} popupMatchSelectWidth={false} aria-label={t("campaigns.trigger.delay")} />
    </Space.Compact>
  );
}

// The event that sends the message, and how often it may.
export function TriggerFields({ trigger, onChange }: { trigger: Trigger; onChange: (trigger: Trigger) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("campaigns.trigger.event")}><MatchEditor value={trigger.event} onChange={(event) => onChange({ ...trigger, event })} testid="trigger-event" placeholder={t("campaigns.measure.chooseGoal")} /></Field>
      <div className="fields">
        <Field label={t("campaigns.trigger.delay")}><Delay value={trigger.delay} onChange={(delay) => onChange({ ...trigger, delay })} /></Field>
        <Field label={t("campaigns.trigger.again")}><DurationInput value={trigger.again} onChange={(again) => onChange({ ...trigger, again })} /></Field>
      </div>
      <p className="meta">{t("campaigns.trigger.hint")}</p>
    </>
  );
}
