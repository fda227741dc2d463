import { useWords } from "../hooks/use_words";
import { change } from "../lib/trend";

// By how much a number rose or fell since the earlier one.
export function Change({ now, before }: { now: number | null | undefined; before: number | null | undefined }) {
  const words = useWords();
  const share = change(now, before);
  if (share === undefined) return null;
  const way = share > 0 ? "up" : share < 0 ? "down" : "same";
  return <span className={`change ${way}`}>{{ up: "▲", down: "▼", same: "■" }[way]} {words.percent(Math.abs(share))}</span>;
}
