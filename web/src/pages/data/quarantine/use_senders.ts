import { useTranslation } from "react-i18next";

const replay = "replay"; // where events come from that were read in again, and kept aside again

// Where events come from, by the names that the quarantine has for it, as people call it.
export function useSenders() {
  const { t } = useTranslation();
  const { import: _, ...protocols } = t("sources.name", { returnObjects: true }) as Record<string, string>;
  const names: Record<string, string> = { ...protocols, [replay]: t("quarantine.replaySource") };
  return { all: Object.keys(names), called: (source: string) => names[source] ?? source };
}
