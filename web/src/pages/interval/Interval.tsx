import { Card } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IntervalCell, IntervalFigures, IntervalQuestion } from "../../api/types";
import { BucketField, RangeField } from "../../components/ActivityFields";
import { usePreferences } from "../../app/preferences";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { BinsInput } from "../../components/BinsInput";
import { BreakdownField } from "../../components/BreakdownField";
import { Field } from "../../components/BuilderCard";
import { Chart } from "../../components/Chart";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { GroupPicker } from "../../components/GroupPicker";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { barsOption, boxesOption, figureKeys } from "../../lib/activity_charts";
import { durationsFromText } from "../../lib/bins";
import { matchFromJson } from "../../lib/filter";
import { intervalDefault } from "../../lib/question_url";

function Builder({ draft, change }: { draft: IntervalQuestion; change: (part: Partial<IntervalQuestion>) => void }) {
  const { t } = useTranslation();
  const units = ["hour", "day", "week", "month", "quarter", "total"] as const;
  return (
    <>
      <div className="pair">
        <Field label={t("interval.from")}><MatchEditor value={draft.from} onChange={(from) => change({ from })} testid="event" /></Field>
        <Field label={t("interval.to")}><MatchEditor value={draft.to} onChange={(to) => change({ to })} testid="event-to" /></Field>
      </div>
      <div className="fields">
        <Field label={t("interval.limit")}><DurationInput value={draft.limit} onChange={(limit) => change({ limit })} testid="limit" /></Field>
        <RangeField draft={draft} change={change} />
        <BucketField value={draft.bucket} units={units} onChange={(bucket) => change({ bucket })} />
        <BreakdownField events={matchFromJson(draft.from as never).events} breakdown={draft.breakdown} top={draft.top} change={change} />
        <BinsInput label={t("interval.bins")} hint={t("interval.binsHint")} problem={t("interval.badBins")} value={draft.bins} read={durationsFromText} onChange={(bins) => change({ bins })} />
      </div>
    </>
  );
}

interface Row { name: string; iso: string; figures: IntervalFigures; bucket: number | undefined }

function Answer({ answer, asked, open, meta }: Shown<"interval">) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [chosen, choose] = useState(0);
  const at = Math.min(chosen, answer.series.length - 1);
  const series = answer.series[at]!;
  const span = (ms: number | null | undefined) => (ms !== null && ms !== undefined && ms > 0 && ms < 1000 ? `${words.number(ms, 0)} ms` : words.span(ms));
  const names = answer.buckets.map((iso) => words.bucket(iso, asked.bucket));
  const bins = answer.bins.map((bin) => `${bin.from_ms === 0 ? 0 : span(bin.from_ms)} – ${span(bin.to_ms)}`);
  const own = { ...words, bucket: String };
  const boxes = useSteady([answer, at, chart, words, t], () => boxesOption(names, series.values, chart, span, (key) => t(`interval.${key}`), own));
  const bars = useSteady([answer, at, chart, words, t], () => barsOption(bins, [{ name: t("interval.pairs"), values: series.bins.map((bin) => bin.pairs) }], chart, own));
  const label = series.label ? { label: series.label } : {};
  const pick = (cell: Omit<IntervalCell, "label">, name: string) => open({ ...cell, ...label }, [name, series.label ? words.label(series.label) : ""].filter(Boolean).join(" · "));
  const rows: Row[] = [
    { name: t("answer.total"), iso: "", figures: series.total, bucket: undefined },
    ...answer.buckets.map((iso, bucket): Row => ({ name: names[bucket]!, iso, figures: series.values[bucket]!, bucket })).reverse(),
  ];
  const go = (row: Row) => () => pick(row.bucket === undefined ? {} : { bucket: row.bucket }, row.name);
  const columns: Column<Row>[] = [
    { key: "bucket", title: t("answer.bucket"), raw: (row) => row.iso, text: (row) => <span className={row.iso ? "" : "strong"}>{row.name}</span> },
    { key: "pairs", title: t("interval.pairs"), raw: (row) => row.figures.pairs, text: (row) => words.number(row.figures.pairs), pick: go },
    { key: "persons", title: t("interval.persons"), raw: (row) => row.figures.persons, text: (row) => words.number(row.figures.persons), pick: go },
    ...figureKeys.map((key): Column<Row> => ({ key, title: t(`interval.${key}`), raw: (row) => row.figures[key], text: (row) => span(row.figures[key]) })),
  ];
  const binColumns: Column<number>[] = [
    { key: "bin", title: t("interval.length"), raw: (bin) => bins[bin] },
    { key: "pairs", title: t("interval.pairs"), raw: (bin) => series.bins[bin]!.pairs, text: (bin) => words.number(series.bins[bin]!.pairs), pick: (bin) => () => pick({ bin }, bins[bin]!) },
    { key: "persons", title: t("interval.persons"), raw: (bin) => series.bins[bin]!.persons, text: (bin) => words.number(series.bins[bin]!.persons), pick: (bin) => () => pick({ bin }, bins[bin]!) },
  ];
  const group = <GroupPicker labels={answer.series.map((one) => one.label)} value={at} onChange={choose} />;
  return (
    <>
      <Card title={<><span>{t("interval.boxes")}</span> {meta}</>} className="titled" extra={group}>
        <Chart option={boxes} height={320} label={t("interval.boxes")} onPick={(_, bucket) => series.values[bucket]?.pairs && pick({ bucket }, names[bucket]!)} />
      </Card>
      <Card title={t("interval.histogram")} extra={group}>
        <Chart option={bars} height={280} label={t("interval.histogram")} onPick={(_, bin) => pick({ bin }, bins[bin]!)} />
      </Card>
      <NumbersTable title={t("interval.boxes")} file="intervals" columns={columns} rows={rows} testid="interval-cell" extra={group} />
      <NumbersTable title={t("interval.histogram")} file="interval-bins" columns={binColumns} rows={bins.map((_, i) => i)} testid="interval-bin" />
    </>
  );
}

export default function Interval() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="interval" title={t("interval.title")} otherwise={intervalDefault} isEmpty={(a) => a.series.every((one) => one.total.pairs === 0)}
      builder={(draft, change) => <Builder draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
