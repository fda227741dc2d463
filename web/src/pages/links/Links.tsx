import { Card, InputNumber, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import type { LinkKind } from "../../api/types";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { LinkTable } from "./LinkTable";

const pageSize = 50;
const kinds = ["", "claim", "merge", "undo"] as const;

// Which ids were found to be one person, why, and taking that back. The address keeps the filter.
export default function Links() {
  const { t } = useTranslation();
  const words = useWords();
  const [parameters, setParameters] = useSearchParams();
  const kind = kinds.find((k) => k === parameters.get("kind")) ?? "";
  const person = Number(parameters.get("person")) || undefined;
  const page = Number(parameters.get("page")) || 1;
  const set = (change: { kind?: LinkKind | ""; person?: number | undefined; page?: number }) => {
    const next = { kind, person, page: 1, ...change };
    const entries = Object.entries(next).filter(([name, value]) => value && !(name === "page" && value === 1));
    setParameters(new URLSearchParams(entries.map(([name, value]) => [name, String(value)])), { replace: true });
  };
  const { data, error, loading, reload } = useLoad(`${kind}#${person}#${page}`, (signal) => api.links({ kind, person, limit: pageSize, offset: (page - 1) * pageSize }, signal));
  const total = data?.total ?? 0;
  return (
    <Page title={t("links.title")}>
      <p className="meta lead">{t("links.explain")}</p>
      <Card className="table-card">
        <div className="list-head">
          <Segmented value={kind} onChange={(value) => set({ kind: value as LinkKind | "" })} options={kinds.map((value) => ({ value: value as string, label: t(value === "" ? "common.all" : `links.kinds.${value}`) }))} />
          <InputNumber className="link-person" min={1} max={4294967295} precision={0} controls={false} value={person ?? null} placeholder={t("links.person")} aria-label={t("links.person")} data-testid="links-person"
            onChange={(value) => set({ person: value ?? undefined })} />
          {data && <span className="meta" data-testid="links-total">{t("links.count", { count: total, replace: { count: words.number(total) } })}</span>}
        </div>
        {error !== undefined ? <Problem error={error} onRetry={reload} />
          : data && total === 0 ? <Empty title={t("links.empty")} hint={t("links.emptyHint")} />
          : <LinkTable links={data?.links ?? []} loading={loading} onChange={reload} pagination={total > pageSize ? { current: page, pageSize, total, onChange: (next) => set({ page: next }) } : false} />}
      </Card>
    </Page>
  );
}
