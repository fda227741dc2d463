import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { measures, type TrendQuestion } from "../api/types";
import { useTrendNames } from "../hooks/use_trend_names";
import { matchFromJson } from "../lib/filter";
import { needsProperty } from "../lib/question_url";
import { MatchEditor } from "./filter/MatchEditor";
import { PropertyPicker } from "./PropertyPicker";

// A trend of one number: an event and a measure; a formula is named and stays as it was asked.
export function NumberQuestion({ value, onChange }: { value: TrendQuestion; onChange: (question: TrendQuestion) => void }) {
  const { t } = useTranslation();
  const names = useTrendNames(value);
  if (value.formulas.length > 0) return <p>{names.row({ index: 0, formula: true })} <span className="meta">({value.series.map((_, index) => `${names.badge({ index, formula: false })}: ${names.row({ index, formula: false })}`).join("; ")})</span></p>;
  const one = value.series[0]!;
  const set = (part: Partial<typeof one>) => onChange({ ...value, series: [{ ...one, ...part }] });
  const { events } = matchFromJson(one.match as never);
  return (
    <div className="series-body">
      <MatchEditor value={one.match} onChange={(match) => set({ match })} testid="number-event" />
      <div className="series-measure">
        <Select value={one.measure} className="measure" popupMatchSelectWidth={false} options={measures.map((m) => ({ value: m, label: t(`measure.${m}`) }))} onChange={(measure) => set({ measure })} data-testid="number-measure" aria-label={t("builder.measure")} />
        {needsProperty(one.measure) && <PropertyPicker events={events} scope="event" value={one.property ? `event.${one.property}` : undefined} onChange={(ref) => set({ property: (ref ?? "").replace(/^event\./, "") })} testid="number-property" />}
      </div>
    </div>
  );
}

export const isAskable = (question: TrendQuestion) => question.series.every((one) => !needsProperty(one.measure) || one.property !== "");
