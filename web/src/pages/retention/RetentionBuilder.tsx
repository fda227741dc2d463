import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RetentionQuestion } from "../../api/types";
import { BinsInput } from "../../components/BinsInput";
import { BreakdownField } from "../../components/BreakdownField";
import { BuilderCard, Field } from "../../components/BuilderCard";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { RangePicker } from "../../components/RangePicker";
import { matchFromJson } from "../../lib/filter";
import { bracketsFromText, optionsSet } from "../../lib/retention";

interface Props {
  draft: RetentionQuestion;
  change: (part: Partial<RetentionQuestion>) => void;
  onRun: () => void;
}

// Counts that suit a unit: two weeks of days, a quarter of weeks, half a year of months.
const usual = { day: 14, week: 12, month: 6, quarter: 4 } as const;

// What is seldom asked for.
function Options({ draft, change }: Omit<Props, "onRun">) {
  const { t } = useTranslation();
  const { events } = matchFromJson(draft.back as never);
  return (
    <div className="options" data-testid="retention-options">
      <div className="fields">
        <BinsInput label={t("retention.brackets")} hint={t("retention.bracketsHint")} problem={t("retention.badBrackets")} value={draft.brackets} read={bracketsFromText} onChange={(brackets) => change({ brackets })} />
        <Field label={t("retention.atLeast")}>
          <InputNumber className="count" min={1} max={1000} precision={0} value={draft.at_least} onChange={(times) => change({ at_least: times ?? 1 })} aria-label={t("retention.atLeast")} data-testid="at-least" />
        </Field>
        <Field label={t("retention.value")}>
          <Select value={draft.value} popupMatchSelectWidth={false} onChange={(value) => change({ value })} aria-label={t("retention.value")} data-testid="value"
            options={(["persons", "sum", "avg"] as const).map((v) => ({ value: v, label: t(`retention.valueOf.${v}`) }))} />
          {draft.value !== "persons" && <PropertyPicker events={events} scope="event" value={draft.property && `event.${draft.property}`} onChange={(ref) => change({ property: ref?.replace(/^event\./, "") ?? "" })} testid="value-property" />}
        </Field>
      </div>
      <Checkbox checked={draft.streaks} onChange={(event) => change({ streaks: event.target.checked })} data-testid="streaks">{t("retention.askStreaks")}</Checkbox>
    </div>
  );
}

export function RetentionBuilder({ draft, change, onRun }: Props) {
  const { t } = useTranslation();
  const set = optionsSet(draft);
  const [open, setOpen] = useState(set > 0);
  const setUnit = (bucket: RetentionQuestion["bucket"]) => change({ bucket, buckets: usual[bucket], range: { last: usual[bucket], unit: bucket } });
  const choose = <T extends "cohort" | "returns" | "periods">(key: T, label: string, values: readonly RetentionQuestion[T][]) => (
    <Field label={label}>
      <Select value={draft[key] as string} popupMatchSelectWidth={false} onChange={(value) => change({ [key]: value })} aria-label={label} data-testid={key}
        options={values.map((value) => ({ value: value as string, label: t(`retention.${value}`) }))} />
    </Field>
  );
  return (
    <BuilderCard onRun={onRun}>
      <div className="pair">
        <Field label={t("builder.start")}><MatchEditor value={draft.start} onChange={(start) => change({ start })} testid="start-event" /></Field>
        <Field label={t("builder.back")}><MatchEditor value={draft.back} onChange={(back) => change({ back })} testid="back-event" /></Field>
      </div>
      <div className="fields">
        {choose("cohort", t("builder.cohort"), ["first_ever", "first_matching", "recurring"])}
        {choose("returns", t("builder.returns"), ["on", "on_or_after"])}
        {choose("periods", t("retention.periods"), ["calendar", "rolling"])}
        <Field label={t("builder.bucket")}>
          <Select value={draft.bucket} className="bucket" popupMatchSelectWidth={false} onChange={setUnit} aria-label={t("builder.bucket")} data-testid="bucket"
            options={(["day", "week", "month", "quarter"] as const).map((v) => ({ value: v, label: t(`unit.${v}`) }))} />
          <InputNumber className="count" min={1} max={366} precision={0} disabled={draft.brackets.length > 0} value={draft.buckets} onChange={(buckets) => change({ buckets: buckets ?? 1 })} aria-label={t("builder.buckets")} />
        </Field>
        <Field label={t("builder.range")}><RangePicker value={draft.range} onChange={(range) => change({ range })} calendar={draft} onCalendar={change} /></Field>
        <BreakdownField events={matchFromJson(draft.start as never).events} breakdown={draft.breakdown} top={draft.top} change={change} />
      </div>
      {draft.periods === "rolling" && <div className="meta">{t("retention.rollingHint")}</div>}
      <Button type="link" size="small" className="more" icon={open ? <UpOutlined /> : <DownOutlined />} aria-expanded={open} onClick={() => setOpen(!open)} data-testid="more-options">{set > 0 ? t("retention.moreSet", { count: set }) : t("retention.more")}</Button>
      {open && <Options draft={draft} change={change} />}
    </BuilderCard>
  );
}
