import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { EventMatch } from "../api/types";
import { matchFromJson } from "../lib/filter";
import { useWords } from "./use_words";

// What a match is called on an axis: its events, and how many conditions they must pass.
export function useMatchName() {
  const { t } = useTranslation();
  const words = useWords();
  return useCallback(
    (match: EventMatch) => {
      const { events, where } = matchFromJson(match as never);
      const name = events.length === 0 ? t("builder.anyEvent") : events.map(words.event).join(" / ");
      return where.items.length > 0 ? `${name} (${t("builder.filters", { count: where.items.length })})` : name;
    },
    [t, words],
  );
}
