import { useTranslation } from "react-i18next";
import type { TargetView } from "../../api/targeting";
import { useWords } from "../../hooks/use_words";
import { partOf, targetingMeasures } from "../../lib/targeting";
import { useMeasureText } from "./use_measure_text";

// What each measure adds to the score of one audience.
export function WhyScore({ target }: { target: TargetView }) {
  const { t } = useTranslation();
  const words = useWords();
  const text = useMeasureText();
  const points = (share: number | null | undefined) => (typeof share === "number" ? words.number(share * 100, 1) : "–");
  return (
    <div className="why-score" data-testid="why-score">
      <p className="meta">{t("targeting.whyHint")}</p>
      <table>
        <thead><tr><th /><th>{t("targeting.value")}</th><th>{t("targeting.standing")}</th><th>{t("targeting.part")}</th></tr></thead>
        <tbody>
          {targetingMeasures.map((measure) => {
            const part = partOf(target, measure);
            return (
              <tr key={measure}>
                <th title={t(`targeting.hint.${measure}`)}>{t(`targeting.measure.${measure}`)}</th>
                <td>{text(measure, part?.value)}</td>
                <td><span className="standing"><i style={{ width: `${(part?.standing ?? 0) * 100}%` }} /></span>{points(part?.standing)}</td>
                <td data-testid={`part-${measure}`}>{points(part?.part)}</td>
              </tr>
            );
          })}
          <tr className="total"><th>{t("targeting.score")}</th><td /><td /><td><b>{points(target.score)}</b></td></tr>
        </tbody>
      </table>
      {target.score === undefined && <p className="meta">{t("targeting.noScore")}</p>}
    </div>
  );
}
