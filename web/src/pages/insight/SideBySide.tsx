import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../app/preferences";
import { useWords } from "../../hooks/use_words";
import { isSignificant, sideBySide, type Grouping } from "../../lib/insight";
import { heat } from "../../lib/palette";
import type { Looked, Open } from "./Insight";

const most = 20;

// Up to four segments beside each other, by the values in which they differ most.
export function SideBySide({ looked, groupings, open }: { looked: Looked[]; groupings: Grouping[]; open: Open }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const rows = sideBySide(looked.map((one) => one.answer), groupings).slice(0, most);
  return (
    <Card title={t("insight.side")} className="table-card">
      <p className="meta">{t("insight.sideHint")}</p>
      <div className="triangle">
        <table className="flow-matrix" data-testid="side-by-side">
          <thead><tr><th>{t("insight.value")}</th>{looked.map((one) => <th key={one.name}>{one.name} <small>{words.number(one.answer.segment)}</small></th>)}</tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.by} ${row.value}`}>
                <th>{row.label} = {words.label(row.value)}</th>
                {row.cells.map((cell, i) => (
                  <td key={i}>{cell && <button type="button" className="heat" style={heat(chart, cell.segment_share)} disabled={cell.segment === 0} title={words.number(cell.segment)} data-testid="side-cell" onClick={() => open(looked[i]!, { of: "segment", picks: [{ by: row.by, value: row.value }] }, `${looked[i]!.name} · ${row.label} = ${row.value}`)}>
                    {words.percent(cell.segment_share)}{cell.tgi !== null && cell.tgi !== undefined && <small> {isSignificant(cell) ? "" : "~"}{words.number(Math.round(cell.tgi))}</small>}
                  </button>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
