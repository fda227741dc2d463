import { useTranslation } from "react-i18next";
import { useWords } from "../hooks/use_words";
import { hoursSince } from "../lib/sources";

// How long ago something was; the moment itself when pointed at.
export function When({ at }: { at: string | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  if (at === undefined) return <>–</>;
  const hours = hoursSince(at, Date.now());
  return <time className="nowrap" dateTime={at} title={words.instant(at)}>{hours === 0 ? t("sources.thisHour") : words.hoursAgo(hours)}</time>;
}
