import { Checkbox, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { StatisticMeasure } from "../../api/tags";
import { MatchFormEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { RangePicker } from "../../components/RangePicker";
import { countsNone, isOfTrait, mayHaveProperty, measures, needsProperty, type StatisticForm } from "../../lib/tags";

interface Props {
  value: StatisticForm;
  countNone: boolean;
  onChange: (statistic: StatisticForm, countNone: boolean) => void;
}

export function StatisticFields({ value, countNone, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<StatisticForm>) => onChange({ ...value, ...part }, countNone);
  const trait = isOfTrait(value.measure);
  const scope = trait ? "person" : "event";
  const setMeasure = (measure: StatisticMeasure) => set({ measure, property: mayHaveProperty(measure) && isOfTrait(measure) === trait ? value.property : "", top: 1 });
  return (
    <>
      <div className="fields">
        <div className="field">
          <label>{t("tags.statistic")}</label>
          <div>
            <Select className="measure" value={value.measure} onChange={setMeasure} options={measures.map((one) => ({ value: one, label: t(`tags.measure.${one}`) }))} popupMatchSelectWidth={false} aria-label={t("tags.statistic")} data-testid="tag-measure" />
            {mayHaveProperty(value.measure) && (
              <PropertyPicker events={value.match.events} scope={scope} value={value.property ? `${scope}.${value.property}` : undefined} allowClear={!needsProperty(value.measure)} testid="tag-property"
                {...(needsProperty(value.measure) ? {} : { placeholder: t("tags.instant") })} onChange={(ref) => set({ property: (ref ?? "").replace(/^(event|person)\./, "") })} />
            )}
          </div>
        </div>
        {!trait && <div className="field"><label>{t("tags.during")}</label><RangePicker value={value.within} onChange={(within) => set({ within })} testid="tag-within" /></div>}
        {value.measure === "most_frequent" && (
          <div className="field">
            <label htmlFor="tag-top">{t("tags.top")}</label>
            <InputNumber id="tag-top" className="count" min={1} max={10} precision={0} value={value.top} onChange={(top) => set({ top: top ?? 1 })} title={t("tags.topHint")} />
          </div>
        )}
      </div>
      {!trait && <div className="field"><label>{t("tags.event")}</label><MatchFormEditor value={value.match} onChange={(match) => set({ match })} place="event" testid="tag-event" /></div>}
      {countsNone(value.measure) && <Checkbox checked={countNone} onChange={(e) => onChange(value, e.target.checked)} data-testid="count-none">{t("tags.countNone")}</Checkbox>}
    </>
  );
}
