import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { LifecycleKind, LifecycleRow } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { ActivityFields } from "../../components/ActivityFields";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { Chart } from "../../components/Chart";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { lifecycleKinds, lifecycleOption } from "../../lib/activity_charts";
import { lifecycleDefault } from "../../lib/question_url";

function Answer({ answer, asked, open, meta }: Shown<"lifecycle">) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const name = (iso: string) => words.bucket(iso, asked.bucket);
  const option = useSteady([answer, chart, words, asked.bucket, t], () => lifecycleOption(answer, chart, { ...words, bucket: name }, (kind) => t(`lifecycle.${kind}`)));
  const pick = (bucket: number, kind: LifecycleKind) => open({ bucket, kind }, `${name(answer.buckets[bucket]!.start)} · ${t(`lifecycle.${kind}`)}`);
  const rows = answer.buckets.map((row, bucket) => ({ ...row, bucket })).reverse();
  type Row = LifecycleRow & { bucket: number };
  const active = (row: Row) => row.new_persons + row.returning + row.resurrected;
  const columns: Column<Row>[] = [
    { key: "bucket", title: t("answer.bucket"), raw: (row) => row.start, text: (row) => (row.complete ? name(row.start) : <span className="running" title={t("answer.running")}>{name(row.start)} *</span>) },
    { key: "active", title: t("lifecycle.active"), raw: active, text: (row) => words.number(active(row)) },
    ...lifecycleKinds.map((kind): Column<Row> => ({ key: kind, title: t(`lifecycle.${kind}`), raw: (row) => row[kind], text: (row) => words.number(row[kind]), pick: (row) => () => pick(row.bucket, kind) })),
  ];
  return (
    <>
      <Card title={meta}>
        <Chart option={option} height={340} times={answer.buckets.map((row) => row.start)} label={t("lifecycle.title")} onPick={(series, index) => pick(index, lifecycleKinds[series]!)} />
        <p className="rule">{t("lifecycle.rule")}</p>
      </Card>
      <NumbersTable title={t("answer.table")} file="lifecycle" columns={columns} rows={rows} testid="lifecycle-cell" />
    </>
  );
}

export default function Lifecycle() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="lifecycle" title={t("lifecycle.title")} otherwise={lifecycleDefault} isEmpty={(a) => a.buckets.every((row) => lifecycleKinds.every((kind) => row[kind] === 0))}
      builder={(draft, change) => <ActivityFields draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
