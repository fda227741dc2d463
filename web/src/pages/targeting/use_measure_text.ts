import type { TargetingMeasure } from "../../api/targeting";
import { useWords } from "../../hooks/use_words";

// A measure's value as people read it.
export function useMeasureText() {
  const words = useWords();
  return (measure: TargetingMeasure, value: number | null | undefined): string => {
    if (typeof value !== "number") return "–";
    if (measure === "size") return words.number(value);
    if (measure === "value") return words.number(value, 2);
    if (measure === "growth") return `${value > 0 ? "+" : ""}${words.percent(value)}`;
    return words.percent(value);
  };
}
