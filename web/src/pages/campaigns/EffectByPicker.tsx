import { Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { effectBys, type EffectView } from "../../lib/effect";
import { choicesOf, isPartKind, kindsOf, mostSegments, type Partings } from "../../lib/effect_parts";

export interface EffectChoice { by: EffectView; chosen: string[] } // of layers, tag and segments: ids
interface Props { value: EffectChoice; partings: Partings | undefined; onBy: (by: EffectView) => void; onChosen: (chosen: string[]) => void }

// By what the effect is told apart; of layers and tags which one, of segments which.
export function EffectByPicker({ value: { by, chosen }, partings, onBy, onChosen }: Props) {
  const { t } = useTranslation();
  const kinds = partings ? kindsOf(partings) : [];
  const options = [...effectBys, ...kinds].map((value) => ({ value, label: <span data-testid={`by-${value}`}>{t(`effect.by.${value}`)}</span> }));
  const shared = { showSearch: true, optionFilterProp: "label", className: "effect-parting", "data-testid": "effect-parting", "aria-label": t(`effect.by.${by}`) };
  return (
    <div className="effect-by">
      <Segmented<EffectView> size="small" className="wraps" value={by} onChange={onBy} options={options} />
      {partings && isPartKind(by) && (by === "segments"
        ? <Select<string[]> mode="multiple" maxCount={mostSegments} size="small" {...shared} value={chosen} placeholder={t("effect.parts.choose")} options={choicesOf(by, partings)} onChange={onChosen} />
        : <Select<string> size="small" {...shared} value={chosen[0]!} options={choicesOf(by, partings)} onChange={(id) => onChosen([id])} />)}
    </div>
  );
}
