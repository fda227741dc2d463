import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../api/types";
import { en } from "./en";
import { zh } from "./zh";

const kept = "throng.language";

export function startLanguage(): Language {
  const saved = localStorage.getItem(kept);
  if (saved === "zh-CN" || saved === "en") return saved;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export function applyLanguage(language: Language) {
  localStorage.setItem(kept, language);
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

export async function startI18n() {
  const language = startLanguage();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    showSupportNotice: false,
    resources: { en: { translation: en }, "zh-CN": { translation: zh } },
    interpolation: { escapeValue: false },
  });
}
