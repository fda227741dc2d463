import { Card, Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LtvQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { RangeField, calendarUnits } from "../../components/ActivityFields";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { BreakdownField } from "../../components/BreakdownField";
import { Field } from "../../components/BuilderCard";
import { Chart } from "../../components/Chart";
import { GroupPicker } from "../../components/GroupPicker";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { matchFromJson } from "../../lib/filter";
import { ltvLines, ltvOption, ltvToAsk, type LtvShow } from "../../lib/ltv";
import { ltvDefault } from "../../lib/question_url";
import { LtvTable } from "./LtvTable";

// Counts that suit a unit: a month of days, a quarter of weeks, a year of months.
const usual = { day: 30, week: 12, month: 12, quarter: 8 } as const;

function Builder({ draft, change }: { draft: LtvQuestion; change: (part: Partial<LtvQuestion>) => void }) {
  const { t } = useTranslation();
  const setUnit = (bucket: LtvQuestion["bucket"]) => change({ bucket, ages: usual[bucket] - 1, range: { last: usual[bucket], unit: bucket } });
  return (
    <>
      <div className="pair">
        <Field label={t("ltv.acquired")}><MatchEditor value={draft.acquired} onChange={(acquired) => change({ acquired })} testid="acquired-event" /></Field>
        <Field label={t("ltv.revenue")}><MatchEditor value={draft.revenue} onChange={(revenue) => change({ revenue })} testid="event" /></Field>
      </div>
      <div className="fields">
        <Field label={t("ltv.value")}>
          <PropertyPicker events={matchFromJson(draft.revenue as never).events} scope="event" value={draft.value ? `event.${draft.value}` : undefined} allowClear placeholder={t("attribution.noValue")} onChange={(ref) => change({ value: (ref ?? "").replace(/^event\./, "") })} testid="value" />
        </Field>
        <Field label={t("builder.bucket")}>
          <Select value={draft.bucket} className="bucket" popupMatchSelectWidth={false} onChange={setUnit} aria-label={t("builder.bucket")} data-testid="bucket" options={calendarUnits.map((v) => ({ value: v, label: t(`unit.${v}`) }))} />
          <InputNumber className="count" min={1} max={366} precision={0} value={draft.ages} onChange={(ages) => change({ ages: ages ?? 1 })} aria-label={t("ltv.ages")} data-testid="ages" />
        </Field>
        <RangeField draft={draft} change={change} />
        <BreakdownField events={matchFromJson(draft.acquired as never).events} breakdown={draft.breakdown} top={draft.top} change={change} />
        <Field label={t("ltv.cost")}><Checkbox checked={draft.costs} onChange={(event) => change({ costs: event.target.checked })} data-testid="costs">{t("ltv.costs")}</Checkbox></Field>
      </div>
    </>
  );
}

function Answer({ answer, asked, open, meta, choice, choose }: Shown<"ltv">) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [chosen, choosePart] = useState(0);
  const at = Math.min(chosen, answer.series.length - 1);
  const series = answer.series[at]!;
  const ages = series.ltv.map((_, n) => t(`ltv.age.${asked.bucket}`, { n }));
  const curves = useSteady([answer, asked, chart, words, t], () =>
    ltvOption(answer, chart, { ...words, bucket: String }, { ages, all: t("ltv.curve"), projected: (name) => t("ltv.projectedName", { name }), cac: (name) => (answer.series.length > 1 ? `CAC ${name}` : t("ltv.cacName")) }));
  // Of a point of a curve who had paid by that age; of what is projected or was spent, whom it is about.
  const pickPoint = (line: number, age: number) => {
    const at = ltvLines(answer)[line];
    const one = at && answer.series[at.group];
    if (!one || one.persons === 0) return;
    const of = asked.breakdown ? { label: one.label } : {};
    const what = at.kind === "ltv" ? t("ltv.payers", { age: ages[age] }) : t("ltv.everyone");
    open(at.kind === "ltv" ? { age, complete: true, ...of } : of, [what, asked.breakdown ? words.label(one.label) : ""].filter(Boolean).join(" · "));
  };
  const show = (["ltv", "revenue", "payers"] as const).find((one) => one === choice["show"]) ?? "ltv";
  const label = asked.breakdown ? { label: series.label } : {};
  const group = <GroupPicker labels={answer.series.map((one) => one.label)} value={at} onChange={choosePart} />;
  return (
    <>
      <Card title={<><span>{t("ltv.curve")}</span> {meta}</>} className="titled"><Chart option={curves} height={360} label={t("ltv.curve")} onPick={pickPoint} /></Card>
      <LtvTable answer={answer} series={series} unit={asked.bucket} ages={ages} show={show} choose={(one: LtvShow) => choose({ ...choice, show: one })} group={group}
        onPick={(cell, title) => open({ ...cell, ...label }, [title, asked.breakdown ? words.label(series.label) : ""].filter(Boolean).join(" · "))} />
    </>
  );
}

export default function Ltv() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="ltv" title={t("ltv.title")} otherwise={ltvDefault} toAsk={ltvToAsk} incomplete={{ title: t("ltv.choose"), hint: t("ltv.chooseHint") }} isEmpty={(a) => a.series.every((one) => one.persons === 0)}
      builder={(draft, change) => <Builder draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
