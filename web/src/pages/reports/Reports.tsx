import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { App, Button, Card, Input, Modal, Popconfirm, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { saved } from "../../api/saved";
import type { ReportView } from "../../api/types";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { reportLink } from "../../lib/reports";

function Rename({ report, onClose, onDone }: { report: ReportView; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(report.name);
  const [description, setDescription] = useState(report.description);
  const [error, setError] = useState<unknown>();
  const save = () => {
    const { analysis, question, chart } = report;
    saved.reports.change(report.id, { name: name.trim(), description, analysis, question: question as object, chart }).then(() => { onDone(); onClose(); }, setError);
  };
  return (
    <Modal open title={t("reports.rename")} okText={t("common.save")} cancelText={t("common.cancel")} onCancel={onClose} onOk={save} okButtonProps={{ disabled: name.trim() === "", "data-testid": "rename-save" }}>
      <div className="stack">
        {error !== undefined && <Problem error={error} />}
        <Input autoFocus value={name} maxLength={200} onChange={(e) => setName(e.target.value)} onPressEnter={save} aria-label={t("common.name")} data-testid="rename-name" />
        <Input value={description} maxLength={1000} onChange={(e) => setDescription(e.target.value)} placeholder={t("common.description")} aria-label={t("common.description")} />
      </div>
    </Modal>
  );
}

export default function Reports() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { may } = useSession();
  const [filter, setFilter] = useState("");
  const [renaming, setRenaming] = useState<ReportView>();
  const [problem, setProblem] = useState<unknown>();
  const { data, error, loading, reload } = useLoad("reports", (signal) => saved.reports.list(signal));
  const link = (one: ReportView) => reportLink(one.analysis, one.question, one.chart, one.id);
  const remove = (one: ReportView) => saved.reports.remove(one.id).then(() => { void message.success(t("save.deleted")); reload(); }, setProblem);
  const kind = (one: ReportView) => t(`nav.${one.analysis}`, { defaultValue: one.analysis });
  const rows = data?.reports.filter((one) => `${one.name} ${one.description} ${kind(one)}`.toLowerCase().includes(filter.trim().toLowerCase())) ?? [];
  const columns: TableColumnsType<ReportView> = [
    { title: t("common.name"), key: "name", sorter: (a, b) => a.name.localeCompare(b.name), render: (_, one) => <Link to={link(one)} className="two-lines" data-testid="report-link" onClick={(e) => e.stopPropagation()}><b>{one.name}</b>{one.description && <small>{one.description}</small>}</Link> },
    { title: t("reports.analysis"), key: "analysis", sorter: (a, b) => kind(a).localeCompare(kind(b)), render: (_, one) => <Tag bordered={false}>{kind(one)}</Tag> },
    { title: t("reports.owner"), dataIndex: "owner", responsive: ["md"] },
    { title: t("reports.updated"), key: "updated", responsive: ["sm"], sorter: (a, b) => a.updated.localeCompare(b.updated), defaultSortOrder: "descend", render: (_, one) => <span className="nowrap">{words.instant(one.updated)}</span> },
    ...(may("analyst") ? [{
      key: "actions", align: "right" as const, render: (_: unknown, one: ReportView) => (
        <span className="nowrap" onClick={(e) => e.stopPropagation()}>
          <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("reports.rename")} title={t("reports.rename")} onClick={() => setRenaming(one)} data-testid="rename" />
          <Popconfirm title={t("reports.confirmDelete", { name: one.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void remove(one)}>
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.delete")} data-testid="delete-report" />
          </Popconfirm>
        </span>
      ),
    }] : []),
  ];
  const failed = error ?? problem;
  return (
    <Page title={t("reports.title")}>
      {failed !== undefined && <Problem error={failed} onRetry={reload} />}
      {data?.reports.length === 0 ? <Card><Empty title={t("reports.empty")} hint={t("reports.emptyHint")} action={<Button type="primary" onClick={() => navigate("/trend")}>{t("reports.first")}</Button>} /></Card> : error === undefined && (
        <Card className="table-card">
          <Input.Search allowClear placeholder={t("reports.search")} value={filter} onChange={(e) => setFilter(e.target.value)} className="list-search" data-testid="report-search" />
          <Table<ReportView> rowKey="id" columns={columns} dataSource={rows} loading={loading} pagination={rows.length > 50 ? { pageSize: 50 } : false} scroll={{ x: "max-content" }}
            onRow={(one) => ({ onClick: () => navigate(link(one)), className: "clickable" })} />
        </Card>
      )}
      {renaming && <Rename report={renaming} onClose={() => setRenaming(undefined)} onDone={reload} />}
    </Page>
  );
}
