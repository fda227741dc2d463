// Appearance and language: kept in the browser, and the language with the operator too. What the system asks for.
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../api/types";
import { useMedia } from "../hooks/use_media";
import { applyLanguage } from "../i18n";
import { chartThemes, type ChartTheme } from "../lib/palette";

export type Appearance = "system" | "light" | "dark";
interface Preferences {
  appearance: Appearance;
  setAppearance: (appearance: Appearance) => void;
  dark: boolean;
  still: boolean; // the system asks for less motion
  chart: ChartTheme;
  language: Language;
  setLanguage: (language: Language) => void;
}

const Context = createContext<Preferences | undefined>(undefined);
const kept = "throng.appearance";

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  const still = useMedia("(prefers-reduced-motion: reduce)");
  const [appearance, setAppearance] = useState<Appearance>(() => (localStorage.getItem(kept) as Appearance | null) ?? "system");
  const dark = appearance === "dark" || (appearance === "system" && systemDark);
  const language: Language = i18n.language === "en" ? "en" : "zh-CN";
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  }, [dark]);
  const value = useMemo<Preferences>(
    () => ({
      appearance,
      setAppearance: (wanted) => {
        localStorage.setItem(kept, wanted);
        setAppearance(wanted);
      },
      dark,
      still,
      chart: dark ? chartThemes.dark : chartThemes.light,
      language,
      setLanguage: applyLanguage,
    }),
    [appearance, dark, still, language],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function usePreferences(): Preferences {
  const value = useContext(Context);
  if (!value) throw new Error("no preferences above");
  return value;
}
