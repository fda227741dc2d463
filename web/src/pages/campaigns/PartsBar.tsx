import type { ReactNode } from "react";
import { useWords } from "../../hooks/use_words";
import type { Tone } from "../../lib/campaigns";

interface Piece { key: string; count: number; tone: Tone; title: string }

// One bar of all that there is, a piece for each part.
export function PartsBar({ pieces, label }: { pieces: readonly Piece[]; label: string }) {
  const words = useWords();
  const all = pieces.reduce((sum, one) => sum + one.count, 0);
  return (
    <div className="parts-bar" role="img" aria-label={label}>
      {pieces.filter((one) => one.count > 0).map((one) => <i key={one.key} className={`tone ${one.tone}`} style={{ flexGrow: one.count / Math.max(all, 1) }} title={`${one.title}: ${words.number(one.count)}`} />)}
    </div>
  );
}

export function PartLine({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <li className="part-line"><i className={`tone ${tone}`} />{children}</li>;
}
