import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AttributionModel } from "../api/types";
import { useWords } from "./use_words";

// Channels and models as people call them.
export function useAttributionNames() {
  const { t } = useTranslation();
  const words = useWords();
  return useMemo(() => ({
    channel: (channel: string) => (channel === "$none" ? t("attribution.none") : words.label(channel)),
    model: (model: AttributionModel) => t(`attribution.model.${model}`),
  }), [t, words]);
}
