import { Button, Card, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RetentionAnswer, RetentionCell, RetentionRow, RetentionUnit } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { heat } from "../../lib/palette";
import { retentionRows } from "../../lib/tables";

interface Props {
  answer: RetentionAnswer;
  unit: RetentionUnit;
  onPick: (cell: RetentionCell) => void;
}

// The triangle: a row per cohort, a column per period since; darker is more. Running periods are dotted.
export function RetentionTable({ answer, unit, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [show, setShow] = useState<"shares" | "counts">("shares");
  const top = Math.max(0.01, ...answer.cohorts.flatMap((c) => c.returned.slice(1).map((n) => (c.persons ? n / c.persons : 0))));
  const cell = (row: RetentionRow, cohort: number, bucket: number) => {
    const count = row.returned[bucket] ?? 0;
    const complete = row.complete[bucket] !== false;
    if (!complete && count === 0) return <td key={bucket} />;
    const share = row.persons ? count / row.persons : 0;
    return (
      <td key={bucket}>
        <button type="button" className={complete ? "heat" : "heat incomplete"} style={heat(chart, bucket === 0 ? share : share / top * 0.9)} title={complete ? `${words.number(count)}` : t("retention.incomplete")}
          data-testid="heat" onClick={() => onPick({ cohort, bucket, absent: false })}>
          {show === "shares" ? words.percent(share) : words.number(count)}
        </button>
      </td>
    );
  };
  return (
    <Card title={t("retention.triangle")} className="table-card"
      extra={<span className="row"><Segmented<"shares" | "counts"> size="small" value={show} onChange={setShow} options={(["shares", "counts"] as const).map((v) => ({ value: v, label: t(`retention.${v}`) }))} />
        <Button size="small" data-testid="csv" onClick={() => download("retention.csv", csv(retentionRows(answer)))}>{t("common.csv")}</Button></span>}>
      <div className="triangle">
        <table>
          <thead>
            <tr><th>{t("retention.cohort")}</th><th className="right">{t("retention.size")}</th>{answer.mean.map((_, n) => <th key={n}>{t(`retention.${unit}`, { n })}</th>)}</tr>
          </thead>
          <tbody>
            <tr className="mean"><th>{t("retention.mean")}</th><td />{answer.mean.map((share, n) => <td key={n}>{words.percent(share)}</td>)}</tr>
            {answer.cohorts.map((row, i) => (
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
