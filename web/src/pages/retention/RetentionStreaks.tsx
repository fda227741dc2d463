import { Card, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RetentionCell, RetentionRow, RetentionStreak, RetentionTable, RetentionUnit } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { streakOption } from "../../lib/retention_charts";

interface Props {
  table: RetentionTable;
  unit: RetentionUnit;
  onPick: (cell: RetentionCell) => void;
}
const kinds: readonly RetentionStreak[] = ["unbroken", "longest", "current"];

// How long persons came back without a gap.
export function RetentionStreaks({ table, unit, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [kind, choose] = useState<RetentionStreak>("longest");
  const lengths = table.unbroken.map((_, n) => String(n));
  const option = useSteady([table, chart, words, t], () => streakOption(table, chart, { ...words, bucket: String }, lengths, { persons: t("retention.persons"), unbroken: t("retention.unbrokenShare") }));
  // The bars are of the longest streaks, the line of those unbroken.
  const pick = (series: number, length: number) => onPick({ cohort: 0, every: true, bucket: length, absent: false, streak: series === 0 ? "longest" : "unbroken" });
  type Row = RetentionRow & { cohort: number };
  const columns: Column<Row>[] = [
    { key: "cohort", title: t("retention.cohort"), raw: (row) => row.start, text: (row) => words.bucket(row.start, unit) },
    ...lengths.map((length, n): Column<Row> => ({
      key: length, title: length, raw: (row) => row[kind][n] ?? 0, text: (row) => words.number(row[kind][n] ?? 0),
      pick: (row) => () => onPick({ cohort: row.cohort, bucket: n, absent: false, streak: kind }),
    })),
  ];
  return (
    <>
      <Card title={t("retention.streakCurve")}>
        <Chart option={option} height={260} label={t("retention.streakCurve")} onPick={pick} />
        <div className="rule">{t("retention.streakRule")}</div>
      </Card>
      <NumbersTable title={t("retention.streaks")} file="retention-streaks" columns={columns} rows={table.cohorts.map((row, cohort) => ({ ...row, cohort }))} testid="streak-cell"
        extra={<Segmented<RetentionStreak> size="small" value={kind} onChange={choose} options={kinds.map((value) => ({ value, label: t(`retention.${value}`) }))} />} />
    </>
  );
}
