import { useTranslation } from "react-i18next";
import { usePreferences } from "../../app/preferences";
import { useWords } from "../../hooks/use_words";
import { cellOf } from "../../lib/layers";

interface Props {
  map: readonly number[]; // the group of each place
  groups: readonly string[];
  counts?: readonly number[] | undefined; // persons of each place
  onCell: (cell: number) => void;
  editable?: boolean;
}
const best = [5, 4, 3, 2, 1];
const worst = [1, 2, 3, 4, 5];

// 125 places: a square of recency and frequency for each score of the sum.
export function RfmGrid({ map, groups, counts, onCell, editable }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const color = (cell: number) => chart.colors[map[cell]! % chart.colors.length]!;
  const cell = (r: number, f: number, m: number) => {
    const at = cellOf(r, f, m);
    const persons = counts?.[at];
    return (
      <td key={f}>
        <button type="button" style={{ background: `${color(at)}${persons === 0 && !editable ? "2e" : ""}` }} disabled={!editable && !persons} title={`R${r} F${f} M${m} · ${groups[map[at]!] ?? ""}${persons === undefined ? "" : ` · ${words.number(persons)}`}`}
          aria-label={`R${r} F${f} M${m}: ${groups[map[at]!] ?? ""}`} onClick={() => onCell(at)} data-testid="rfm-cell">{persons ? words.compact(persons) : ""}</button>
      </td>
    );
  };
  return (
    <div className="rfm-squares">
      {best.map((m) => (
        <table key={m} className="rfm-square">
          <caption>{t("layers.rfm.monetary")} {m}</caption>
          <tbody>
            {best.map((r) => <tr key={r}><th>R{r}</th>{worst.map((f) => cell(r, f, m))}</tr>)}
            <tr><th />{worst.map((f) => <th key={f}>F{f}</th>)}</tr>
          </tbody>
        </table>
      ))}
    </div>
  );
}

// What the colours stand for; in the editor the one to paint with is chosen here.
export function RfmLegend({ groups, value, onPick }: { groups: readonly string[]; value?: number; onPick?: (group: number) => void }) {
  const { chart } = usePreferences();
  return (
    <div className="rfm-legend">
      {groups.map((name, i) => (
        <button key={i} type="button" className={value === i ? "chosen" : ""} disabled={!onPick} onClick={() => onPick?.(i)} data-testid="rfm-brush"><i style={{ background: chart.colors[i % chart.colors.length] }} />{name}</button>
      ))}
    </div>
  );
}
