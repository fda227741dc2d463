import { DeleteOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button, Card, Input, Popconfirm, Table, Upload, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { costs } from "../../api/costs";
import type { CostRow } from "../../api/types";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Problem, sayProblem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

const pageSize = 20;
const example = "day,channel,cost,clicks,impressions\n2026-01-31,paid_search,182.50,412,9800";

// What each channel cost per day: a table, and a file to set many rows with.
export function Costs() {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const [channel, setChannel] = useState("");
  const [page, setPage] = useState(1);
  const [refused, setRefused] = useState<unknown>();
  const { data, error, loading, reload } = useLoad(`${channel}#${page}`, (signal) => costs.list({ channel, limit: pageSize, offset: (page - 1) * pageSize }, signal));
  const upload = async (file: File) => {
    try {
      const { rows } = await costs.setCsv(await file.text());
      setRefused(undefined);
      void message.success(t("costs.set", { count: rows }));
      reload();
    } catch (problem) {
      setRefused(problem);
    }
  };
  const remove = (row: CostRow) => costs.remove(row).then(reload, (problem: unknown) => void message.error(sayProblem(problem, t).detail));
  const columns: TableColumnsType<CostRow> = [
    { title: t("costs.day"), key: "day", render: (_, row) => <span className="nowrap">{row.day}</span> },
    { title: t("costs.channel"), dataIndex: "channel" },
    { title: t("costs.cost"), key: "cost", align: "right", render: (_, row) => words.number(row.cost, 2) },
    { title: t("costs.clicks"), key: "clicks", align: "right", responsive: ["md"], render: (_, row) => words.number(row.clicks) },
    { title: t("costs.impressions"), key: "impressions", align: "right", responsive: ["md"], render: (_, row) => words.number(row.impressions) },
    ...(may("analyst") ? [{
      title: "", key: "remove", width: 48, render: (_: unknown, row: CostRow) => (
        <Popconfirm title={t("costs.remove")} onConfirm={() => remove(row)} okText={t("common.delete")} cancelText={t("common.cancel")}><Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.delete")} data-testid="remove-cost" /></Popconfirm>
      ),
    }] : []),
  ];
  return (
    <Card className="table-card">
      <p className="hint">{t("costs.lead")}</p>
      <div className="costs-tools">
        {may("analyst") && (
          <Upload accept=".csv,text/csv" showUploadList={false} beforeUpload={(file) => { void upload(file); return false; }}>
            <Button type="primary" icon={<UploadOutlined />} data-testid="upload-costs">{t("costs.upload")}</Button>
          </Upload>
        )}
        <Input.Search className="list-search" allowClear placeholder={t("costs.allChannels")} aria-label={t("costs.channel")} onSearch={(text) => { setChannel(text.trim()); setPage(1); }} />
        {data && data.total > 0 && <span className="hint" data-testid="costs-sum">{t("costs.sum", { rows: words.number(data.total), cost: words.number(data.cost, 2) })}</span>}
      </div>
      {refused !== undefined && <Problem error={refused} />}
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : data?.total === 0 ? (
        <Empty title={t("costs.empty")} hint={t("costs.emptyHint")} action={<><span>{t("costs.columns")}</span><pre className="code-block">{example}</pre></>} />
      ) : (
        <Table rowKey={(row) => `${row.day} ${row.channel}`} size="small" columns={columns} dataSource={data?.rows ?? []} loading={loading} scroll={{ x: "max-content" }}
          pagination={(data?.total ?? 0) > pageSize ? { current: page, pageSize, total: data!.total, onChange: setPage, showSizeChanger: false } : false} />
      )}
    </Card>
  );
}
