import { Card, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { DistributionMeasure, DistributionQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { RangeField } from "../../components/ActivityFields";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { BinsInput } from "../../components/BinsInput";
import { BreakdownField } from "../../components/BreakdownField";
import { Field } from "../../components/BuilderCard";
import { Chart } from "../../components/Chart";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { PropertyPicker } from "../../components/PropertyPicker";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { barsOption } from "../../lib/activity_charts";
import { numbersFromText, sayBin } from "../../lib/bins";
import { matchFromJson } from "../../lib/filter";
import { distributionDefault, distributionToAsk, ofProperty } from "../../lib/question_url";

const measures: DistributionMeasure[] = ["times", "days", "hours", "sum", "avg", "min", "max"];

function Builder({ draft, change }: { draft: DistributionQuestion; change: (part: Partial<DistributionQuestion>) => void }) {
  const { t } = useTranslation();
  const { events } = matchFromJson(draft.match as never);
  return (
    <>
      <Field label={t("builder.event")}><MatchEditor value={draft.match} onChange={(match) => change({ match })} testid="event" /></Field>
      <div className="fields">
        <Field label={t("distribution.measure")}>
          <Select value={draft.measure} className="measure" popupMatchSelectWidth={false} options={measures.map((m) => ({ value: m, label: t(`distribution.of.${m}`) }))} onChange={(measure) => change({ measure })} data-testid="measure" aria-label={t("distribution.measure")} />
          {ofProperty(draft.measure) && (
            <PropertyPicker events={events} scope="event" value={draft.property ? `event.${draft.property}` : undefined} onChange={(ref) => change({ property: (ref ?? "").replace(/^event\./, "") })} testid="measure-property" />
          )}
        </Field>
        <RangeField draft={draft} change={change} />
        <BreakdownField events={events} breakdown={draft.breakdown} top={draft.top} change={change} />
        <BinsInput label={t("distribution.bins")} hint={t("distribution.binsHint")} problem={t("distribution.badBins")} value={draft.bins} read={numbersFromText} onChange={(bins) => change({ bins })} />
      </div>
    </>
  );
}

function Answer({ answer, asked, open, meta }: Shown<"distribution">) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const bins = answer.bins.map((bin) => sayBin(bin, !ofProperty(asked.measure), words.number));
  const called = (label: string) => (label === "" ? t("distribution.persons") : words.label(label));
  const option = useSteady([answer, chart, words, t], () => barsOption(bins, answer.series.map((one) => ({ name: called(one.label), values: one.bins })), chart, { ...words, bucket: String }));
  const pick = (series: number, bin: number | undefined) => {
    const { label } = answer.series[series]!;
    const title = [bin === undefined ? t("distribution.everyone") : `${t(`distribution.of.${asked.measure}`)} ${bins[bin]}`, label ? words.label(label) : ""].filter(Boolean).join(" · ");
    open({ ...(bin === undefined ? {} : { bin }), ...(label ? { label } : {}) }, title);
  };
  type Row = { name: string; bin?: number; figure?: "mean" | "median" };
  const rows: Row[] = [
    { name: t("distribution.everyone") }, ...(["mean", "median"] as const).map((figure) => ({ name: t(`distribution.${figure}`), figure })), ...bins.map((name, bin) => ({ name, bin })),
  ];
  const value = (row: Row, series: number) => {
    const one = answer.series[series]!;
    return row.figure ? one[row.figure] : row.bin === undefined ? one.persons : (one.bins[row.bin] ?? 0);
  };
  const columns: Column<Row>[] = [
    { key: "bin", title: t("distribution.bin"), raw: (row) => row.name, text: (row) => <span className={row.bin === undefined ? "strong" : ""}>{row.name}</span> },
    ...answer.series.map((one, series): Column<Row> => ({
      key: one.label || "persons", title: called(one.label), raw: (row) => value(row, series), text: (row) => words.number(value(row, series)),
      pick: (row) => (row.figure ? undefined : () => pick(series, row.bin)),
    })),
  ];
  return (
    <>
      <Card title={meta}><Chart option={option} height={340} label={t("distribution.title")} onPick={pick} /></Card>
      <NumbersTable title={t("answer.table")} file="distribution" columns={columns} rows={rows} testid="distribution-cell" />
    </>
  );
}

export default function Distribution() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="distribution" title={t("distribution.title")} otherwise={distributionDefault} toAsk={distributionToAsk} incomplete={{ title: t("trend.needProperty"), hint: t("distribution.needPropertyHint") }} isEmpty={(a) => a.series.every((one) => one.persons === 0)}
      builder={(draft, change) => <Builder draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
