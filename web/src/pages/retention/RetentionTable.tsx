import { Button, Card, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RetentionAnswer, RetentionCell, RetentionRow, RetentionTable as Table, RetentionUnit } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { heat } from "../../lib/palette";
import { cellValue, retentionRows, strengths, type Show } from "../../lib/retention";

interface Props {
  answer: RetentionAnswer; // as a whole, to be saved
  table: Table; // what is shown of it
  columns: string[];
  unit: RetentionUnit;
  show: Show;
  choose: (show: Show) => void;
  group: ReactNode;
  onPick: (cell: RetentionCell) => void;
}

// The triangle: a row per cohort, a column per period since; darker is more. What is not over yet is hatched.
export function RetentionTable({ answer, table, columns, unit, show, choose, group, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const strength = strengths(table, show);
  const shown: readonly Show[] = answer.mean_values.length > 0 ? ["shares", "values", "per_person", "counts"] : ["shares", "counts"];
  const say = (value: number | null) => (show === "shares" ? words.percent(value) : words.number(value));
  const means = show === "shares" || show === "counts" ? table.mean.map((share) => words.percent(share)) : table.mean_values.map((value) => words.number(value));
  const cell = (row: RetentionRow, cohort: number, bucket: number) => {
    const count = row.returned[bucket] ?? 0;
    const complete = row.complete[bucket] !== false;
    if (!complete && count === 0) return <td key={bucket} className="not-yet" />;
    const { background, color } = heat(chart, strength(row, bucket));
    return (
      <td key={bucket}>
        <button type="button" className={complete ? "heat" : "heat incomplete"} style={{ backgroundColor: background, color }} title={complete ? words.number(count) : t("retention.incomplete")}
          data-testid="heat" onClick={() => onPick({ cohort, bucket, absent: false })}>
          {say(cellValue(row, bucket, show))}
        </button>
      </td>
    );
  };
  return (
    <Card title={t("retention.triangle")} className="table-card"
      extra={<span className="row">{group}<Segmented<Show> size="small" value={show} onChange={choose} options={shown.map((v) => ({ value: v, label: t(`retention.${v}`) }))} />
        <Button size="small" data-testid="csv" onClick={() => download("retention.csv", csv(retentionRows(answer)))}>{t("common.csv")}</Button></span>}>
      <div className="triangle">
        <table>
          <thead>
            <tr><th>{t("retention.cohort")}</th><th className="right">{t("retention.size")}</th>{columns.map((name) => <th key={name}>{name}</th>)}</tr>
          </thead>
          <tbody>
            <tr className="mean"><th>{t("retention.mean")}</th><td />{means.map((text, n) => <td key={n}><NumberButton text={text} disabled={!table.mean[n]} onClick={() => onPick({ cohort: 0, every: true, bucket: n, absent: false })} testid="retention-mean" /></td>)}</tr>
            {table.cohorts.map((row, i) => (
              <tr key={row.start}>
                <th>{words.bucket(row.start, unit)}</th>
                <td className="right"><button type="button" className="number-button" disabled={row.persons === 0} data-testid="cohort-size" onClick={() => onPick({ cohort: i, absent: false })}>{words.number(row.persons)}</button></td>
                {row.persons > 0 ? row.returned.map((_, n) => cell(row, i, n)) : row.returned.map((_, n) => <td key={n} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
