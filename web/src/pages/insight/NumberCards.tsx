import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { InsightPick } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { NumberButton } from "../../components/NumberButton";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { binName, histogramOption, numberRows, type NumberRow } from "../../lib/insight";
import type { PartProps } from "./Summary";

function One({ row, looked, baseline, open }: PartProps & { row: NumberRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const { numbers } = row;
  const option = useSteady([numbers, chart, words, baseline], () => histogramOption(numbers, [looked.name, baseline], chart, { ...words, bucket: String }));
  const sides = ["segment", "baseline"] as const;
  const pick = (of: (typeof sides)[number], bin?: number) => {
    const at = bin === undefined ? undefined : numbers.bins[bin];
    const range: InsightPick = { by: row.by, ...(at?.from === null || at?.from === undefined ? {} : { from: at.from }), ...(at?.to === null || at?.to === undefined ? {} : { to: at.to }) };
    open(looked, { of, picks: [range] }, `${row.label}${at ? ` ${binName(at, (n) => words.number(n))}` : ""}`);
  };
  return (
    <Card title={row.label}>
      <table className="number-sides">
        <thead><tr><th /><th>{t("insight.mean")}</th><th>{t("insight.median")}</th><th>{t("insight.known")}</th></tr></thead>
        <tbody>
          {sides.map((side) => (
            <tr key={side}><th>{side === "segment" ? looked.name : baseline}</th><td>{words.number(numbers[side].mean, 2)}</td><td>{words.number(numbers[side].median, 2)}</td>
              <td><NumberButton text={words.number(numbers[side].persons)} disabled={numbers[side].persons === 0} onClick={() => pick(side)} testid="number-known" /></td></tr>
          ))}
        </tbody>
      </table>
      <Chart option={option} height={200} label={row.label} onPick={(series, index) => pick(sides[series] ?? "segment", index)} />
    </Card>
  );
}

// Traits whose values are all numbers.
export function NumberCards(props: PartProps) {
  const rows = numberRows(props.looked.answer, props.groupings);
  if (rows.length === 0) return null;
  return <div className="columns halves">{rows.map((row) => <One key={row.label} row={row} {...props} />)}</div>;
}
