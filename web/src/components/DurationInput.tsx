import { InputNumber, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import { durationUnits, parseDuration } from "../lib/window";

export function DurationInput({ value, onChange, testid, min = 1 }: { value: string; onChange: (text: string) => void; testid?: string; min?: number }) {
  const { t } = useTranslation();
  const { count, unit } = parseDuration(value) ?? { count: 7, unit: "d" };
  const options = [...durationUnits, ...(unit === "s" ? (["s"] as const) : [])].map((u) => ({ value: u as string, label: t(`duration.unit_${u}`) }));
  return (
    <Space.Compact>
      <InputNumber className="count" min={min} max={100000} precision={0} value={count} onChange={(n) => onChange(`${n ?? min}${unit}`)} data-testid={testid} aria-label={t("filter.within")} />
      <Select className="unit" value={unit as string} options={options} onChange={(u) => onChange(`${count}${u}`)} popupMatchSelectWidth={false} aria-label={t("filter.within")} />
    </Space.Compact>
  );
}
