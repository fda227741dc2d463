import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Popconfirm, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saved } from "../../api/saved";
import type { AnnotationView } from "../../api/types";
import { useAnnotations } from "../../app/annotations";
import { usePreferences } from "../../app/preferences";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { annotationColor } from "../../lib/annotations";
import { AnnotationForm } from "./AnnotationForm";

export default function Annotations() {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { chart } = usePreferences();
  const shared = useAnnotations();
  const { data, error, loading, reload } = useLoad("annotations", (signal) => saved.annotations.list(signal));
  const [problem, setProblem] = useState<unknown>();
  const [open, setOpen] = useState<AnnotationView | "new">();
  const refresh = () => {
    reload();
    shared.reload();
  };
  const remove = (one: AnnotationView) => saved.annotations.remove(one.id).then(refresh, setProblem);
  const columns: TableColumnsType<AnnotationView> = [
    { title: t("annotations.at"), key: "at", render: (_, one) => <span className="nowrap">{one.at.length === 10 ? words.day(one.instant) : words.instant(one.instant)}</span> },
    { title: t("annotations.text"), key: "name", render: (_, one) => <span className="row"><i className="dot" style={{ background: annotationColor(chart, one.color) }} /><span className="two-lines"><b>{one.name}</b>{one.description && <small>{one.description}</small>}</span></span> },
    { title: t("reports.owner"), dataIndex: "owner", responsive: ["md"] },
    ...(may("analyst") ? [{
      key: "actions", align: "right" as const, render: (_: unknown, one: AnnotationView) => (
        <span className="nowrap">
          <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("common.edit")} onClick={() => setOpen(one)} />
          <Popconfirm title={t("save.confirmDelete", { name: one.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void remove(one)}>
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.delete")} />
          </Popconfirm>
        </span>
      ),
    }] : []),
  ];
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("new")} data-testid="new-annotation">{t("annotations.new")}</Button>;
  const failed = error ?? problem;
  return (
    <Page title={t("annotations.title")} extra={make}>
      {failed !== undefined && <Problem error={failed} onRetry={reload} />}
      {data?.annotations.length === 0 ? <Card><Empty title={t("annotations.empty")} hint={t("annotations.emptyHint")} action={make} /></Card> : error === undefined && (
        <Card className="table-card"><Table<AnnotationView> rowKey="id" columns={columns} dataSource={[...(data?.annotations ?? [])].reverse()} loading={loading} pagination={(data?.annotations.length ?? 0) > 50 ? { pageSize: 50 } : false} scroll={{ x: "max-content" }} /></Card>
      )}
      {open !== undefined && <AnnotationForm {...(open === "new" ? {} : { old: open })} onClose={() => setOpen(undefined)} onSaved={refresh} />}
    </Page>
  );
}
