import { Card, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { operating } from "../../api/operating";
import { saved } from "../../api/saved";
import type { Analyses, AnalysisName, AskManyResult, Asked, EventMatch, LayersView, RetentionUnit, Roles, Window } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { useLoad } from "../../hooks/use_load";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { kpiOption } from "../../lib/layer_charts";
import { kpiFigures, kpis, type Kpi, type KpiFigure } from "../../lib/layer_kpis";
import { kpiQuestions, type KpiEvents } from "../../lib/layers";

type Any = Analyses[AnalysisName];
interface Behind { asked: Asked; cell: unknown; title: string }

const ranges: Record<"month" | "week", Window> = { month: { last: 6, unit: "month" }, week: { last: 12, unit: "week" } };
const most = 24; // two questions for each, and 50 are asked together

function Answer({ scheme, figures, kpi, unit, open }: { scheme: LayersView; figures: KpiFigure[]; kpi: Kpi; unit: RetentionUnit; open: (behind: Behind) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const share = kpi === "retention" || kpi === "conversion";
  const buckets = figures[0]?.buckets ?? [];
  const say = (value: number | null) => (share ? words.percent(value) : words.number(value, 2));
  const option = useSteady([figures, kpi, chart, words], () => kpiOption(buckets.map((one) => words.bucket(one, unit)), figures.map((one) => ({ name: one.layer, values: one.values[kpi] })), chart, { ...words, bucket: String }, share));
  const pick = (figure: KpiFigure, bucket: number) => {
    const behind = figure.behind(kpi, bucket);
    open({ ...behind, title: `${figure.layer} · ${words.bucket(buckets[bucket]!, unit)} · ${t(`layers.kpi.${kpi}`)}` });
  };
  type Row = { bucket: number };
  const columns: Column<Row>[] = [
    { key: "bucket", title: t("answer.bucket"), raw: (row) => buckets[row.bucket]!, text: (row) => words.bucket(buckets[row.bucket]!, unit) },
    ...figures.map((one): Column<Row> => ({ key: one.layer, title: one.layer, raw: (row) => one.values[kpi][row.bucket] ?? "", text: (row) => say(one.values[kpi][row.bucket] ?? null), pick: (row) => (one.values[kpi][row.bucket] ? () => pick(one, row.bucket) : undefined) })),
  ];
  return (
    <>
      <Card title={t(`layers.kpi.${kpi}`)} extra={<span className="meta">{t(`layers.kpiRule.${kpi}`)}</span>}>
        <Chart option={option} height={320} label={`${scheme.name} · ${t(`layers.kpi.${kpi}`)}`} onPick={(series, index) => figures[series]?.values[kpi][index] && pick(figures[series], index)} />
      </Card>
      <NumbersTable title={t("answer.table")} file={`layers-${kpi}`} columns={columns} rows={buckets.map((_, bucket) => ({ bucket })).reverse()} testid="kpi-cell" />
    </>
  );
}

function Asking({ scheme, events, kpi, unit }: { scheme: LayersView; events: KpiEvents; kpi: Kpi; unit: "month" | "week" }) {
  const [behind, setBehind] = useState<Behind>();
  const names = scheme.layers.slice(0, most).map((one) => one.name);
  const asked = kpiQuestions({ scheme: scheme.id, layers: names, range: ranges[unit], bucket: unit, events });
  const { data, error, loading, reload } = useLoad(JSON.stringify(asked), async (signal) => (await saved.askMany(asked, {}, signal)).results);
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (!data) return <Card><Skeleton active paragraph={{ rows: 8 }} /></Card>;
  const failed = data.find((one: AskManyResult) => one.problem);
  if (failed) return <Problem error={new Error(failed.problem!.detail)} onRetry={reload} />;
  const figures = kpiFigures(names, asked, data);
  return (
    <div className={loading ? "answer waiting" : "answer"} data-testid="kpis" aria-busy={loading}>
      <Answer scheme={scheme} figures={figures} kpi={kpi} unit={unit} open={setBehind} />
      {behind && <PersonsDrawer analysis={behind.asked.analysis} question={behind.asked.question as unknown as Any["question"]} drill={{ cell: behind.cell as Any["cell"], title: behind.title }} onClose={() => setBehind(undefined)} />}
    </div>
  );
}

// What the persons of each layer do and bring over time. Who is in a layer now counts for all of it.
export function Kpis({ scheme }: { scheme: LayersView }) {
  const { t } = useTranslation();
  const [kpi, setKpi] = useState<Kpi>("revenue");
  const [unit, setUnit] = useState<"month" | "week">("month");
  const [conversion, setConversion] = useState<EventMatch>();
  const roles = useLoad("roles", (signal) => operating.roles(signal).catch((): Partial<Roles> => ({})));
  if (!roles.data) return <Card><Skeleton active paragraph={{ rows: 8 }} /></Card>;
  const { paid, order, revenue = "" } = roles.data;
  const events: KpiEvents = { paid: paid ?? {}, revenue, conversion: conversion ?? paid ?? order ?? {} };
  return (
    <>
      <div className="list-head">
        <Segmented<Kpi> value={kpi} onChange={setKpi} options={kpis.map((one) => ({ value: one, label: <span data-testid={`kpi-${one}`}>{t(`layers.kpi.${one}`)}</span> }))} />
        <Segmented value={unit} onChange={setUnit} options={[{ value: "month", label: t("units.month") }, { value: "week", label: t("units.week") }]} />
        {kpi === "conversion" && <MatchEditor value={events.conversion} onChange={setConversion} testid="kpi-event" />}
      </div>
      {!paid && (kpi === "revenue" || kpi === "arpu") && <p className="meta">{t("layers.noPaid")} <Link to="/operating?tab=roles">{t("operating.map")}</Link></p>}
      <Asking scheme={scheme} events={events} kpi={kpi} unit={unit} />
    </>
  );
}
