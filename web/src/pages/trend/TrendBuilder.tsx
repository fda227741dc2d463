import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { measures, type BucketUnit, type TrendQuestion } from "../../api/types";
import { BuilderCard, Field } from "../../components/BuilderCard";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { RangePicker } from "../../components/RangePicker";
import { matchFromJson } from "../../lib/filter";
import { needsProperty } from "../../lib/question_url";

interface Props {
  draft: TrendQuestion;
  change: (part: Partial<TrendQuestion>) => void;
  onRun: () => void;
}

export function TrendBuilder({ draft, change, onRun }: Props) {
  const { t } = useTranslation();
  const { events } = matchFromJson(draft.match as never);
  const units: BucketUnit[] = ["hour", "day", "week", "month", "total"];
  return (
    <BuilderCard onRun={onRun}>
      <Field label={t("builder.event")}>
        <MatchEditor value={draft.match} onChange={(match) => change({ match })} testid="event" />
      </Field>
      <div className="fields">
        <Field label={t("builder.measure")}>
          <Select value={draft.measure} className="measure" popupMatchSelectWidth={false} options={measures.map((m) => ({ value: m, label: t(`measure.${m}`) }))} onChange={(measure) => change({ measure })} data-testid="measure" aria-label={t("builder.measure")} />
          {needsProperty(draft.measure) && (
            <PropertyPicker events={events} scope="event" value={draft.property ? `event.${draft.property}` : undefined} onChange={(ref) => change({ property: (ref ?? "").replace(/^event\./, "") })} testid="measure-property" />
          )}
        </Field>
        <Field label={t("builder.breakdown")}>
          <PropertyPicker events={events} scope="both" value={draft.breakdown} allowClear placeholder={t("builder.noBreakdown")} onChange={(breakdown) => change({ breakdown })} testid="breakdown" />
          {draft.breakdown && <InputNumber className="count" prefix={t("builder.top")} min={1} max={100} precision={0} value={draft.top} onChange={(top) => change({ top: top ?? 10 })} aria-label={t("builder.top")} />}
        </Field>
        <Field label={t("builder.range")}>
          <RangePicker value={draft.range} onChange={(range) => change({ range })} />
        </Field>
        <Field label={t("builder.bucket")}>
          <Select value={draft.bucket} className="bucket" popupMatchSelectWidth={false} options={units.map((u) => ({ value: u, label: t(`unit.${u}`) }))} onChange={(bucket) => change({ bucket })} data-testid="bucket" aria-label={t("builder.bucket")} />
        </Field>
      </div>
    </BuilderCard>
  );
}
