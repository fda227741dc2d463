import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { TrendBreakdown, TrendQuestion } from "../../api/types";
import { BinsInput } from "../../components/BinsInput";
import { Field } from "../../components/BuilderCard";
import { PropertyPicker } from "../../components/PropertyPicker";
import { numbersFromText } from "../../lib/bins";
import { maxBreakdowns } from "../../lib/trend";

interface Props {
  events: string[];
  value: TrendBreakdown[];
  top: number;
  change: (part: Partial<TrendQuestion>) => void;
}
type By = "text" | "bins";

// By which properties an answer is broken down, each by its texts or by bins of its numbers.
export function Breakdowns({ events, value, top, change }: Props) {
  const { t } = useTranslation();
  const shown: TrendBreakdown[] = value.length > 0 ? value : [{ property: "" }];
  const set = (index: number, one: TrendBreakdown | undefined) => change({ breakdowns: shown.flatMap((old, i) => (i !== index ? [old] : one ? [one] : [])) });
  const pick = (index: number, property: string | undefined) => set(index, property ? { ...shown[index]!, property } : shown.length > 1 ? { property: "" } : undefined);
  return (
    <>
      {shown.map((one, index) => (
        <Field key={index} label={index === 0 ? t("builder.breakdown") : t("calendar.thenBy")}>
          <PropertyPicker events={events} scope="both" value={one.property || undefined} allowClear placeholder={t("builder.noBreakdown")} onChange={(property) => pick(index, property)} testid={index === 0 ? "breakdown" : `breakdown-${index + 1}`} />
          {one.property && (
            <Select<By> className="by-bins" value={one.bins ? "bins" : "text"} popupMatchSelectWidth={false} aria-label={t("calendar.groupsOf")} data-testid={`by-bins-${index + 1}`}
              options={(["text", "bins"] as const).map((by) => ({ value: by, label: t(`calendar.by.${by}`) }))} onChange={(by) => set(index, by === "bins" ? { ...one, bins: [] } : { property: one.property })} />
          )}
          {one.bins && one.property && <BinsInput label={t("distribution.bins")} hint={t("distribution.binsHint")} problem={t("distribution.badBins")} value={one.bins} read={numbersFromText} onChange={(bins) => set(index, { ...one, bins })} />}
          {index > 0 && <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("common.remove")} onClick={() => set(index, undefined)} />}
          {index === shown.length - 1 && one.property && shown.length < maxBreakdowns && (
            <Button type="text" size="small" icon={<PlusOutlined />} aria-label={t("calendar.addBreakdown")} title={t("calendar.addBreakdown")} onClick={() => change({ breakdowns: [...shown, { property: "" }] })} data-testid="add-breakdown" />
          )}
          {index === 0 && one.property && <InputNumber className="count" prefix={t("builder.top")} min={1} max={100} precision={0} value={top} onChange={(wanted) => change({ top: wanted ?? 10 })} aria-label={t("builder.top")} />}
        </Field>
      ))}
    </>
  );
}
