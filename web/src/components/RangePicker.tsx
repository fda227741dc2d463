import { CalendarOutlined } from "@ant-design/icons";
import { Button, DatePicker, InputNumber, Popover, Select, Space } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AskedIn, BucketUnit, Window } from "../api/types";
import { zoneCity } from "../lib/zones";
import { dayAfter, lastDayOf, sayWindow } from "../lib/window";
import { CalendarFields } from "./CalendarFields";

type Unit = Exclude<BucketUnit, "total">;
const presets: Window[] = [
  { last: 1, unit: "day" }, { last: 7, unit: "day" }, { last: 14, unit: "day" }, { last: 30, unit: "day" }, { last: 90, unit: "day" }, { last: 12, unit: "week" },
  { last: 12, unit: "month" }, { last: 4, unit: "quarter" }, "ever",
];

function Last({ value, onChange }: { value: Window; onChange: (window: Window) => void }) {
  const { t } = useTranslation();
  const start = value !== "ever" && "last" in value ? value : { last: 30, unit: "day" as Unit };
  const units = (["hour", "day", "week", "month", "quarter"] as const).map((unit) => ({ value: unit, label: t(`units.${unit}`) }));
  return (
    <Space.Compact>
      <Button disabled className="prefix">{t("window.last")}</Button>
      <InputNumber className="count" min={1} max={1000} precision={0} value={start.last} onChange={(n) => onChange({ last: n ?? 1, unit: start.unit })} aria-label={t("window.last")} />
      <Select className="unit" value={start.unit} options={units} onChange={(unit: Unit) => onChange({ last: start.last, unit })} aria-label={t("builder.bucket")} />
    </Space.Compact>
  );
}

function Between({ value, onChange }: { value: Window; onChange: (window: Window) => void }) {
  const given = value !== "ever" && "between" in value ? value.between : undefined;
  const days: [Dayjs, Dayjs] | null = given ? [dayjs(given[0]), dayjs(lastDayOf(given[1]))] : null;
  return (
    <DatePicker.RangePicker
      value={days} allowClear={false}
      onChange={(range) => range?.[0] && range[1] && onChange({ between: [range[0].format("YYYY-MM-DD"), dayAfter(range[1].format("YYYY-MM-DD"))] })}
    />
  );
}

interface Props {
  value: Window;
  onChange: (window: Window) => void;
  testid?: string;
  calendar?: AskedIn; // of the question, where it may have its own
  onCalendar?: (part: AskedIn) => void;
}

// A WINDOW: presets, the last so many units, or two dates; and the calendar that says when a day begins.
export function RangePicker({ value, onChange, testid, calendar, onCalendar }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const choose = (window: Window) => {
    onChange(window);
    setOpen(false);
  };
  const body = (
    <div className="range">
      <div className="range-presets">
        {presets.map((p) => (
          <Button key={JSON.stringify(p)} size="small" type={JSON.stringify(p) === JSON.stringify(value) ? "primary" : "default"} onClick={() => choose(p)}>{sayWindow(p, t)}</Button>
        ))}
      </div>
      <Last value={value} onChange={onChange} />
      <label>{t("window.custom")}</label>
      <Between value={value} onChange={choose} />
      {onCalendar && <CalendarFields value={calendar ?? {}} onChange={onCalendar} />}
    </div>
  );
  return (
    <Popover content={body} trigger="click" placement="bottomLeft" open={open} onOpenChange={setOpen}>
      <Button icon={<CalendarOutlined />} data-testid={testid ?? "range"}>{sayWindow(value, t)}{calendar?.time_zone && <span className="zone" data-testid="asked-zone">{zoneCity(calendar.time_zone)}</span>}</Button>
    </Popover>
  );
}
