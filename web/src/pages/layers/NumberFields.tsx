import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { NumberLayer, NumberLayers, Statistic } from "../../api/types";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { RangePicker } from "../../components/RangePicker";
import { inOtherWay, isByPercent, percentLeft } from "../../lib/layers";

const measures = ["times", "days", "sum", "avg", "min", "max", "days_since", "trait_number"] as const;
const needs = (measure: string) => ["sum", "avg", "min", "max", "trait_number"].includes(measure);
const eventsOf = (statistic: Statistic) => statistic.match.events ?? (statistic.match.event ? [statistic.match.event] : []);

function StatisticFields({ value, onChange }: { value: Statistic; onChange: (part: Partial<Statistic>) => void }) {
  const { t } = useTranslation();
  const trait = value.measure === "trait_number";
  const bare = (ref: string | undefined) => (ref ?? "").replace(/^(event|person)\./, "");
  return (
    <div className="fields">
      <div className="field">
        <label>{t("layers.number.measure")}</label>
        <div>
          <Select className="measure" value={value.measure} popupMatchSelectWidth={false} options={measures.map((m) => ({ value: m, label: t(`layers.measure.${m}`) }))} onChange={(measure) => onChange({ measure, property: needs(measure) && needs(value.measure) && (measure === "trait_number") === trait ? value.property : "" })} data-testid="layer-measure" aria-label={t("layers.number.measure")} />
          {needs(value.measure) && <PropertyPicker events={eventsOf(value)} scope={trait ? "person" : "event"} value={value.property ? `${trait ? "person" : "event"}.${value.property}` : undefined} onChange={(ref) => onChange({ property: bare(ref) })} testid="layer-property" />}
        </div>
      </div>
      {!trait && <div className="field"><label>{t("layers.number.of")}</label><MatchEditor value={value.match} onChange={(match) => onChange({ match })} testid="layer-event" /></div>}
      {!trait && <div className="field"><label>{t("layers.window")}</label><RangePicker value={value.within} onChange={(within) => onChange({ within })} /></div>}
    </div>
  );
}

export function NumberFields({ value, onChange }: { value: NumberLayers; onChange: (value: NumberLayers) => void }) {
  const { t } = useTranslation();
  const { layers } = value;
  const percent = isByPercent(layers);
  const left = percent ? percentLeft(layers) : 0;
  const set = (next: NumberLayer[]) => onChange({ ...value, layers: next });
  const change = (at: number, part: Partial<NumberLayer>) => set(layers.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const add = () => {
    const name = `${t("layers.layer")} ${layers.length + 1}`;
    const above = layers[layers.length - 2]?.at_least;
    if (percent) return set([...layers, { name, percent: Math.max(1, left) }]);
    const last = { name: layers.at(-1)!.name, at_least: above === undefined ? 10 : above > 1 ? Math.max(1, Math.floor(above / 2)) : above - 1 };
    set([...layers.slice(0, -1), last, { name }]);
  };
  const remove = (at: number) => {
    const rest = layers.filter((_, i) => i !== at);
    if (!percent) delete rest.at(-1)!.at_least;
    set(rest.map((one) => ({ ...one })));
  };
  return (
    <>
      <StatisticFields value={value.statistic} onChange={(part) => onChange({ ...value, statistic: { ...value.statistic, ...part } })} />
      <div className="field">
        <label>{t("layers.number.layers")}</label>
        <div><Segmented size="small" value={percent ? "percent" : "least"} onChange={(way) => set(inOtherWay(layers, way === "percent"))} options={[{ value: "percent", label: t("layers.number.percent") }, { value: "least", label: t("layers.number.least") }]} /></div>
      </div>
      <div className="layer-rows">
        {layers.map((one, i) => (
          <div className="layer-row" key={i}>
            <span className="step-number">{i + 1}</span>
            <Input value={one.name} maxLength={60} onChange={(e) => change(i, { name: e.target.value })} aria-label={t("layers.layer")} data-testid="layer-name" />
            {percent ? <InputNumber className="number" min={1} max={100} precision={0} value={one.percent ?? 1} suffix="%" onChange={(n) => change(i, { percent: n ?? 1 })} aria-label={t("layers.number.percent")} />
              : i === layers.length - 1 ? <span className="meta">{t("layers.number.below")}</span>
              : <InputNumber className="number" prefix="≥" value={one.at_least ?? 0} onChange={(n) => change(i, { at_least: n ?? 0 })} aria-label={t("layers.number.least")} data-testid="layer-least" />}
            {layers.length > 1 && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => remove(i)} />}
          </div>
        ))}
        <span className="row"><Button size="small" type="dashed" icon={<PlusOutlined />} onClick={add}>{t("layers.add")}</Button>{left !== 0 && <span className="field-problem">{t("layers.number.sum", { sum: 100 - left })}</span>}</span>
      </div>
    </>
  );
}
