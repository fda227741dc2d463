import { useTranslation } from "react-i18next";
import type { Stage } from "../../lib/heatmap";

export const backdropKinds = ["plain", "picture", "live"] as const;
export type BackdropKind = (typeof backdropKinds)[number];

interface Props {
  kind: BackdropKind;
  stage: Stage;
  scale: number;
  picture: string | undefined; // its address
  live: string | undefined; // the page's address, once somebody asked for it
}

// What the heat lies on. A live page runs its own scripts on its own origin; it cannot leave its frame, open windows, send forms or
// learn where it stands, and nothing in it can be clicked.
export function Backdrop({ kind, stage, scale, picture, live }: Props) {
  const { t } = useTranslation();
  if (kind === "picture" && picture) return <img className="heatmap-picture" src={picture} alt={t("heatmap.picture")} data-testid="heatmap-picture" />;
  if (kind !== "live" || !live) return <div className="heatmap-plain" style={{ backgroundSize: `${100 * scale}px ${100 * scale}px` }} />;
  return (
    <iframe key={live} className="heatmap-live" src={live} title={t("heatmap.live")} sandbox="allow-scripts allow-same-origin" allow="" referrerPolicy="no-referrer" scrolling="no" tabIndex={-1} aria-hidden
      style={{ width: stage.width, height: stage.height, transform: `scale(${scale})` }} data-testid="heatmap-live" />
  );
}
