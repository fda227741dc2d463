import { useRuleWords } from "../../hooks/use_rule_words";
import type { FilterForm } from "../../lib/filter";

// What a rule says, as a sentence.
export function RuleWords({ form }: { form: FilterForm }) {
  const { rule } = useRuleWords([form]);
  return <span className="rule-words" data-testid="rule-words">{rule(form)}</span>;
}
