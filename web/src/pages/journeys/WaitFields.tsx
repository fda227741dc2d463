import { InputNumber, Radio, Select, Switch, TimePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import type { Wait, WaitKind } from "../../api/journeys";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { PropertyPicker } from "../../components/PropertyPicker";
import { clockOf, minuteOf } from "../../lib/campaigns";
import { weekdays } from "../../lib/zones";

const kinds: readonly WaitKind[] = ["time", "clock", "date", "best_time"];

function DateFields({ wait, set }: { wait: Wait; set: (part: Partial<Wait>) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("journeys.field.trait")}><PropertyPicker events={[]} scope="person" value={wait.trait ? `person.${wait.trait}` : undefined} placeholder={t("journeys.field.trait")} onChange={(ref) => set({ trait: ref?.replace(/^person\./, "") ?? "" })} testid="wait-trait" /></Field>
      <p className="meta">{t("journeys.field.traitHint")}</p>
      <Field label={`${t("journeys.field.days")} (${t("journeys.field.daysHint")})`}><InputNumber className="count" min={-366} max={366} precision={0} value={wait.days} onChange={(n) => set({ days: n ?? 0 })} aria-label={t("journeys.field.days")} /></Field>
      <label className="row"><Switch size="small" checked={wait.yearly} onChange={(yearly) => set({ yearly })} /> {t("journeys.field.yearly")}</label>
    </>
  );
}

// So long, until the clock shows an hour, or until a day of the person's.
export function WaitFields({ wait, onChange }: { wait: Wait; onChange: (wait: Wait) => void }) {
  const { t } = useTranslation();
  const set = (part: Partial<Wait>) => onChange({ ...wait, ...part });
  return (
    <>
      <Radio.Group value={wait.kind} onChange={(e) => set({ kind: e.target.value as WaitKind })} optionType="button" className="wraps" options={kinds.map((value) => ({ value, label: <span data-testid={`wait-${value}`}>{t(`journeys.field.waitKind.${value}`)}</span> }))} />
      {wait.kind === "time" && <Field label={t("journeys.field.time")}><DurationInput value={wait.time} onChange={(time) => set({ time })} testid="wait-duration" /></Field>}
      {wait.kind === "date" && <DateFields wait={wait} set={set} />}
      {wait.kind === "clock" && <Field label={t("journeys.field.weekdays")}><Select mode="multiple" className="value wide" value={wait.weekdays} options={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))} onChange={(chosen) => set({ weekdays: chosen })} placeholder={t("journeys.field.anyDay")} aria-label={t("journeys.field.weekdays")} /></Field>}
      {wait.kind === "best_time" && <p className="meta">{t("journeys.field.bestHint")}</p>}
      {(wait.kind === "clock" || wait.kind === "date") && (
        <div className="fields">
          <Field label={t("journeys.field.at")}><TimePicker format="HH:mm" minuteStep={5} allowClear={false} needConfirm={false} value={dayjs(`2000-01-01T${clockOf(wait.minute)}`)} onChange={(at) => at && set({ minute: minuteOf(at.format("HH:mm")) })} /></Field>
          <Field label={t("journeys.field.clock")}><Radio.Group value={wait.person_zone} onChange={(e) => set({ person_zone: e.target.value as boolean })} options={[{ value: true, label: t("journeys.field.theirs") }, { value: false, label: t("journeys.field.ours") }]} /></Field>
        </div>
      )}
    </>
  );
}
