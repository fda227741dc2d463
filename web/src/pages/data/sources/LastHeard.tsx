import { useTranslation } from "react-i18next";
import { useWords } from "../../../hooks/use_words";
import { hourMs, hoursSince } from "../../../lib/sources";

// How long ago the hour was in which something came last; the hour itself when pointed at.
export function LastHeard({ heard, now }: { heard: string; now: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const hours = hoursSince(heard, now);
  const end = new Date(Date.parse(heard) + hourMs).toISOString();
  return <time className="nowrap" dateTime={heard} title={t("sources.hour", { from: words.instant(heard), to: words.instant(end) })}>{hours === 0 ? t("sources.thisHour") : words.hoursAgo(hours)}</time>;
}
