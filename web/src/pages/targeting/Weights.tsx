import { Button, Card, InputNumber, Segmented, Slider } from "antd";
import { useTranslation } from "react-i18next";
import { firstWeight, mostWeight, targetingMeasures, type GrowthDays, type TargetingChange, type TargetingSetting } from "../../lib/targeting";

const sliderEnd = 10; // the number beside it reaches further

// How much every measure counts.
export function Weights({ setting, onChange }: { setting: TargetingSetting; onChange: (part: TargetingChange) => void }) {
  const { t } = useTranslation();
  const { weights, growth } = setting;
  const isEven = targetingMeasures.every((measure) => weights[measure] === firstWeight);
  const even = Object.fromEntries(targetingMeasures.map((measure) => [measure, firstWeight])) as TargetingSetting["weights"];
  return (
    <Card title={t("targeting.weights")} size="small" extra={<Button size="small" type="text" disabled={isEven} onClick={() => onChange({ weights: even })} data-testid="weights-even">{t("targeting.even")}</Button>}>
      <div className="weights">
        {targetingMeasures.map((measure) => {
          const set = (value: number | null) => onChange({ weights: { [measure]: value ?? 0 } });
          const label = t("targeting.weight", { measure: t(`targeting.measure.${measure}`) });
          return (
            <div key={measure} className="weight" title={t(`targeting.hint.${measure}`)}>
              <span>{t(`targeting.measure.${measure}`)}</span>
              <Slider min={0} max={Math.max(sliderEnd, weights[measure])} value={weights[measure]} onChange={set} ariaLabelForHandle={label} />
              <InputNumber size="small" min={0} max={mostWeight} precision={0} value={weights[measure]} onChange={set} aria-label={label} data-testid={`weight-${measure}`} />
            </div>
          );
        })}
        <div className="weight since"><span>{t("targeting.growthSince")}</span><Segmented<GrowthDays> size="small" value={growth} onChange={(days) => onChange({ growth: days })} options={([7, 30] as const).map((value) => ({ value, label: t("targeting.days", { count: value }) }))} /></div>
      </div>
      <p className="meta">{t("targeting.weightsHint")}</p>
    </Card>
  );
}
