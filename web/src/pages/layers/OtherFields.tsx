import { DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InterestLayers, LayerRule, LifecycleLayers } from "../../api/types";
import { GroupEditor } from "../../components/filter/GroupEditor";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { RangePicker } from "../../components/RangePicker";
import { asGroup, filterFromForm, formFromFilter, type GroupForm } from "../../lib/filter";

const days = ["new_days", "at_risk_days", "churned_days", "win_back_days"] as const;
const stages = ["new_person", "active", "win_back", "at_risk", "churned"] as const;

export function LifecycleFields({ value, onChange }: { value: LifecycleLayers; onChange: (value: LifecycleLayers) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="field"><label>{t("layers.lifecycle.activity")}</label><MatchEditor value={value.activity} onChange={(activity) => onChange({ ...value, activity })} testid="layer-event" /></div>
      <div className="fields">
        {days.map((day) => (
          <div className="field" key={day}><label>{t(`layers.lifecycle.${day}`)}</label>
            <div><InputNumber className="count" min={1} max={3650} precision={0} suffix={t("layers.days")} value={value[day]} onChange={(n) => onChange({ ...value, [day]: n ?? 1 })} data-testid={day} /></div></div>
        ))}
      </div>
      <div className="fields">
        {stages.map((stage) => (
          <div className="field stage-name" key={stage}><label>{t(`layers.stageOf.${stage}`)}</label><Input value={value.names[stage]} maxLength={60} onChange={(e) => onChange({ ...value, names: { ...value.names, [stage]: e.target.value } })} /></div>
        ))}
      </div>
    </>
  );
}

export function InterestFields({ value, onChange }: { value: InterestLayers; onChange: (value: InterestLayers) => void }) {
  const { t } = useTranslation();
  const events = value.match.events ?? (value.match.event ? [value.match.event] : []);
  return (
    <>
      <div className="fields">
        <div className="field"><label>{t("layers.number.of")}</label><MatchEditor value={value.match} onChange={(match) => onChange({ ...value, match })} testid="layer-event" /></div>
        <div className="field"><label>{t("layers.interest.property")}</label><PropertyPicker events={events} scope="event" value={value.property ? `event.${value.property}` : undefined} onChange={(ref) => onChange({ ...value, property: (ref ?? "").replace(/^event\./, "") })} testid="layer-property" /></div>
        <div className="field"><label>{t("layers.window")}</label><RangePicker value={value.within} onChange={(within) => onChange({ ...value, within })} /></div>
      </div>
      <div className="fields">
        <div className="field grow"><label>{t("layers.interest.values")}</label><div><Select mode="tags" value={value.values} onChange={(values: string[]) => onChange({ ...value, values })} placeholder={t("layers.interest.top", { n: value.top })} aria-label={t("layers.interest.values")} className="value wide" /></div></div>
        {value.values.length === 0 && <div className="field"><label>{t("layers.interest.most")}</label><InputNumber className="count" min={1} max={50} precision={0} value={value.top} onChange={(n) => onChange({ ...value, top: n ?? 1 })} /></div>}
        <div className="field"><label>{t("layers.interest.others")}</label><Input value={value.others} maxLength={60} onChange={(e) => onChange({ ...value, others: e.target.value })} /></div>
      </div>
    </>
  );
}

// A rule's conditions keep their form while they are being filled in.
function Conditions({ value, onChange }: { value: LayerRule; onChange: (rule: LayerRule) => void }) {
  const [form, setForm] = useState<GroupForm>(() => asGroup(formFromFilter(value.filter)));
  return <GroupEditor value={form} place="person" events={[]} onChange={(next) => { setForm(next); onChange({ ...value, filter: filterFromForm(next) }); }} />;
}

export function RuleFields({ value, onChange }: { value: LayerRule[]; onChange: (value: LayerRule[]) => void }) {
  const { t } = useTranslation();
  const [keys, setKeys] = useState(() => value.map((_, i) => i));
  const swap = (at: number) => {
    const turn = <T,>(list: T[]) => list.map((one, i) => (i === at ? list[at + 1]! : i === at + 1 ? list[at]! : one));
    setKeys(turn(keys));
    onChange(turn(value));
  };
  const add = () => {
    setKeys([...keys, Math.max(-1, ...keys) + 1]);
    onChange([...value, { name: `${t("layers.names.rule")} ${value.length + 1}`, filter: { all: [] } }]);
  };
  const remove = (at: number) => {
    setKeys(keys.filter((_, i) => i !== at));
    onChange(value.filter((_, i) => i !== at));
  };
  return (
    <div className="layer-rows">
      <p className="meta">{t("layers.rules.first")}</p>
      {value.map((rule, i) => (
        <div className="layer-rule" key={keys[i]}>
          <div className="layer-row">
            <span className="step-number">{i + 1}</span>
            <Input value={rule.name} maxLength={60} onChange={(e) => onChange(value.map((one, k) => (k === i ? { ...one, name: e.target.value } : one)))} aria-label={t("layers.layer")} data-testid="layer-name" />
            <Button type="text" size="small" icon={<UpOutlined />} disabled={i === 0} aria-label={t("layers.rules.up")} onClick={() => swap(i - 1)} />
            <Button type="text" size="small" icon={<DownOutlined />} disabled={i === value.length - 1} aria-label={t("layers.rules.down")} onClick={() => swap(i)} />
            {value.length > 1 && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => remove(i)} />}
          </div>
          <Conditions value={rule} onChange={(next) => onChange(value.map((one, k) => (k === i ? next : one)))} />
        </div>
      ))}
      <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={add}>{t("layers.add")}</Button>
    </div>
  );
}
