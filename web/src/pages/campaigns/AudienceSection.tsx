import { useTranslation } from "react-i18next";
import { useState } from "react";
import { api } from "../../api/client";
import type { Filter } from "../../api/types";
import { NumberButton } from "../../components/NumberButton";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { RuleWords } from "../../components/filter/RuleWords";
import { useDebounced } from "../../hooks/use_debounced";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { filterFromForm, isComplete, type GroupForm } from "../../lib/filter";
import { FilterTabs } from "../segments/FilterTabs";
import { Section } from "./Section";

// How many the conditions hold for right now.
function Count({ filter, complete }: { filter: Filter; complete: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const text = useDebounced(complete ? JSON.stringify(filter) : "", 350);
  const question = { filter: text ? (JSON.parse(text) as Filter) : filter };
  const { data, error, loading, reload } = useLoad(text || undefined, (signal) => api.ask("segment", question, signal));
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (!complete) return <p className="meta">{t("segments.incomplete")}</p>;
  const persons = data?.answer.persons;
  return (
    <p className="audience-count">
      <NumberButton text={persons === undefined ? "…" : words.number(persons)} disabled={!persons} onClick={() => setOpen(true)} testid="audience-count" style={{ fontSize: 22, fontWeight: 650, opacity: loading ? 0.55 : 1 }} />
      <span className="meta">{t("campaigns.audience.count", { share: words.percent(data && data.answer.everyone > 0 ? data.answer.persons / data.answer.everyone : 0) })}</span>
      <PersonsDrawer analysis="segment" question={question} drill={open ? { cell: { others: false }, title: t("campaigns.audience.title") } : undefined} onClose={() => setOpen(false)} />
    </p>
  );
}

export function AudienceSection({ form, onChange, problem }: { form: GroupForm; onChange: (form: GroupForm) => void; problem?: string | undefined }) {
  const { t } = useTranslation();
  const complete = isComplete(form);
  return (
    <Section title={t("campaigns.audience.title")} lead={t("campaigns.audience.lead")} problem={problem} testid="section-audience">
      <FilterTabs form={form} onChange={onChange} />
      {complete && <p className="in-words"><RuleWords form={form} /></p>}
      <Count filter={filterFromForm(form)} complete={complete} />
    </Section>
  );
}
