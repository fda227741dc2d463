import { useTranslation } from "react-i18next";
import type { HeatmapAnswer } from "../../api/types";
import { useWords } from "../../hooks/use_words";
import { heatLegend, type HeatmapMode } from "../../lib/heatmap";

export function Legend({ answer, mode }: { answer: HeatmapAnswer; mode: HeatmapMode }) {
  const { t } = useTranslation();
  const words = useWords();
  const scroll = mode === "scroll";
  const most = answer.spots.reduce((least, spot) => Math.max(least, spot.events), 0);
  return (
    <div className="heatmap-legend">
      <span>{scroll ? words.percent(0) : t("heatmap.few")}</span>
      <i style={{ background: heatLegend }} />
      <span>{scroll ? words.percent(1) : t("heatmap.many")}</span>
      {!scroll && most > 0 && <span>{t("heatmap.most", { count: most, replace: { count: words.number(most) } })}</span>}
      {!scroll && answer.unplaced > 0 && <span data-testid="unplaced">{t("heatmap.unplaced", { count: answer.unplaced, replace: { count: words.number(answer.unplaced) } })}</span>}
    </div>
  );
}
