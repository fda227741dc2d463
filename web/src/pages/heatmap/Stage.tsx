import { useEffect, useRef, useState, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import type { HeatmapAnswer, HeatmapElement, HeatmapQuestion, HeatmapSpot } from "../../api/types";
import { useWidth } from "../../hooks/use_width";
import { useWords } from "../../hooks/use_words";
import { badgesOf, depthIndexAt, rulerOf, spotAt, type HeatmapMode, type Stage as Size } from "../../lib/heatmap";
import { Backdrop, type BackdropKind } from "./Backdrop";
import { Badges } from "./Badges";
import { HeatCanvas } from "./HeatCanvas";
import { ScrollBands } from "./ScrollBands";
import { Tip } from "./Tip";
import type { Picture } from "./use_picture";

interface Props {
  answer: HeatmapAnswer;
  asked: HeatmapQuestion;
  mode: HeatmapMode;
  stage: Size;
  opacity: number;
  numbered: boolean;
  lit: string | undefined; // the element that is pointed at, here or in the list
  onLit: (selector: string | undefined) => void;
  behind: BackdropKind;
  live: string | undefined;
  picture: Picture;
  openSpot: (spot: HeatmapSpot) => void;
  openElement: (element: HeatmapElement) => void;
  openDepth: (depth: number) => void;
}
const rulerWidth = 44;

// The page in its own pixels, made to fit the column; it scrolls in its frame, the page in it does not.
export function Stage({ answer, asked, mode, stage, opacity, numbered, lit, onLit, behind, live, picture, openSpot, openElement, openDepth }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { ref, width } = useWidth<HTMLDivElement>();
  const [point, setPoint] = useState<{ x: number; y: number }>();
  const scale = Math.min(1, Math.max(0, width - rulerWidth) / stage.width);
  const scroll = mode === "scroll";
  const frame = useRef<HTMLDivElement>(null);

  const inPage = (event: MouseEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
  };
  const click = (event: MouseEvent) => {
    const at = inPage(event);
    if (scroll) return answer.depths[0]?.views.events ? openDepth(depthIndexAt(answer.depths, at.y / stage.height)) : undefined;
    const spot = spotAt(answer.spots, asked, stage, at);
    if (spot) openSpot(spot);
  };
  // What is pointed at in the list comes into view.
  const badge = lit === undefined ? undefined : badgesOf(answer.elements, stage).find(({ element }) => element.selector === lit);
  useEffect(() => {
    const box = frame.current;
    if (!badge || !box || box.matches(":hover")) return;
    const y = badge.y * scale;
    if (y < box.scrollTop || y > box.scrollTop + box.clientHeight) box.scrollTo({ top: y - box.clientHeight / 2 });
  }, [badge?.rank]);

  const nothing = scroll ? !answer.depths[0]?.views.events : answer.spots.length === 0;
  return (
    <div className="heatmap-frame" ref={frame}>
      <div ref={ref} className="heatmap-inner">
        <div className="heatmap-ruler" style={{ height: stage.height * scale }} aria-hidden>{rulerOf(stage, scale).map((y) => <span key={y} style={{ top: y * scale }}>{words.number(y)}</span>)}</div>
        <div className="heatmap-stage" data-behind={behind} role="img" aria-label={t("heatmap.stage", { page: asked.page, width: stage.width, height: stage.height })} style={{ width: stage.width * scale, height: stage.height * scale }}
          onPointerMove={(event) => setPoint(inPage(event))} onPointerLeave={() => setPoint(undefined)} onClick={click} data-testid="heatmap-stage" data-width={stage.width}>
          <Backdrop kind={behind} stage={stage} scale={scale} picture={picture.url} live={live} />
          {scroll ? !nothing && <ScrollBands depths={answer.depths} opacity={opacity} /> : <HeatCanvas spots={answer.spots} asked={asked} stage={stage} opacity={opacity} />}
          {answer.viewport_height !== undefined && answer.viewport_height < stage.height && <div className="heatmap-line fold" style={{ top: answer.viewport_height * scale }}><span>{t("heatmap.fold", { count: answer.viewport_height, replace: { count: words.number(answer.viewport_height, 0) } })}</span></div>}
          {!scroll && numbered && <Badges elements={answer.elements} stage={stage} scale={scale} lit={lit} onLit={onLit} open={openElement} />}
          {point && !nothing && <Tip answer={answer} asked={asked} stage={stage} scale={scale} point={point} scroll={scroll} />}
          {nothing && <p className="heatmap-nothing">{t(scroll ? "heatmap.noDepths" : "heatmap.noSpots")}</p>}
        </div>
      </div>
    </div>
  );
}
