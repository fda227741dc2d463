import { DatePicker, InputNumber, Radio, Select, TimePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import type { Rhythm, Timing } from "../../api/engage";
import { useSession } from "../../app/session";
import { Field } from "../../components/BuilderCard";
import { clockOf, minuteOf } from "../../lib/campaigns";
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

// What its rhythm needs: a moment, or a day and an hour, and until when.
export function TimingFields({ timing, onChange }: { timing: Timing; onChange: (part: Partial<Timing>) => void }) {
  const { t } = useTranslation();
  const repeats = timing.rhythm !== "now" && timing.rhythm !== "event" && timing.rhythm !== "once";
  return (
    <div className="fields">
      {timing.rhythm === "once" && <Field label={t("campaigns.timing.at")}><At value={timing.at} onChange={(at) => onChange({ at: at ?? null })} testid="timing-at" /></Field>}
      {timing.rhythm === "weekly" && <Field label={t("campaigns.timing.weekday")}><Select value={timing.weekday} options={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))} onChange={(weekday) => onChange({ weekday })} style={{ minWidth: 120 }} aria-label={t("campaigns.timing.weekday")} /></Field>}
      {timing.rhythm === "monthly" && <Field label={t("campaigns.timing.day")}><InputNumber min={1} max={31} precision={0} value={timing.day} onChange={(n) => onChange({ day: n ?? 1 })} className="count" aria-label={t("campaigns.timing.day")} /></Field>}
      {repeats && <Field label={t("campaigns.timing.time")}><TimePicker format="HH:mm" minuteStep={5} allowClear={false} needConfirm={false} value={dayjs(`2000-01-01T${clockOf(timing.minute)}`)} onChange={(at) => at && onChange({ minute: minuteOf(at.format("HH:mm")) })} /></Field>}
      {repeats && <Field label={t("campaigns.timing.until")}><At value={timing.until} onChange={(until) => onChange({ until: until ?? null })} clearable testid="timing-until" /></Field>}
    </div>
  );
}
