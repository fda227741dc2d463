import { useTranslation } from "react-i18next";
import { layers } from "../../api/layers";
import { useSchema } from "../../app/schema";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import type { FilterForm } from "../../lib/filter";
import { namesLayers, ruleWords } from "../../lib/rule_words";

// What a rule says, as a sentence.
export function RuleWords({ form }: { form: FilterForm }) {
  const { t } = useTranslation();
  const { event } = useWords();
  const { segments, tags } = useSchema();
  const schemes = useLoad(namesLayers(form) ? "layers" : undefined, layers.list);
  const named = (list: { id: string; name: string }[] | undefined) => (id: string) => list?.find((one) => one.id === id)?.name ?? (id || t("rule.unknown"));
  return <span className="rule-words" data-testid="rule-words">{ruleWords(form, t, { event, segment: named(segments), tag: named(tags), scheme: named(schemes.data?.schemes) })}</span>;
}
