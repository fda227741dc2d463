import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { TemplateView } from "../../api/engage";
import type { JourneyBody } from "../../api/journeys";
import { useSchema } from "../../app/schema";
import { useRuleWords } from "../../hooks/use_rule_words";
import { useWords } from "../../hooks/use_words";
import { formFromFilter, matchFromJson } from "../../lib/filter";
import type { JourneyNames } from "../../lib/journey_words";

// What the things are called that a journey names, and its conditions in words.
export function useJourneyNames(body: Pick<JourneyBody, "entry" | "steps">, templates: readonly TemplateView[]): JourneyNames {
  const { t } = useTranslation();
  const { instant } = useWords();
  const { tags, segments } = useSchema();
  const filters = [body.entry.audience, ...body.steps.flatMap((step) => [...(step.branch ?? []).map((arm) => arm.filter), ...(step.wait_for?.filter ? [step.wait_for.filter] : [])])];
  const said = useRuleWords(filters.map((one) => formFromFilter(one)));
  return useMemo(() => {
    const named = (all: readonly { id: string; name: string }[], gone: string) => (id: string) => all.find((one) => one.id === id)?.name ?? gone;
    return {
      match: (match) => said.match(matchFromJson(match)), rule: (filter) => said.rule(formFromFilter(filter)), instant,
      template: named(templates, t("campaigns.content.gone")), tag: named(tags, t("rule.unknown")), segment: named(segments, t("rule.unknown")),
    };
  }, [said, templates, tags, segments, t, instant]);
}
