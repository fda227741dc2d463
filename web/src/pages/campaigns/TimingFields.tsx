import { DatePicker, Input, InputNumber, Radio, Select, Switch, TimePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import type { Rhythm, Timing } from "../../api/engage";
import { useSession } from "../../app/session";
import { Field } from "../../components/BuilderCard";
import { PropertyPicker } from "../../components/PropertyPicker";
import { useWords } from "../../hooks/use_words";
import { clockOf, minuteOf, repeats } from "../../lib/campaigns";
import { cronPresets, isUsable, mostAnHour, nextTimes, parseCron, sayCron } from "../../lib/cron";
import { wallClock, zoned } from "../../lib/zoned";
import { weekdays } from "../../lib/zones";

// An instant, picked on the project's clock.
function At({ value, onChange, clearable, testid }: { value: string | null | undefined; onChange: (iso: string | undefined) => void; clearable?: boolean; testid: string }) {
  const { project } = useSession();
  return <DatePicker showTime={{ format: "HH:mm", minuteStep: 5 }} format="YYYY-MM-DD HH:mm" allowClear={clearable ?? false} value={value ? dayjs(wallClock(value, project.time_zone)) : null} needConfirm={false}
    onChange={(day) => onChange(day ? zoned(day.format("YYYY-MM-DDTHH:mm"), project.time_zone) : undefined)} data-testid={testid} />;
}

export function RhythmPicker({ value, rhythms, onChange }: { value: Rhythm; rhythms: readonly Rhythm[]; onChange: (rhythm: Rhythm) => void }) {
  const { t } = useTranslation();
  return <Radio.Group value={value} onChange={(e) => onChange(e.target.value as Rhythm)} optionType="button" className="wraps" options={rhythms.map((one) => ({ value: one, label: <span data-testid={`rhythm-${one}`}>{t(`campaigns.timing.rhythm.${one}`)}</span> }))} />;
}

interface PartProps { timing: Timing; onChange: (part: Partial<Timing>) => void }

// A crontab line, with what it comes to.
function CronFields({ timing, onChange }: PartProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { project } = useSession();
  const cron = parseCron(timing.cron);
  const usable = isUsable(timing.cron);
  const now = wallClock(new Date().toISOString(), project.time_zone);
  const next = cron && usable ? nextTimes(cron, now, 3).map((wall) => words.instant(zoned(wall, project.time_zone))) : [];
  return (
    <div className="stack">
      <div className="fields">
        <Field label={t("campaigns.timing.cron")}><Input className="code cron" value={timing.cron} status={usable ? "" : "error"} maxLength={200} spellCheck={false} onChange={(e) => onChange({ cron: e.target.value })} aria-label={t("campaigns.timing.cron")} data-testid="timing-cron" /></Field>
        <Field label={t("campaigns.timing.presets")}><Select value={null} placeholder={t("campaigns.timing.presets")} options={cronPresets.map((value) => ({ value, label: sayCron(value, t) }))} onChange={(preset: string | null) => preset && onChange({ cron: preset })} popupMatchSelectWidth={false} style={{ minWidth: 160 }} aria-label={t("campaigns.timing.presets")} data-testid="cron-presets" /></Field>
      </div>
      {usable ? <p className="meta" data-testid="cron-next">{t("campaigns.timing.cronNext", { times: next.join(" · ") })}</p> : <p className="field-problem">{t("campaigns.timing.cronBad", { most: mostAnHour })}</p>}
      <p className="meta">{t("campaigns.timing.cronHint", { most: mostAnHour })}</p>
    </div>
  );
}

// Each person's own day.
function DateFields({ timing, onChange }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <div className="fields">
        <Field label={t("campaigns.timing.trait")}><PropertyPicker events={[]} scope="person" value={timing.date_trait ? `person.${timing.date_trait}` : undefined} placeholder={t("campaigns.timing.trait")} onChange={(ref) => onChange({ date_trait: ref?.replace(/^person\./, "") ?? "" })} testid="timing-trait" /></Field>
        <Field label={`${t("campaigns.timing.days")} (${t("campaigns.timing.daysHint")})`}><InputNumber className="count" min={-366} max={366} precision={0} value={timing.days} onChange={(n) => onChange({ days: n ?? 0 })} aria-label={t("campaigns.timing.days")} data-testid="timing-days" /></Field>
      </div>
      <label className="row"><Switch size="small" checked={timing.yearly} onChange={(yearly) => onChange({ yearly })} /> {t("campaigns.timing.yearly")}</label>
      <p className="meta">{t("campaigns.timing.traitHint")}</p>
    </div>
  );
}

// What its rhythm needs: a moment, a line, a date, or a day and an hour, and until when.
export function TimingFields({ timing, onChange }: PartProps) {
  const { t } = useTranslation();
  const again = repeats(timing.rhythm);
  return (
    <>
      {timing.rhythm === "cron" && <CronFields timing={timing} onChange={onChange} />}
      {timing.rhythm === "date" && <DateFields timing={timing} onChange={onChange} />}
      <div className="fields">
        {timing.rhythm === "once" && <Field label={t("campaigns.timing.at")}><At value={timing.at} onChange={(at) => onChange({ at: at ?? null })} testid="timing-at" /></Field>}
        {timing.rhythm === "weekly" && <Field label={t("campaigns.timing.weekday")}><Select value={timing.weekday} options={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))} onChange={(weekday) => onChange({ weekday })} style={{ minWidth: 120 }} aria-label={t("campaigns.timing.weekday")} /></Field>}
        {timing.rhythm === "monthly" && <Field label={t("campaigns.timing.day")}><InputNumber min={1} max={31} precision={0} value={timing.day} onChange={(n) => onChange({ day: n ?? 1 })} className="count" aria-label={t("campaigns.timing.day")} /></Field>}
        {again && timing.rhythm !== "cron" && <Field label={t("campaigns.timing.time")}><TimePicker format="HH:mm" minuteStep={5} allowClear={false} needConfirm={false} value={dayjs(`2000-01-01T${clockOf(timing.minute)}`)} onChange={(at) => at && onChange({ minute: minuteOf(at.format("HH:mm")) })} /></Field>}
        {again && <Field label={t("campaigns.timing.until")}><At value={timing.until} onChange={(until) => onChange({ until: until ?? null })} clearable testid="timing-until" /></Field>}
      </div>
    </>
  );
}
