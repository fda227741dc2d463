import { useTranslation } from "react-i18next";
import type { TagView } from "../../api/tags";
import { useRuleWords } from "../../hooks/use_rule_words";
import { useWords } from "../../hooks/use_words";
import { formFromFilter, matchFromJson } from "../../lib/filter";
import { sayWindow } from "../../lib/window";

// Why somebody has these values of a tag, and as of when.
export function TagWhy({ tag, values }: { tag: TagView; values: string[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const forms = tag.rules.map((one) => formFromFilter(one.filter));
  const said = useRuleWords(forms);
  const rule = (value: string) => {
    const at = tag.rules.findIndex((one) => one.value === value);
    return at < 0 ? t("person.why.ruleGone", { value }) : t("person.why.rule", { value, n: at + 1, of: tag.rules.length, words: said.rule(forms[at]!) });
  };
  const { statistic } = tag;
  const counted = statistic && [t(`tags.measure.${statistic.measure}`), statistic.property, statistic.measure.startsWith("trait") ? "" : `· ${said.match(matchFromJson(statistic.match))} · ${sayWindow(statistic.within, t)}`].filter(Boolean).join(" ");
  return (
    <div className="tag-why" data-testid="tag-why">
      {tag.kind === "rule" ? values.map((value) => <p key={value}>{rule(value)}</p>)
        : tag.kind === "statistic" && counted ? <p>{counted}{tag.split && ` · ${t(tag.split.by === "percent" ? "tags.splitPercent" : "tags.splitValue")}`}</p>
        : <p>{t(`person.why.${tag.kind}`)}</p>}
      <small>{tag.schedule.refresh === "live" ? t("person.why.live") : t("person.why.asOf", { when: words.instant(tag.computed ?? tag.last_run) })}</small>
    </div>
  );
}
