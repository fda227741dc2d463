import { Card, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { PersonTable } from "../../components/PersonTable";
import { Problem } from "../../components/Problem";
import { useDebounced } from "../../hooks/use_debounced";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

export default function Persons() {
  const { t } = useTranslation();
  const words = useWords();
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get("query") ?? "";
  const [text, setText] = useState(asked);
  const settled = useDebounced(text.trim(), 250);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (settled !== asked && settled === text.trim()) setParameters(settled ? { query: settled } : {}, { replace: true });
  }, [settled, asked, text, setParameters]);
  const { data, error, loading, reload } = useLoad(`q${asked}`, (signal) => api.persons(asked, 100, signal));
  return (
    <Page title={t("persons.title")}>
      <Card className="table-card">
        <div className="list-head">
          <Input.Search size="large" allowClear autoFocus placeholder={t("persons.search")} value={text} onChange={(e) => setText(e.target.value)} onSearch={(v) => setParameters(v ? { query: v } : {})} data-testid="persons-search" aria-label={t("persons.search")} />
          {data && <span className="meta">{t("persons.showing", { shown: words.number(data.persons.length), total: words.number(data.total) })}</span>}
        </div>
        {error !== undefined ? <Problem error={error} onRetry={reload} />
          : data?.persons.length === 0 ? <Empty title={t("persons.empty")} hint={t("persons.emptyHint")} />
          : <PersonTable persons={data?.persons ?? []} loading={loading} />}
      </Card>
    </Page>
  );
}
