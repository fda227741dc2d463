import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AskedIn, Weekday } from "../api/types";
import { useSession } from "../app/session";
import { weekdays, zones } from "../lib/zones";

// In which time zone, and with which first day of the week, a question is asked; nothing chosen: the project's.
export function CalendarFields({ value, onChange }: { value: AskedIn; onChange: (part: AskedIn) => void }) {
  const { t } = useTranslation();
  const { project } = useSession();
  const options = useMemo(() => zones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })), []);
  const own = (text: string) => t("calendar.project", { text });
  return (
    <div className="range-calendar">
      <label>{t("calendar.zone")}</label>
      <Select showSearch optionFilterProp="label" allowClear className="zone-select" value={value.time_zone ?? null} placeholder={own(project.time_zone)} options={options} aria-label={t("calendar.zone")} data-testid="time-zone"
        onChange={(zone: string | null | undefined) => onChange({ time_zone: zone ?? undefined } as AskedIn)} />
      <label>{t("calendar.week")}</label>
      <Select<Weekday> allowClear className="zone-select" value={(value.week_start ?? null) as Weekday} placeholder={own(t(`weekday.${project.week_start}`))} aria-label={t("calendar.week")} data-testid="week-start"
        options={weekdays.map((day) => ({ value: day, label: t(`weekday.${day}`) }))} onChange={(day: Weekday | null | undefined) => onChange({ week_start: day ?? undefined } as AskedIn)} />
    </div>
  );
}
