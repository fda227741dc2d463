import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { measures, type BucketUnit, type TrendQuestion, type TrendSeriesQuestion } from "../../api/types";
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
  const first = draft.series[0]!;
  const { events } = matchFromJson(first.match as never);
  const set = (part: Partial<TrendSeriesQuestion>) => change({ series: [{ ...first, ...part }, ...draft.series.slice(1)] });
  const units: BucketUnit[] = ["hour", "day", "week", "month", "total"];
  return (
    <BuilderCard onRun={onRun}>
      <Field label={t("builder.event")}>
        <MatchEditor value={first.match} onChange={(match) => set({ match })} testid="event" />
      </Field>
      <div className="fields">
        <Field label={t("builder.measure")}>
          <Select value={first.measure} className="measure" popupMatchSelectWidth={false} options={measures.map((m) => ({ value: m, label: t(`measure.${m}`) }))} onChange={(measure) => set({ measure })} data-testid="measure" aria-label={t("builder.measure")} />
          {needsProperty(first.measure) && (
            <PropertyPicker events={events} scope="event" value={first.property ? `event.${first.property}` : undefined} onChange={(ref) => set({ property: (ref ?? "").replace(/^event\./, "") })} testid="measure-property" />
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
