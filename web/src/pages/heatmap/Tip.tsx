import { useTranslation } from "react-i18next";
import type { HeatmapAnswer, HeatmapQuestion } from "../../api/types";
import { useWords } from "../../hooks/use_words";
import { depthIndexAt, middleOf, shareAt, spotAt, type Stage } from "../../lib/heatmap";

interface Props {
  answer: HeatmapAnswer;
  asked: HeatmapQuestion;
  stage: Stage;
  scale: number;
  point: { x: number; y: number }; // in the page
  scroll: boolean;
}

// The number at the spot that is pointed at, or how many saw this depth.
export function Tip({ answer, asked, stage, scale, point, scroll }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const persons = (count: number) => t("drawer.count", { count, replace: { count: words.number(count) } });
  const side = point.x > stage.width / 2 ? "heatmap-tip left" : "heatmap-tip";
  if (scroll) {
    const depth = point.y / stage.height;
    const told = answer.depths[depthIndexAt(answer.depths, depth)]!;
    return (
      <div className="heatmap-line at" style={{ top: point.y * scale }}>
        <div className={side} style={{ left: point.x * scale, top: 0 }} data-testid="heatmap-tip"><b>{t("heatmap.seen", { share: words.percent(shareAt(answer.depths, depth), 0) })}</b><span>{t("heatmap.deep", { depth: words.percent(told.depth, 0) })} · {persons(told.views.persons)}</span></div>
      </div>
    );
  }
  const spot = spotAt(answer.spots, asked, stage, point);
  if (!spot) return null;
  const middle = middleOf(spot, asked, stage);
  return (
    <>
      <i className="heatmap-spot" style={{ left: middle.x * scale, top: middle.y * scale, width: (stage.width / asked.columns) * scale, height: asked.row * scale }} />
      <div className={side} style={{ left: middle.x * scale, top: middle.y * scale }} data-testid="heatmap-tip">
        <b>{t("heatmap.spot", { events: t("heatmap.events", { count: spot.events, replace: { count: words.number(spot.events) } }), persons: persons(spot.persons) })}</b><span>{t("heatmap.openHint")}</span>
      </div>
    </>
  );
}
