import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { BucketUnit } from "../api/types";
import { usePreferences } from "../app/preferences";
import { useSession } from "../app/session";
import { useAskedZone } from "./use_asked_zone";
import * as format from "../lib/format";

// Numbers, times and names in the operator's language and the project's time zone.
export function useWords() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { project } = useSession();
  const asked = useAskedZone();
  return useMemo(() => {
    const zone = asked ?? project.time_zone;
    const label = (text: string) => (text === "$none" ? t("label.none") : text === "$other" ? t("label.other") : text);
    return {
      number: (v: number | null | undefined, digits?: number) => format.number(language, v, digits),
      compact: (v: number) => format.compact(language, v),
      percent: (v: number | null | undefined, digits?: number) => format.percent(language, v, digits),
      instant: (iso: string | null | undefined) => format.instant(language, zone, iso),
      clock: (iso: string) => format.clock(language, zone, iso),
      day: (iso: string) => format.longDay(language, zone, iso),
      dayKey: (iso: string) => format.dayKey(zone, iso),
      bucket: (iso: string, unit: BucketUnit) => format.bucketName(language, zone, iso, unit),
      span: (ms: number | null | undefined) => format.span(language, ms),
      label,
      hoursAgo: (hours: number) => format.hoursAgo(language, hours),
      labels: (texts: readonly string[]) => texts.map(label).join(" / "), // of several breakdowns
      event: (name: string) => t(`event.${name}`, { defaultValue: name }),
    };
  }, [t, language, asked, project.time_zone]);
}
export type PageWords = ReturnType<typeof useWords>;
