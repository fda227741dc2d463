import { Card, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { EffectOf } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { useSteady } from "../../hooks/use_steady";
import { compareOption, metrics, valueOf, type CompareMetric, type Side } from "../../lib/compare";
import { useFigureWords } from "./use_figure_words";

interface Props { metric: CompareMetric; sides: readonly Side[]; onMetric: (metric: CompareMetric) => void; onOpen: (side: Side, of: EffectOf) => void }

// Whom a bar opens: those whom its figure counts, or who reached the goal.
const behind = (metric: CompareMetric): EffectOf => (metric === "opened" || metric === "clicked" ? metric : "converted");

export function CompareChart({ metric, sides, onMetric, onOpen }: Props) {
  const { t } = useTranslation();
  const { chart } = usePreferences();
  const say = useFigureWords();
  const known = sides.some((side) => valueOf(metric, side) !== undefined);
  const option = useSteady([metric, sides, chart, say], () => compareOption(metric, sides, chart, { value: (value) => say.value(metric, value), to: (low, high) => t("effect.return.interval", { low, high }) }));
  const title = t(`compare.metric.${metric}`);
  return (
    <Card>
      <Segmented<CompareMetric> size="small" className="wraps" value={metric} onChange={onMetric} options={metrics.map((value) => ({ value, label: <span data-testid={`metric-${value}`}>{t(`compare.metric.${value}`)}</span> }))} />
      {known
        ? <Chart option={option} height={48 * sides.length + 44} label={title} onPick={(_, index) => sides[index] && onOpen(sides[index], behind(metric))} />
        : <p className="meta compare-none" data-testid="compare-none">{t("compare.none")} {t(`compare.noneWhy.${metric}`)}</p>}
    </Card>
  );
}
