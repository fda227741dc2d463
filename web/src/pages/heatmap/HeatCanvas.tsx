import { useEffect, useRef } from "react";
import { useSteady } from "../../hooks/use_steady";
import { densityOf, paintDensity, type Stage } from "../../lib/heatmap";
import type { HeatmapQuestion, HeatmapSpot } from "../../api/types";

interface Props {
  spots: HeatmapSpot[];
  asked: HeatmapQuestion;
  stage: Stage;
  opacity: number;
}

// The heat as a small picture that the browser stretches over the stage: bells have no edges that would show it.
export function HeatCanvas({ spots, asked, stage, opacity }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const density = useSteady([spots, asked.columns, asked.row, stage.width, stage.height], () => densityOf(spots, asked, stage));
  useEffect(() => {
    const { width, height } = canvas.current!;
    canvas.current!.getContext("2d")!.putImageData(new ImageData(paintDensity(density), width, height), 0, 0);
  }, [density]);
  return <canvas ref={canvas} className="heatmap-heat" width={density.columns} height={density.rows} style={{ opacity }} data-testid="heat-canvas" />;
}
