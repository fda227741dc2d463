import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "../../hooks/use_words";
import { isPersonFigure, spanOf, valueOf, type FigureKey, type Side } from "../../lib/compare";
import { sayPersons, sayPoints, sayUplift, verdictOf } from "../../lib/effect";

// Figures as people read them: by itself, and in its cell.
export function useFigureWords() {
  const { t } = useTranslation();
  const words = useWords();
  return useMemo(() => {
    const value = (key: FigureKey, of: number): string => {
      if (isPersonFigure(key)) return words.percent(of);
      if (key === "uplift") return sayPoints(of, words);
      return key === "roi" ? words.percent(of, 0) : words.number(of);
    };
    const cell = (key: FigureKey, side: Side): ReactNode => {
      const found = valueOf(key, side);
      if (found === undefined) return "–";
      const { group } = side.outcome!;
      if (isPersonFigure(key)) return sayPersons(group, key, words);
      const span = spanOf(key, side);
      const verdict = key === "uplift" && verdictOf(group.uplift!);
      return (
        <span className="compare-figure" title={verdict ? sayUplift(group.uplift!, t, words) : undefined}>
          <span className={verdict ? `uplift-${verdict}` : ""}>{value(key, found)}</span>
          {span && <small>{t("effect.return.interval", { low: value(key, span.low), high: value(key, span.high) })}</small>}
          {verdict && <small>{t(`effect.verdict.${verdict}`)}</small>}
        </span>
      );
    };
    const name = (key: FigureKey): string => {
      if (isPersonFigure(key)) return t(`effect.of.${key}`);
      if (key === "cost" || key === "roi") return t(`effect.return.${key}`);
      return t(`compare.metric.${key}`);
    };
    return { value, cell, name };
  }, [t, words]);
}
