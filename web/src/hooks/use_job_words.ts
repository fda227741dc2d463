import { useTranslation } from "react-i18next";
import type { JobView } from "../api/types";
import { isReplay, replayed } from "../lib/quarantine";
import { useWords } from "./use_words";

// What a job has to say for itself, in the operator's language where its kind is known.
export function useJobWords(): (job: JobView) => string {
  const { t } = useTranslation();
  const words = useWords();
  return (job) => {
    const counts = isReplay(job) ? replayed(job.message) : undefined;
    return counts ? t("quarantine.result", Object.fromEntries(Object.entries(counts).map(([of, count]) => [of, words.number(count as number)]))) : job.message;
  };
}
