import { InputNumber, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import { durationUnits, parseDuration } from "../lib/window";

export function DurationInput({ value, onChange, testid }: { value: string; onChange: (text: string) => void; testid?: string }) {
  const { t } = useTranslation();
  const { count, unit } = parseDuration(value) ?? { count: 7, unit: "d" };
  const options = [...durationUnits, ...(unit === "s" ? (["s"] as const) : [])].map((u) => ({ value: u as string, label: t(`duration.unit_${u}`) }));
  return (
    <Space.Compact>
      <InputNumber className="count" min={1} max={100000} precision={0} value={count} onChange={(n) => onChange(`${n ?? 1}${unit}`)} data-testid={testid} aria-label={t("filter.within")} />
      <Select className="unit" value={unit as string} options={options} onChange={(u) => onChange(`${count}${u}`)} popupMatchSelectWidth={false} aria-label={t("filter.within")} />
    </Space.Compact>
  );
}
