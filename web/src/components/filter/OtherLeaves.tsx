import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../../api/types";
import { useSchema } from "../../app/schema";
import { useWords } from "../../hooks/use_words";
import { emptyMatch, type FirstTimeForm, type RawForm, type SegmentForm, type SequenceForm, type TagForm } from "../../lib/filter";
import { DurationInput } from "../DurationInput";
import { RangePicker } from "../RangePicker";
import { MatchFormEditor } from "./MatchEditor";

export function SequenceEditor({ value, onChange }: { value: SequenceForm; onChange: (form: SequenceForm) => void }) {
  const { t } = useTranslation();
  return (
    <div className="sequence">
      <div className="did-line"><b>{t("filter.sequence")}</b></div>
      {value.steps.map((step, index) => (
        <div className="step-line" key={index}>
          <span className="step-number">{index + 1}</span>
          <MatchFormEditor value={step} place="where" onChange={(match) => onChange({ ...value, steps: value.steps.map((old, i) => (i === index ? match : old)) })} />
          {value.steps.length > 2 && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => onChange({ ...value, steps: value.steps.filter((_, i) => i !== index) })} />}
        </div>
      ))}
      <div className="did-line">
        {value.steps.length < 10 && <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => onChange({ ...value, steps: [...value.steps, emptyMatch()] })}>{t("filter.addStep")}</Button>}
        <span>{t("filter.within")}</span>
        <DurationInput value={value.within} onChange={(within) => onChange({ ...value, within })} />
        <Checkbox checked={value.strict} onChange={(e) => onChange({ ...value, strict: e.target.checked })}>{t("filter.strict")}</Checkbox>
      </div>
    </div>
  );
}

export function FirstTimeEditor({ value, onChange }: { value: FirstTimeForm; onChange: (form: FirstTimeForm) => void }) {
  const { t } = useTranslation();
  return (
    <div className="did-line">
      <b>{t("filter.firstTime")}</b>
      <MatchFormEditor value={value.match} place="where" onChange={(match) => onChange({ ...value, match })} />
      <RangePicker value={value.within} onChange={(within) => onChange({ ...value, within })} />
    </div>
  );
}

export function SegmentLeafEditor({ value, onChange }: { value: SegmentForm; onChange: (form: SegmentForm) => void }) {
  const { t } = useTranslation();
  const { segments } = useSchema();
  return (
    <div className="did-line">
      <b>{t("filter.segment")}</b>
      <Select className="value wide" showSearch optionFilterProp="label" value={value.id || undefined} placeholder={t("filter.chooseSegment")} aria-label={t("filter.chooseSegment")} data-testid="segment-leaf"
        options={segments.map((s) => ({ value: s.id, label: s.name }))} onChange={(id: string) => onChange({ ...value, id })} />
    </div>
  );
}

// Any value, or one of those that the tag has.
export function TagLeafEditor({ value, onChange }: { value: TagForm; onChange: (form: TagForm) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { tags } = useSchema();
  const tag = tags.find((one) => one.id === value.id);
  const any = "any";
  const values = tag?.values.map((one) => ({ value: `=${one.value}`, label: <span className="option"><span>{one.value}</span>{typeof one.persons === "number" && <small>{words.compact(one.persons)}</small>}</span>, chosen: one.value, search: one.value.toLowerCase() })) ?? [];
  const chosen = value.value === undefined ? any : `=${value.value}`;
  const known = chosen === any || values.some((one) => one.value === chosen);
  const options = [{ value: any, label: t("filter.anyValue"), chosen: t("filter.anyValue"), search: "" }, ...values, ...(known ? [] : [{ value: chosen, label: value.value, chosen: value.value, search: "" }])];
  return (
    <div className="did-line">
      <b>{t("filter.tag")}</b>
      <Select className="value wide" showSearch optionFilterProp="label" value={value.id || undefined} placeholder={t("filter.chooseTag")} aria-label={t("filter.chooseTag")} data-testid="tag-leaf"
        options={tags.map((one) => ({ value: one.id, label: one.name }))} onChange={(id: string) => onChange({ ...value, id, value: undefined })} />
      <Select className="value" showSearch value={chosen} disabled={!value.id} aria-label={t("filter.tagValue")} data-testid="tag-value" optionLabelProp="chosen" popupMatchSelectWidth={240} options={options}
        filterOption={(text, option) => Boolean(option?.search.includes(text.toLowerCase()))} onChange={(next: string) => onChange({ ...value, value: next === any ? undefined : next.slice(1) })} />
    </div>
  );
}

export function RawEditor({ value, onChange }: { value: RawForm; onChange: (form: RawForm) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => JSON.stringify(value.json));
  const [bad, setBad] = useState(false);
  const edit = (next: string) => {
    setText(next);
    try {
      onChange({ type: "raw", json: JSON.parse(next) as Filter });
      setBad(false);
    } catch {
      setBad(true);
    }
  };
  return <Input.TextArea autoSize className="code" status={bad ? "error" : ""} value={text} aria-label={t("filter.raw")} onChange={(e) => edit(e.target.value)} />;
}
