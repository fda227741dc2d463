import { InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "./BuilderCard";
import { PropertyPicker } from "./PropertyPicker";

interface Props {
  events: string[];
  breakdown: string | undefined;
  top: number;
  change: (part: { breakdown?: string; top?: number }) => void;
}

// By which property an answer is broken down, and how many of its values are kept.
export function BreakdownField({ events, breakdown, top, change }: Props) {
  const { t } = useTranslation();
  return (
    <Field label={t("builder.breakdown")}>
      <PropertyPicker events={events} scope="both" value={breakdown} allowClear placeholder={t("builder.noBreakdown")} onChange={(value) => change({ breakdown: value as string })} testid="breakdown" />
      {breakdown && <InputNumber className="count" prefix={t("builder.top")} min={1} max={100} precision={0} value={top} onChange={(value) => change({ top: value ?? 10 })} aria-label={t("builder.top")} />}
    </Field>
  );
}
