import { Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { quarantine, type QuarantineFilter, type QuarantineItem } from "../../../api/quarantine";
import { Problem } from "../../../components/Problem";
import { useLoad } from "../../../hooks/use_load";
import { useWords } from "../../../hooks/use_words";
import { catalogLink, eventIn, pretty } from "../../../lib/quarantine";
import { useSenders } from "./use_senders";

const pageSize = 10;

// The events of a group, newest first, each as it came.
export function Rows({ filter }: { filter: QuarantineFilter }) {
  const { t } = useTranslation();
  const words = useWords();
  const { called } = useSenders();
  const [page, setPage] = useState(1);
  const { data, error, loading, reload } = useLoad(`${JSON.stringify(filter)}#${page}`, (signal) => quarantine.rows(filter, { limit: pageSize, offset: (page - 1) * pageSize }, signal));
  const event = (item: QuarantineItem) => {
    const name = eventIn(item.body);
    return name ? <Link to={catalogLink(name)} title={t("quarantine.inCatalog")} onClick={(e) => e.stopPropagation()} data-testid="row-event">{words.event(name)}</Link> : <span className="meta">–</span>;
  };
  const columns: TableColumnsType<QuarantineItem> = [
    { title: t("data.at"), key: "at", render: (_, item) => <span className="nowrap">{words.instant(item.at)}</span> },
    { title: t("quarantine.event"), key: "event", render: (_, item) => event(item) },
    { title: t("data.message"), key: "message", render: (_, item) => <span data-testid="row-message">{item.message}{item.field && <code className="inline-code">{item.field}</code>}</span> },
    { title: t("data.source"), key: "source", render: (_, item) => <span className="nowrap">{called(item.source)}{item.line > 0 && ` · ${t("data.line", { n: item.line })}`}</span> },
  ];
  const rows = (data?.items ?? []).map((item, index) => ({ ...item, key: `${page}-${index}` }));
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  return (
    <Table rowKey="key" size="small" columns={columns} dataSource={rows} loading={loading} scroll={{ x: "max-content" }}
      expandable={{ expandedRowRender: (item) => <pre className="code-block">{pretty(item.body)}</pre>, expandRowByClick: true }}
      pagination={(data?.total ?? 0) > pageSize ? { current: page, pageSize, total: data!.total, onChange: setPage, size: "small", showSizeChanger: false } : false} />
  );
}
