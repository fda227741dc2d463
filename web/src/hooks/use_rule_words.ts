import { useTranslation } from "react-i18next";
import { layers } from "../api/layers";
import { useSchema } from "../app/schema";
import type { FilterForm } from "../lib/filter";
import { namesLayers, ruleWords } from "../lib/rule_words";
import { useLoad } from "./use_load";
import { useWords } from "./use_words";

// Rules as sentences, with the names of what they name. `forms`: those that will be said.
export function useRuleWords(forms: readonly FilterForm[]) {
  const { t } = useTranslation();
  const { event } = useWords();
  const { segments, tags } = useSchema();
  const schemes = useLoad(forms.some(namesLayers) ? "layers" : undefined, layers.list);
  const named = (list: { id: string; name: string }[] | undefined) => (id: string) => list?.find((one) => one.id === id)?.name ?? (id || t("rule.unknown"));
  return ruleWords(t, { event, segment: named(segments), tag: named(tags), scheme: named(schemes.data?.schemes) });
}
