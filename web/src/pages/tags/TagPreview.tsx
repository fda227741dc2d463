import { Card, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tags as api, type Tag } from "../../api/tags";
import type { Filter } from "../../api/types";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { useDebounced } from "../../hooks/use_debounced";
import { useLoad } from "../../hooks/use_load";
import { filterOfRule, givesInstants, isPutIn, tagFromForm, type Lack, type TagForm } from "../../lib/tags";
import { Spread } from "./Spread";

// Who would get which value right now: asked again a moment after the last change.
export function TagPreview({ form, lack }: { form: TagForm; lack: Lack | undefined }) {
  const { t } = useTranslation();
  const [rule, setRule] = useState<{ filter: Filter; value: string }>();
  const { name: _name, description: _description, ...tag } = tagFromForm(form);
  const putIn = isPutIn(form.kind);
  const text = JSON.stringify({ ...tag, category: "", schedule: { refresh: "manual" } });
  // A statement costs more than a look at what is in memory: it waits for a longer pause.
  const key = useDebounced(lack === undefined && !putIn ? text : "", form.kind === "sql" ? 1200 : 400);
  const { data, error, loading, reload } = useLoad(key || undefined, (signal) => api.preview(JSON.parse(key) as Tag, signal));
  const waits = loading || lack !== undefined || key !== text;
  const pick = form.kind === "rule" ? (value: string) => {
    const index = tag.rules.findIndex((one) => one.value === value);
    if (index >= 0) setRule({ filter: filterOfRule(tag.rules, index), value });
  } : undefined;
  return (
    <Card className="preview" title={t("tags.preview")}>
      {putIn ? <p className="meta">{t("tags.previewPutIn")}</p> : lack !== undefined && <p className="meta" data-testid="tag-lack">{t(`tags.lack.${lack}`)}</p>}
      {putIn ? null : error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? lack === undefined && <Skeleton active paragraph={{ rows: 3 }} /> : (
        <div className={waits ? "waiting" : ""} data-testid="tag-preview" aria-busy={waits}>
          <Spread spread={data.spread} everyone={data.everyone} instants={givesInstants(tag)} {...(pick ? { onValue: pick } : {})} />
        </div>
      )}
      <PersonsDrawer analysis="segment" question={{ filter: rule?.filter ?? {} }} drill={rule && { cell: { others: false }, title: rule.value }} onClose={() => setRule(undefined)} />
    </Card>
  );
}
