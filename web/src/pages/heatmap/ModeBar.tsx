import { DesktopOutlined, MobileOutlined, TabletOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { HeatmapAnswer, HeatmapWidth } from "../../api/types";
import { useWords } from "../../hooks/use_words";
import { deviceOf, heatmapKinds, type HeatmapMode } from "../../lib/heatmap";

interface Props {
  answer: HeatmapAnswer;
  mode: HeatmapMode;
  onMode: (mode: HeatmapMode) => void;
  width: number | undefined;
  onWidth: (width: number | undefined) => void;
}

const icons = { phone: <MobileOutlined />, tablet: <TabletOutlined />, desktop: <DesktopOutlined /> };
const modes: readonly HeatmapMode[] = [...heatmapKinds, "scroll"];
const all = -1;

// What the map is of, and of which width of the window; with how many views each has.
export function ModeBar({ answer, mode, onMode, width, onWidth }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const edges = ({ from, to }: HeatmapWidth) => (from === undefined ? (to === undefined ? t("heatmap.device.all") : t("heatmap.below", { to })) : to === undefined ? t("heatmap.from", { from }) : t("heatmap.between", { from, to }));
  const option = (one: HeatmapWidth, value: number) => ({
    value, icon: icons[deviceOf(one)],
    label: <span data-testid={`width-${value}`} title={t("heatmap.widthViews", { width: `${t(`heatmap.device.${deviceOf(one)}`)}, ${edges(one)}`, views: words.number(one.views.events), clicks: words.number(one.clicks.events) })}>{words.compact(one.views.events)}</span>,
  });
  return (
    <div className="heatmap-bar">
      <Segmented<HeatmapMode> className="wraps" value={mode} onChange={onMode} aria-label={t("heatmap.modeLabel")}
        options={modes.map((value) => ({ value, label: <span data-testid={`mode-${value}`} title={t(`heatmap.modeHint.${value}`)}>{t(`heatmap.mode.${value}`)}</span> }))} />
      {answer.widths.length > 1 && (
        <Segmented<number> className="wraps" value={width ?? all} onChange={(value) => onWidth(value === all ? undefined : value)} aria-label={t("heatmap.widthLabel")}
          options={[{ value: all, label: <span data-testid="width-all">{t("heatmap.device.all")}</span> }, ...answer.widths.map(option)]} />
      )}
    </div>
  );
}
