import { useTranslation } from "react-i18next";
import type { HeatmapDepth } from "../../api/types";
import { useWords } from "../../hooks/use_words";
import { depthOfShare, scrollGradient } from "../../lib/heatmap";

// How many saw each part of the page, as colour from top to bottom, and where three, two and one quarter of them stopped.
export function ScrollBands({ depths, opacity }: { depths: HeatmapDepth[]; opacity: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const lines = [0.75, 0.5, 0.25].flatMap((share) => {
    const depth = depthOfShare(depths, share);
    return depth === undefined ? [] : [{ share, depth }];
  });
  return (
    <>
      <div className="heatmap-heat" style={{ background: scrollGradient(depths), opacity: opacity * 0.7 }} data-testid="scroll-bands" />
      {lines.map(({ share, depth }) => <div key={share} className="heatmap-line" style={{ top: `${depth * 100}%` }} data-testid="scroll-line"><span>{t("heatmap.lineShare", { share: words.percent(share, 0) })}</span></div>)}
    </>
  );
}
