import { Card } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HeatmapElement } from "../../api/types";
import type { Shown } from "../../components/AnalysisFrame";
import { useWords } from "../../hooks/use_words";
import { countOf, isScroll, nameOfElement, stageOf, type HeatmapMode } from "../../lib/heatmap";
import { readablePath } from "../../lib/format";
import { AddressBar } from "./AddressBar";
import type { BackdropKind } from "./Backdrop";
import { DepthList } from "./DepthList";
import { ElementList } from "./ElementList";
import { Legend } from "./Legend";
import { MapTools } from "./MapTools";
import { ModeBar } from "./ModeBar";
import { PictureBar } from "./PictureBar";
import { Stage } from "./Stage";
import { usePicture } from "./use_picture";

// The map with what it is of and what lies behind it, and beside it the same as a list.
export function MapCard(shown: Shown<"heatmap">) {
  const { answer, asked, open, meta, choice, choose, ask } = shown;
  const { t } = useTranslation();
  const words = useWords();
  const mode: HeatmapMode = isScroll(choice) ? "scroll" : asked.kind;
  const edges = asked.width === undefined ? undefined : answer.widths[asked.width];
  const picture = usePicture(asked.page, edges);
  const [backdrop, setBackdrop] = useState<BackdropKind>();
  const [live, setLive] = useState<string>();
  const [opacity, setOpacity] = useState(0.8);
  const [numbered, setNumbered] = useState(true);
  const [lit, setLit] = useState<string>();
  const behind = backdrop ?? (picture.url ? "picture" : "plain");
  const stage = stageOf(answer, asked);

  const openElement = (element: HeatmapElement, kind = asked.kind) => open({ kind, selector: element.selector }, `${t(`heatmap.mode.${kind}`)} · ${nameOfElement(element)}`);
  const openDepth = (depth: number) => open({ kind: "view", depth }, `${t("heatmap.views")} · ${t("heatmap.deep", { depth: words.percent(answer.depths[depth]!.depth, 0) })}`);
  return (
    <Card title={<><span>{readablePath(asked.page)}</span> {meta}</>} className="titled heatmap">
      <ModeBar answer={answer} mode={mode} width={asked.width} onWidth={(width) => ask({ width: width as number })}
        onMode={(wanted) => (wanted === "scroll" ? choose({ ...choice, map: "scroll" }) : ask({ kind: wanted }, { ...choice, map: "clicks" }))} />
      <MapTools behind={behind} onBehind={setBackdrop} opacity={opacity} onOpacity={setOpacity} numbered={numbered} onNumbered={mode === "scroll" ? undefined : setNumbered} />
      {asked.width === undefined && asked.widths.length > 0 && <p className="meta">{t("heatmap.mixed")}</p>}
      {behind === "live" && <AddressBar question={asked} choice={choice} choose={choose} live={live} onLive={setLive} />}
      {behind === "picture" && <PictureBar picture={picture} width={stage.width} />}
      <div className="heatmap-map">
        <div>
          <Stage answer={answer} asked={asked} mode={mode} stage={stage} opacity={opacity} numbered={numbered} lit={lit} onLit={setLit} behind={behind} live={live} picture={picture}
            openSpot={(spot) => open({ kind: asked.kind, spot: { x: spot.x, y: spot.y } }, t("heatmap.spotTitle", { mode: t(`heatmap.mode.${asked.kind}`) }))} openElement={openElement} openDepth={openDepth} />
          <Legend answer={answer} mode={mode} />
        </div>
        {mode === "scroll" ? <DepthList depths={answer.depths} open={openDepth} />
          : <ElementList elements={answer.elements} all={countOf(answer, asked.kind).events} lit={lit} onLit={setLit} open={openElement} />}
      </div>
    </Card>
  );
}
