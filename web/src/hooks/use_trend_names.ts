import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { TrendQuestion, TrendSeries, TrendSeriesQuestion } from "../api/types";
import { needsProperty } from "../lib/question_url";
import { letterOf } from "../lib/trend";
import { useMatchName } from "./use_match_name";
import { useWords } from "./use_words";

// What the rows of a trend question, and the series of its answer, are called.
export function useTrendNames(question: TrendQuestion | undefined) {
  const { t } = useTranslation();
  const words = useWords();
  const nameOf = useMatchName();
  const say = useCallback((one: TrendSeriesQuestion) => {
    const measure = needsProperty(one.measure) ? t("trend.of", { measure: t(`measure.${one.measure}`), property: one.property }) : t(`measure.${one.measure}`);
    return one.name || `${nameOf(one.match)} · ${measure}`;
  }, [t, nameOf]);
  return useMemo(() => {
    const several = (question?.series.length ?? 0) + (question?.formulas.length ?? 0) > 1;
    const row = (one: Pick<TrendSeries, "index" | "formula">) => {
      if (one.formula) return question?.formulas[one.index]?.name || question?.formulas[one.index]?.expression || "";
      const asked = question?.series[one.index];
      return asked ? say(asked) : "";
    };
    const badge = (one: Pick<TrendSeries, "index" | "formula">) => (one.formula ? `ƒ${one.index + 1}` : letterOf(one.index));
    const line = (one: TrendSeries) => {
      const said = one.labels.length === 0 ? row(one) : words.labels(one.labels);
      return several ? `${badge(one)}  ${said}` : said;
    };
    return { several, row, badge, line };
  }, [question, say, words]);
}
export type TrendNames = ReturnType<typeof useTrendNames>;
