import { Card, Select, Tooltip } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PowerLaw, RetentionAnswer, RetentionCell, RetentionTable, RetentionUnit } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import type { Show } from "../../lib/retention";
import { cellOfCurve, curveOption, overTimeOption } from "../../lib/retention_charts";

function Fit({ fit, unit }: { fit: PowerLaw; unit: RetentionUnit }) {
  const { t } = useTranslation();
  const words = useWords();
  const half = fit.half_life === undefined || fit.half_life === null ? t("retention.noHalfLife") : t("retention.halfLife", { n: t(`retention.${unit}_span`, { n: words.number(fit.half_life, 1) }) });
  return (
    <Tooltip title={t("retention.fitHint")}>
      <div className="rule" data-testid="fit"><b>{half}</b> · {t("retention.fit")}: {words.percent(fit.a, 1)} × n<sup>{words.number(fit.b, 3)}</sup> · R² {words.number(fit.r_squared, 3)}</div>
    </Tooltip>
  );
}

interface CurveProps {
  answer: RetentionAnswer; // all groups, or one of them
  columns: string[];
  unit: RetentionUnit;
  show: Show;
  title: ReactNode;
  group: ReactNode;
  onPick: (cell: RetentionCell) => void;
}

// The means column by column, the curve through them, and in words where it halves.
export function RetentionCurve({ answer, columns, unit, show, title, group, onPick }: CurveProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const option = useSteady([answer, columns, show, chart, words, t], () => curveOption(answer, show, chart, { ...words, bucket: String }, { columns, all: t("retention.mean"), fit: t("retention.fit") }));
  const pick = (line: number, point: number) => {
    const cell = cellOfCurve(answer, show, line, point);
    if (cell) onPick(cell);
  };
  return (
    <Card title={title} className="titled" extra={group}>
      <Chart option={option} height={280} label={t("retention.curve")} onPick={pick} />
      {answer.fit && (show === "shares" || show === "counts") && <Fit fit={answer.fit} unit={unit} />}
    </Card>
  );
}

interface OverTimeProps {
  table: RetentionTable;
  columns: string[];
  unit: RetentionUnit;
  onPick: (cell: RetentionCell) => void;
}

// Whether later cohorts come back more: each cohort's size, and its share in one column.
export function CohortsOverTime({ table, columns, unit, onPick }: OverTimeProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [chosen, choose] = useState(1);
  const column = Math.min(chosen, columns.length - 1);
  const names = { persons: t("retention.size"), share: t("retention.returnedIn", { column: columns[column] }) };
  const option = useSteady([table, column, columns, unit, chart, words, t], () => overTimeOption(table, column, chart, { ...words, bucket: (iso) => words.bucket(iso, unit) }, names));
  const pick = (series: number, cohort: number) => table.cohorts[cohort]!.persons > 0 && onPick(series === 0 ? { cohort, absent: false } : { cohort, bucket: column, absent: false });
  return (
    <Card title={t("retention.overTime")} extra={<Select size="small" popupMatchSelectWidth={false} value={column} options={columns.map((label, value) => ({ value, label }))} onChange={choose} aria-label={t("retention.column")} data-testid="over-time-column" />}>
      <Chart option={option} height={240} label={t("retention.overTime")} times={table.cohorts.map((row) => row.start)} onPick={pick} />
    </Card>
  );
}
