import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { HeatmapDepth } from "../../api/types";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { heatCss } from "../../lib/heatmap";

// How many views went how deep, and whose they are.
export function DepthList({ depths, open }: { depths: HeatmapDepth[]; open: (depth: number) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const all = depths[0]?.views.events ?? 0;
  const share = ({ views }: HeatmapDepth) => (all > 0 ? views.events / all : 0);
  const save = () => download("scroll.csv", csv([["depth", "views", "persons", "share"], ...depths.map((one) => [one.depth, one.views.events, one.views.persons, share(one)])]));
  return (
    <section className="heatmap-list">
      <header><h3>{t("heatmap.depths")}</h3><Button size="small" disabled={all === 0} onClick={save} data-testid="csv">{t("common.csv")}</Button></header>
      <table className="heatmap-depths">
        <thead><tr><th>{t("heatmap.depth")}</th><th>{t("heatmap.share")}</th><th>{t("heatmap.views")}</th><th>{t("heatmap.persons")}</th></tr></thead>
        <tbody>
          {depths.map((one, index) => (
            <tr key={one.depth}>
              <th>{words.percent(one.depth, 0)}</th>
              <td><i style={{ width: `${share(one) * 100}%`, background: heatCss(share(one)) }} />{words.percent(share(one))}</td>
              <td>{words.number(one.views.events)}</td>
              <td><NumberButton text={words.number(one.views.persons)} disabled={one.views.persons === 0} onClick={() => open(index)} testid="depth-persons" /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
