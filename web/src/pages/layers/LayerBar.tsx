import type { LayerView } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { useWords } from "../../hooks/use_words";
import { sumOf } from "../../lib/layers";

interface Props { layers: readonly LayerView[]; onPick: (layer: string) => void }

// The layers beside each other, as wide as they are large, and what each is.
export function LayerBar({ layers, onPick }: Props) {
  const words = useWords();
  const { chart } = usePreferences();
  const all = sumOf(layers);
  const color = (i: number) => (i === layers.length - 1 ? chart.muted : chart.colors[i % chart.colors.length]);
  return (
    <div className="layer-bar">
      <div className="layer-strip" aria-hidden="true">
        {layers.map((one, i) => one.persons > 0 && <i key={one.name} style={{ flexGrow: one.persons, background: color(i) }} title={`${one.name}: ${words.number(one.persons)}`} />)}
      </div>
      <div className="layer-names">
        {layers.map((one, i) => (
          <button key={one.name} type="button" className="number-button" disabled={one.persons === 0} onClick={() => onPick(one.name)} data-testid="layer-size">
            <i style={{ background: color(i) }} />{one.name} <b>{words.number(one.persons)}</b> <small>{words.percent(all > 0 ? one.persons / all : null)}</small>
          </button>
        ))}
      </div>
    </div>
  );
}
