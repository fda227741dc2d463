import { PlusOutlined } from "@ant-design/icons";
import { Button, Card, Input, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { api } from "../../api/client";
import type { SegmentView } from "../../api/types";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { NumberButton } from "../../components/NumberButton";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { RuleWords } from "../../components/filter/RuleWords";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { formFromFilter } from "../../lib/filter";

export default function Segments() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { may } = useSession();
  const [picked, setPicked] = useState<SegmentView>();
  const [filter, setFilter] = useState("");
  const { data, error, loading, reload } = useLoad("segments", (signal) => api.segments(signal));
  const rows = data?.segments.filter((s) => `${s.name} ${s.description}`.toLowerCase().includes(filter.trim().toLowerCase())) ?? [];
  const columns: TableColumnsType<SegmentView> = [
    { title: t("common.name"), key: "name", sorter: (a, b) => a.name.localeCompare(b.name), render: (_, s) => <Link to={`/segments/${s.id}`} className="two-lines" data-testid="segment-link" onClick={(e) => e.stopPropagation()}><b>{s.name}</b><small>{s.description || (s.kind === "fixed" ? "" : <RuleWords form={formFromFilter(s.filter)} />)}</small></Link> },
    { title: t("segments.size"), key: "persons", align: "right", sorter: (a, b) => (a.persons ?? -1) - (b.persons ?? -1), render: (_, s) => (typeof s.persons === "number" ? <span onClick={(e) => e.stopPropagation()}><NumberButton text={words.number(s.persons)} disabled={s.persons === 0} testid="segment-size" onClick={() => setPicked(s)} /></span> : t("segments.cannot")) },
    { title: t("segments.owner"), dataIndex: "owner", responsive: ["md"] },
    { title: t("segments.updated"), key: "updated", responsive: ["sm"], sorter: (a, b) => a.updated.localeCompare(b.updated), defaultSortOrder: "descend", render: (_, s) => <span className="nowrap">{words.instant(s.updated)}</span> },
  ];
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/segments/new")} data-testid="new-segment">{t("segments.new")}</Button>;
  return (
    <Page title={t("segments.title")} extra={make}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {data?.segments.length === 0 ? <Card><Empty title={t("segments.empty")} hint={t("segments.emptyHint")} action={make} /></Card> : error === undefined && (
        <Card className="table-card">
          <Input.Search allowClear placeholder={t("segments.search")} value={filter} onChange={(e) => setFilter(e.target.value)} className="list-search" />
          <Table<SegmentView> rowKey="id" columns={columns} dataSource={rows} loading={loading} pagination={rows.length > 50 ? { pageSize: 50 } : false} scroll={{ x: "max-content" }}
            onRow={(s) => ({ onClick: () => navigate(`/segments/${s.id}`), className: "clickable" })} />
        </Card>
      )}
      <PersonsDrawer analysis="segment" question={{ filter: { in_segment: picked?.id ?? "" } }} drill={picked && { cell: { others: false }, title: picked.name }} onClose={() => setPicked(undefined)} />
    </Page>
  );
}
