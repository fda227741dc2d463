import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { FilterForm, GroupForm } from "../../lib/filter";
import { CompareEditor } from "./CompareEditor";
import { DidEditor } from "./DidEditor";
import { LayerLeafEditor } from "./LayerLeaf";
import { FirstTimeEditor, RawEditor, SegmentLeafEditor, SequenceEditor, TagLeafEditor } from "./OtherLeaves";
import { leafWords, leavesAt, newLeaf, type LeafKind, type Place } from "./leaves";

interface Props {
  value: GroupForm;
  onChange: (group: GroupForm) => void;
  place: Place;
  events: string[]; // whose properties are offered
  nested?: boolean;
}

const joins = [
  { value: "all", label: "filter.all", join: "all", negated: false },
  { value: "any", label: "filter.any", join: "any", negated: false },
  { value: "none", label: "filter.notAny", join: "any", negated: true },
  { value: "not_all", label: "filter.notAll", join: "all", negated: true },
] as const;

function Leaf({ value, onChange, place, events }: { value: FilterForm; onChange: (form: FilterForm) => void; place: Place; events: string[] }) {
  switch (value.type) {
    case "group": return <GroupEditor value={value} onChange={onChange} place={place} events={events} nested />;
    case "compare": return <CompareEditor value={value} onChange={onChange} events={events} />;
    case "did": return <DidEditor value={value} onChange={onChange} />;
    case "sequence": return <SequenceEditor value={value} onChange={onChange} />;
    case "first_time": return <FirstTimeEditor value={value} onChange={onChange} />;
    case "segment": return <SegmentLeafEditor value={value} onChange={onChange} />;
    case "layer": return <LayerLeafEditor value={value} onChange={onChange} />;
    case "tag": return <TagLeafEditor value={value} onChange={onChange} />;
    case "raw": return <RawEditor value={value} onChange={onChange} />;
  }
}

export function GroupEditor({ value, onChange, place, events, nested }: Props) {
  const { t } = useTranslation();
  const current = joins.find((j) => j.join === value.join && j.negated === value.negated) ?? joins[0];
  const setItem = (index: number, item: FilterForm) => onChange({ ...value, items: value.items.map((old, i) => (i === index ? item : old)) });
  const remove = (index: number) => onChange({ ...value, items: value.items.filter((_, i) => i !== index) });
  const add = (kind: LeafKind) => {
    const leaf = newLeaf(kind);
    const item = leaf.type === "group" ? { ...leaf, items: [newLeaf(place === "person" ? "did" : "event")] } : leaf;
    onChange({ ...value, items: [...value.items, item] });
  };
  const showJoin = !nested || value.items.length > 1 || value.negated;
  return (
    <div className={nested ? "group nested" : "group"}>
      {showJoin && (
        <div className="group-join">
          <Select size="small" value={current.value} options={joins.map((j) => ({ value: j.value, label: t(j.label) }))} popupMatchSelectWidth={false} variant="filled"
            onChange={(chosen) => { const j = joins.find((one) => one.value === chosen)!; onChange({ ...value, join: j.join, negated: j.negated }); }} data-testid="join" aria-label={t("filter.matching")} />
        </div>
      )}
      {value.items.map((item, index) => (
        <div className="leaf" key={index} data-testid="leaf">
          <div className="leaf-body"><Leaf value={item} onChange={(form) => setItem(index, form)} place={place} events={events} /></div>
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("filter.remove")} onClick={() => remove(index)} data-testid="remove-leaf" />
        </div>
      ))}
      <Dropdown trigger={["click"]} menu={{ items: leavesAt(place).map((kind) => ({ key: kind, label: <span data-testid={`add-${kind}`}>{t(leafWords[kind])}</span> })), onClick: ({ key }) => add(key as LeafKind) }}>
        <Button type={nested ? "text" : "dashed"} size="small" icon={<PlusOutlined />} data-testid="add-leaf">{t("builder.addCondition")}</Button>
      </Dropdown>
    </div>
  );
}
