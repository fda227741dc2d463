import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, InputNumber, Select, Space, Tooltip } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client";
import type { BucketUnit, TrendCompare, TrendFormula, TrendQuestion, TrendSeriesQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { BuilderCard, Field } from "../../components/BuilderCard";
import { RangePicker } from "../../components/RangePicker";
import { matchFromJson } from "../../lib/filter";
import { newSeries } from "../../lib/question_url";
import { canCompare, canCumulate, maxSeries, rowOfField, withoutSeries } from "../../lib/trend";
import { Breakdowns } from "./Breakdowns";
import { FormulaRow } from "./FormulaRow";
import { SeriesRow } from "./SeriesRow";

interface Props {
  draft: TrendQuestion;
  change: (part: Partial<TrendQuestion>) => void;
  onRun: () => void;
  error: unknown; // of the last answer
}

function Options({ draft, change }: Pick<Props, "draft" | "change">) {
  const { t } = useTranslation();
  const units: BucketUnit[] = ["hour", "day", "week", "month", "quarter", "total"];
  const compares: TrendCompare[] = ["none", "previous_period", "previous_year"];
  const events = [...new Set(draft.series.flatMap((one) => matchFromJson(one.match as never).events))];
  return (
    <div className="fields">
      <Breakdowns events={events} value={draft.breakdowns} top={draft.top} change={change} />
      <Field label={t("builder.range")}>
        <RangePicker value={draft.range} onChange={(range) => change({ range })} calendar={draft} onCalendar={change} />
      </Field>
      <Field label={t("builder.bucket")}>
        <Select<BucketUnit | "calendar"> value={draft.calendar ? "calendar" : draft.bucket} className="bucket" popupMatchSelectWidth={false} options={[...units.map((u) => ({ value: u, label: t(`unit.${u}`) })), { value: "calendar" as const, label: t("calendar.hours") }]} onChange={(unit) => change(unit === "calendar" ? { calendar: true } : { bucket: unit, calendar: false })} data-testid="bucket" aria-label={t("builder.bucket")} />
      </Field>
      <Field label={t("trend.compare")}>
        <Select value={canCompare(draft) ? draft.compare : "none"} className="measure" disabled={!canCompare(draft)} popupMatchSelectWidth={false} options={compares.map((c) => ({ value: c, label: t(`trend.${c}`) }))} onChange={(compare) => change({ compare })} data-testid="compare" aria-label={t("trend.compare")} />
      </Field>
      <Field label={t("trend.rolling")}>
        <InputNumber className="count" min={1} max={400} precision={0} disabled={draft.bucket === "total" || draft.calendar} value={draft.rolling} onChange={(rolling) => change({ rolling: rolling ?? 1 })} aria-label={t("trend.rolling")} data-testid="rolling" />
      </Field>
      <Field label={t("trend.sums")}>
        <Tooltip title={canCumulate(draft) ? undefined : t("trend.cumulativeOnly")}>
          <Checkbox className="lined" checked={draft.cumulative && canCumulate(draft)} disabled={!canCumulate(draft)} onChange={(event) => change({ cumulative: event.target.checked })} data-testid="cumulative">{t("trend.cumulative")}</Checkbox>
        </Tooltip>
      </Field>
    </div>
  );
}

export function TrendBuilder({ draft, change, onRun, error }: Props) {
  const { t } = useTranslation();
  const { chart } = usePreferences();
  const rows = useRef<HTMLDivElement>(null);
  const refused = error instanceof ApiError ? { ...rowOfField(error.field), message: error.message } : undefined;
  const problem = (part: "series" | "formulas", index: number) => (refused?.part === part && refused.index === index ? refused.message : undefined);
  const colour = (place: number) => (draft.breakdowns.length > 0 && draft.bucket !== "total" ? undefined : chart.colors[place % chart.colors.length]);
  // Whoever adds a row by keyboard goes on in it.
  const add = (part: Partial<TrendQuestion>, formula: boolean) => {
    change(part);
    setTimeout(() => [...(rows.current?.querySelectorAll<HTMLInputElement>(formula ? ".series-line .expression" : ".series-line .event-picker input") ?? [])].at(-1)?.focus(), 0);
  };
  const set = (index: number, one: TrendSeriesQuestion) => change({ series: draft.series.map((old, i) => (i === index ? one : old)) });
  const setFormula = (index: number, one: TrendFormula) => change({ formulas: draft.formulas.map((old, i) => (i === index ? one : old)) });
  const full = draft.series.length >= maxSeries;
  return (
    <BuilderCard onRun={onRun}>
      <div className="steps" ref={rows}>
        {draft.series.map((one, index) => (
          <SeriesRow key={index} index={index} value={one} onChange={(next) => set(index, next)} colour={colour(index)} problem={problem("series", index)}
            onDuplicate={full ? undefined : () => add({ series: [...draft.series, one] }, false)} onRemove={draft.series.length > 1 ? () => change(withoutSeries(draft, index)) : undefined} />
        ))}
        {draft.formulas.map((one, index) => (
          <FormulaRow key={index} index={index} value={one} onChange={(next) => setFormula(index, next)} colour={colour(draft.series.length + index)} problem={problem("formulas", index)}
            onRemove={() => change({ formulas: draft.formulas.filter((_, i) => i !== index) })} />
        ))}
        <Space className="add-step" wrap>
          <Button type="dashed" size="small" icon={<PlusOutlined />} disabled={full} data-testid="add-series" onClick={() => add({ series: [...draft.series, newSeries] }, false)}>{t("trend.addSeries")}</Button>
          <Button type="dashed" size="small" icon={<PlusOutlined />} disabled={draft.formulas.length >= maxSeries} data-testid="add-formula" onClick={() => add({ formulas: [...draft.formulas, { name: "", expression: "" }] }, true)}>{t("trend.addFormula")}</Button>
        </Space>
      </div>
      <Options draft={draft} change={change} />
    </BuilderCard>
  );
}
