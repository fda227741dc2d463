import { useTranslation } from "react-i18next";
import type { Loaded } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

// How many a playbook would reach now, in words.
export function Reach({ reach: { data, error, loading }, can }: { reach: Loaded<number>; can: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const said = !can || error !== undefined ? t("playbooks.uncounted") : data === undefined ? t("playbooks.counting") : data === 0 ? t("playbooks.nobody") : t("playbooks.now", { count: data, replace: { count: words.number(data) } });
  return <b data-testid="playbook-reach" aria-busy={can && (loading || (data === undefined && error === undefined))}>{said}</b>;
}
