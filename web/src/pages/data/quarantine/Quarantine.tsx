import { Card, Select, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { reasons, type QuarantineItem } from "../../api/types";
import { Empty } from "../../components/Empty";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

const pageSize = 25;

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

// Events that were kept aside, why, and as they came.
export function Quarantine() {
  const { t } = useTranslation();
  const words = useWords();
  const [reason, setReason] = useState("");
  const [page, setPage] = useState(1);
  const { data, error, loading, reload } = useLoad(`${reason}#${page}`, (signal) => api.quarantine(reason, pageSize, (page - 1) * pageSize, signal));
  const columns: TableColumnsType<QuarantineItem> = [
    { title: t("data.at"), key: "at", render: (_, q) => <span className="nowrap">{words.instant(q.at)}</span> },
    { title: t("data.reason"), key: "reason", render: (_, q) => <Tag color="orange" bordered={false}>{t(`reason.${q.reason}`, { defaultValue: q.reason })}</Tag> },
    { title: t("data.message"), key: "message", render: (_, q) => <span>{q.message}{q.field && <code className="inline-code">{q.field}</code>}</span> },
    { title: t("data.source"), key: "source", responsive: ["md"], render: (_, q) => <span className="nowrap">{q.source}{q.line > 0 && ` · ${t("data.line", { n: q.line })}`}</span> },
  ];
  const rows = (data?.items ?? []).map((item, index) => ({ ...item, key: `${page}-${index}` }));
  return (
    <Card className="table-card">
      <Select className="list-search" value={reason} onChange={(v) => { setReason(v); setPage(1); }} aria-label={t("data.reason")} data-testid="reason"
        options={[{ value: "", label: t("data.allReasons") }, ...reasons.map((r) => ({ value: r as string, label: t(`reason.${r}`) }))]} />
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : data?.total === 0 ? <Empty title={t("data.emptyQuarantine")} /> : (
        <Table rowKey="key" size="small" columns={columns} dataSource={rows} loading={loading} scroll={{ x: "max-content" }}
          expandable={{ expandedRowRender: (q) => <pre className="code-block">{pretty(q.body)}</pre>, expandRowByClick: true }}
          pagination={(data?.total ?? 0) > pageSize ? { current: page, pageSize, total: data!.total, onChange: setPage, showSizeChanger: false } : false} />
      )}
    </Card>
  );
}
