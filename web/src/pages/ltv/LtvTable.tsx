import { Button, Card, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LtvAnswer, LtvCell, LtvCohort, LtvSeries, RetentionUnit } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { ltvCell, ltvRows, ltvStrength, type LtvShow } from "../../lib/ltv";
import { heat } from "../../lib/palette";

interface Props {
  answer: LtvAnswer;
  series: LtvSeries;
  unit: RetentionUnit;
  ages: string[];
  show: LtvShow;
  choose: (show: LtvShow) => void;
  group: ReactNode;
  onPick: (cell: LtvCell, title: string) => void;
}

const known = (value: number | null | undefined) => value !== null && value !== undefined;

// A row per cohort, a column per age; darker is more. What is not over is hatched, what is projected in italics. The age
// at which a cohort has paid for itself is framed.
export function LtvTable({ answer, series, unit, ages, show, choose, group, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const strength = ltvStrength(series, show);
  const costly = known(series.cost);
  const say = (value: number) => (show === "payers" ? words.number(value) : words.number(value, show === "ltv" ? 2 : 0));
  const payback = (row: { payback?: number | null; projected_payback?: number | null }) =>
    known(row.payback) ? t("ltv.after", { age: ages[row.payback!] }) : known(row.projected_payback) ? <em>{t("ltv.projectedAfter", { age: ages[row.projected_payback!] })}</em> : t("ltv.notPaid");
  const cell = (row: LtvCohort, cohort: number, age: number) => {
    const shown = row.persons > 0 ? ltvCell(row, age, show) : undefined;
    if (!shown) return <td key={age} className={row.persons > 0 ? "not-yet" : ""} />;
    const title = { complete: `${words.number(row.payers[age] ?? 0)} ${t("ltv.show.payers")}`, incomplete: t("ltv.incomplete"), projected: t("ltv.projectedHint") }[shown.kind];
    const paid = costly && show !== "payers" && (row.payback ?? row.projected_payback) === age ? " paid" : "";
    if (shown.kind === "projected") return <td key={age}><span className={`heat projected${paid}`} title={title}>{say(shown.value)}</span></td>;
    return (
      <td key={age}>
        <button type="button" className={`heat ${shown.kind}${paid}`} style={heat(chart, strength(shown.value))} title={title} data-testid="ltv-cell"
          onClick={() => onPick({ cohort, age }, `${words.bucket(row.start, unit)} · ${t("ltv.payers", { age: ages[age] })}`)}>{say(shown.value)}</button>
      </td>
    );
  };
  return (
    <Card title={t("ltv.cohorts")} className="table-card" extra={(
      <span className="row">{group}
        <Segmented<LtvShow> size="small" value={show} onChange={choose} options={(["ltv", "revenue", "payers"] as const).map((v) => ({ value: v, label: t(`ltv.show.${v}`) }))} data-testid="ltv-show" />
        <Button size="small" data-testid="csv" onClick={() => download("ltv.csv", csv(ltvRows(answer)))}>{t("common.csv")}</Button>
      </span>
    )}>
      <div className="triangle">
        <table>
          <thead>
            <tr><th>{t("ltv.cohort")}</th><th className="right">{t("ltv.size")}</th>{costly && <><th className="right">{t("ltv.cacName")}</th><th className="right">{t("ltv.payback")}</th></>}{ages.map((name) => <th key={name}>{name}</th>)}</tr>
          </thead>
          <tbody>
            <tr className="mean">
              <th>{t("ltv.mean")}</th>
              <td className="right"><button type="button" className="number-button" disabled={series.persons === 0} onClick={() => onPick({}, t("ltv.everyone"))} data-testid="ltv-persons">{words.number(series.persons)}</button></td>
              {costly && <><td className="right">{words.number(series.cac, 2)}</td><td className="right nowrap">{payback(series)}</td></>}
              {series.ltv.map((value, n) => (
                <td key={n}>
                  {known(value) ? <button type="button" className="number-button" data-testid="ltv-mean" onClick={() => onPick({ age: n, complete: true }, t("ltv.payers", { age: ages[n] }))}>{words.number(value, 2)}</button> : words.number(value, 2)}
                </td>
              ))}
            </tr>
            {series.cohorts.map((row, i) => (
              <tr key={row.start}>
                <th>{words.bucket(row.start, unit)}</th>
                <td className="right"><button type="button" className="number-button" disabled={row.persons === 0} data-testid="ltv-size" onClick={() => onPick({ cohort: i }, words.bucket(row.start, unit))}>{words.number(row.persons)}</button></td>
                {costly && <><td className="right">{words.number(row.cac, 2)}</td><td className="right nowrap">{known(row.cac) ? payback(row) : "–"}</td></>}
                {row.revenue.map((_, age) => cell(row, i, age))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {series.cohorts.some((row) => row.projected.some(known)) && <p className="hint">{t("ltv.note")}</p>}
    </Card>
  );
}
