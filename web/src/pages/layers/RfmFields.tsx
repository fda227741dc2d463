import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RfmLayers } from "../../api/types";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { RangePicker } from "../../components/RangePicker";
import { firstMap, withoutGroup } from "../../lib/layers";
import { RfmGrid, RfmLegend } from "./RfmGrid";

type Change = (part: Partial<RfmLayers>) => void;
const parts = ["recency", "frequency", "monetary"] as const;
const firstCuts = { recency: [7, 30, 90, 180], frequency: [2, 3, 5, 10], monetary: [50, 100, 500, 1000] };

function withoutCuts({ cuts: _, ...rest }: RfmLayers): RfmLayers {
  return rest;
}

function Cuts({ value, onChange }: { value: RfmLayers; onChange: (value: RfmLayers) => void }) {
  const { t } = useTranslation();
  const change: Change = (part) => onChange({ ...value, ...part });
  const cuts = value.cuts;
  return (
    <div className="field">
      <label>{t("layers.rfm.scores")}</label>
      <div><Segmented size="small" value={cuts ? "cuts" : "rank"} options={[{ value: "rank", label: t("layers.rfm.rank") }, { value: "cuts", label: t("layers.rfm.cuts") }]}
        onChange={(way) => onChange(way === "cuts" ? { ...value, cuts: firstCuts } : withoutCuts(value))} /></div>
      {cuts && parts.map((part) => (
        <div className="row cuts" key={part}>
          <span className="meta">{t(`layers.rfm.${part}`)}</span>
          {cuts[part].map((cut, i) => <InputNumber key={i} className="count" value={cut} aria-label={`${t(`layers.rfm.${part}`)} ${i + 1}`} onChange={(n) => change({ cuts: { ...cuts, [part]: cuts[part].map((one, k) => (k === i ? (n ?? 0) : one)) } })} />)}
        </div>
      ))}
    </div>
  );
}

function GroupNames({ value, change, counts }: { value: RfmLayers; change: Change; counts: readonly number[] | undefined }) {
  const { t } = useTranslation();
  const [brush, setBrush] = useState(0);
  const own = value.map.length > 0;
  const rename = (at: number, name: string) => change({ groups: value.groups.map((one, i) => (i === at ? name : one)) });
  const remove = (at: number) => {
    setBrush(0);
    change({ groups: value.groups.filter((_, i) => i !== at), map: withoutGroup(value.map, at) });
  };
  return (
    <>
      <div className="field">
        <label>{t("layers.rfm.groups")}</label>
        <div><Segmented size="small" value={own ? "own" : "mean"} onChange={(way) => change({ map: way === "own" ? firstMap() : [], groups: way === "mean" ? value.groups.slice(0, 8) : value.groups })}
          options={[{ value: "mean", label: t("layers.rfm.mean") }, { value: "own", label: <span data-testid="own-map">{t("layers.rfm.own")}</span> }]} disabled={own && value.groups.length < 8} /></div>
      </div>
      <div className="rfm-groups">
        {value.groups.map((name, i) => (
          <div className="layer-row" key={i}>
            {!own && <span className="meta rfm-rule">{t(`layers.rfm.rule.${i}`)}</span>}
            <Input value={name} maxLength={60} onChange={(e) => rename(i, e.target.value)} aria-label={t("layers.layer")} data-testid="layer-name" />
            {own && value.groups.length > 1 && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => remove(i)} />}
          </div>
        ))}
        {own && value.groups.length < 20 && <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => change({ groups: [...value.groups, `${t("layers.layer")} ${value.groups.length + 1}`] })}>{t("layers.add")}</Button>}
      </div>
      {own && (
        <>
          <p className="meta">{t("layers.rfm.paint")}</p>
          <RfmLegend groups={value.groups} value={brush} onPick={setBrush} />
          <RfmGrid map={value.map} groups={value.groups} counts={counts} editable onCell={(cell) => change({ map: value.map.map((one, i) => (i === cell ? brush : one)) })} />
        </>
      )}
    </>
  );
}

export function RfmFields({ value, onChange, counts }: { value: RfmLayers; onChange: (value: RfmLayers) => void; counts: readonly number[] | undefined }) {
  const { t } = useTranslation();
  const change: Change = (part) => onChange({ ...value, ...part });
  const events = value.purchase.events ?? (value.purchase.event ? [value.purchase.event] : []);
  return (
    <>
      <div className="fields">
        <div className="field"><label>{t("layers.rfm.purchase")}</label><MatchEditor value={value.purchase} onChange={(purchase) => change({ purchase })} testid="layer-event" /></div>
        <div className="field"><label>{t("layers.rfm.amount")}</label><PropertyPicker events={events} scope="event" value={value.monetary ? `event.${value.monetary}` : undefined} onChange={(ref) => change({ monetary: (ref ?? "").replace(/^event\./, "") })} testid="layer-property" /></div>
        <div className="field"><label>{t("layers.window")}</label><RangePicker value={value.within} onChange={(within) => change({ within })} /></div>
        <div className="field"><label>{t("layers.rfm.frequency")}</label><div><Segmented<RfmLayers["frequency"]> value={value.frequency} onChange={(frequency) => change({ frequency })} options={[{ value: "times", label: t("layers.rfm.times") }, { value: "days", label: t("layers.rfm.onDays") }]} /></div></div>
      </div>
      <Cuts value={value} onChange={onChange} />
      <GroupNames value={value} change={change} counts={counts} />
    </>
  );
}
