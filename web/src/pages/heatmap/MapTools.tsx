import { Segmented, Slider, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { backdropKinds, type BackdropKind } from "./Backdrop";

interface Props {
  behind: BackdropKind;
  onBehind: (kind: BackdropKind) => void;
  opacity: number;
  onOpacity: (opacity: number) => void;
  numbered: boolean;
  onNumbered: ((numbered: boolean) => void) | undefined; // absent where there are no elements
}

// What lies behind the heat, and how strong that is.
export function MapTools({ behind, onBehind, opacity, onOpacity, numbered, onNumbered }: Props) {
  const { t } = useTranslation();
  return (
    <div className="heatmap-bar heatmap-tools">
      <span className="row"><span>{t("heatmap.backdrop")}</span>
        <Segmented<BackdropKind> size="small" value={behind} onChange={onBehind} options={backdropKinds.map((value) => ({ value, label: <span data-testid={`behind-${value}`}>{t(`heatmap.${value}`)}</span> }))} />
      </span>
      <span className="row"><span>{t("heatmap.opacity")}</span><Slider className="heatmap-opacity" min={0} max={1} step={0.05} value={opacity} onChange={onOpacity} tooltip={{ open: false }} ariaLabelForHandle={t("heatmap.opacity")} /></span>
      {onNumbered && <label className="row"><Switch size="small" checked={numbered} onChange={onNumbered} data-testid="numbered" />{t("heatmap.badges")}</label>}
    </div>
  );
}
