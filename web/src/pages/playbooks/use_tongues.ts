import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../api/types";
import { usePreferences } from "../../app/preferences";

export const tongueNames: Record<Language, string> = { "zh-CN": "中文", en: "English" };

// The words of both languages, the operator's first: what one set up in the other language is found again.
export function useTongues(): [TFunction, TFunction] {
  const { i18n } = useTranslation();
  const { language } = usePreferences();
  return useMemo(() => [i18n.getFixedT(language), i18n.getFixedT(language === "en" ? "zh-CN" : "en")], [i18n, language]);
}
