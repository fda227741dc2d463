import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Checkbox, InputNumber, Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PathQuestion } from "../../api/types";
import { useSchema } from "../../app/schema";
import { RangeField } from "../../components/ActivityFields";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { useWords } from "../../hooks/use_words";

interface Props {
  draft: PathQuestion;
  change: (part: Partial<PathQuestion>) => void;
}

// Events that become a node per value of a property: page views by page.
function Splits({ draft, change }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { events } = useSchema();
  const set = (index: number, part: Partial<PathQuestion["split"][number]>) => change({ split: draft.split.map((one, i) => (i === index ? { ...one, ...part } : one)) });
  return (
    <Field label={t("path.split")}>
      {draft.split.map((one, index) => (
        <span className="row" key={index}>
          <Select className="measure" showSearch value={one.event || undefined} placeholder={t("builder.event")} aria-label={t("builder.event")} popupMatchSelectWidth={240} options={events.map((e) => ({ value: e.name, label: words.event(e.name) }))} optionFilterProp="label" onChange={(event) => set(index, { event })} />
          <PropertyPicker events={[one.event]} scope="event" value={one.property ? `event.${one.property}` : undefined} onChange={(ref) => set(index, { property: (ref ?? "").replace(/^event\./, "") })} />
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => change({ split: draft.split.filter((_, i) => i !== index) })} />
        </span>
      ))}
      {draft.split.length < 10 && <Button type="dashed" icon={<PlusOutlined />} aria-label={t("common.add")} onClick={() => change({ split: [...draft.split, { event: "", property: "" }] })}>{draft.split.length === 0 ? t("path.splitHint") : null}</Button>}
    </Field>
  );
}

export function PathBuilder({ draft, change }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { events } = useSchema();
  const nodes = useMemo(() => events.map((e) => ({ value: e.name, label: words.event(e.name) })), [events, words]);
  const anchor = (field: "start" | "end") => (
    <Field label={t(`path.${field}`)}>
      <AutoComplete className="anchor" value={draft[field] ?? ""} options={nodes} allowClear placeholder={t("path.anywhere")} popupMatchSelectWidth={260} aria-label={t(`path.${field}`)} data-testid={`path-${field}`}
        filterOption={(text, option) => `${option?.value} ${option?.label}`.toLowerCase().includes(text.toLowerCase())} onChange={(node: string) => change({ [field]: node || undefined })} />
    </Field>
  );
  const count = (field: "levels" | "top" | "min_paths", label: string, min: number, max: number) => (
    <Field label={label}><InputNumber className="count" min={min} max={max} precision={0} value={draft[field]} onChange={(value) => change({ [field]: value ?? min })} aria-label={label} data-testid={`path-${field}`} /></Field>
  );
  return (
    <>
      <Field label={t("builder.event")}><MatchEditor value={draft.match} onChange={(match) => change({ match })} testid="event" /></Field>
      <div className="fields">
        {anchor("start")}
        {anchor("end")}
        <RangeField draft={draft} change={change} />
        <Field label={t("path.within")}>
          <Select className="measure" value={draft.within === undefined ? "session" : "time"} popupMatchSelectWidth={false} options={[{ value: "session", label: t("path.bySession") }, { value: "time", label: t("path.byTime") }]} onChange={(kind) => change({ within: (kind === "time" ? "1h" : undefined) as string })} aria-label={t("path.within")} />
          {draft.within !== undefined && <DurationInput value={draft.within} onChange={(within) => change({ within })} />}
        </Field>
        {count("levels", t("path.levels"), 2, 20)}
        {count("top", t("path.top"), 1, 50)}
        {count("min_paths", t("path.min"), 1, 1_000_000)}
      </div>
      <div className="fields">
        <Splits draft={draft} change={change} />
        <Field label={t("path.exclude")}>
          <Select className="exclude" mode="tags" value={draft.exclude} options={nodes} placeholder={t("path.excludeHint")} aria-label={t("path.exclude")} maxTagCount="responsive" onChange={(exclude: string[]) => change({ exclude })} />
        </Field>
        <Field label={t("path.collapse")}><Checkbox className="lined" checked={draft.collapse} onChange={(event) => change({ collapse: event.target.checked })}>{t("path.collapsed")}</Checkbox></Field>
      </div>
    </>
  );
}
