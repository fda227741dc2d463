import { DownloadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Space, Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { api } from "../../api/client";
import type { Json, SqlAnswer, SqlColumn } from "../../api/types";
import { sayProblem } from "../../components/Problem";
import { useWords } from "../../hooks/use_words";
import { save } from "../../lib/csv";
import { cellText, isNumeric } from "../../lib/sql";

type Row = Json[];
const forms = ["csv", "json", "parquet"] as const;

function Cell({ column, value }: { column: SqlColumn; value: Json }) {
  if (value === null) return <span className="sql-null">NULL</span>;
  const text = cellText(value);
  if (column.name === "person" && column.type === "UInt32") return <Link to={`/persons/${text}`}>{text}</Link>;
  return <span title={text.length > 24 ? text : undefined}>{text}</span>;
}

// As wide as the longest of the first values, within bounds.
function widthOf(column: SqlColumn, index: number, rows: readonly Row[]): number {
  const longest = rows.slice(0, 50).reduce((most, row) => Math.max(most, cellText(row[index] ?? null).length), Math.max(column.name.length, column.type.length * 0.85));
  return Math.round(Math.min(360, Math.max(84, longest * 7.6 + 32)));
}

function Rows({ answer }: { answer: SqlAnswer }) {
  const columns = useMemo((): TableColumnsType<Row> => answer.columns.map((column, index) => ({
    key: String(index), width: widthOf(column, index, answer.rows), ellipsis: { showTitle: false }, ...(isNumeric(column.type) ? { align: "right" as const } : {}),
    title: <span className="two-lines"><b title={column.name}>{column.name}</b><small title={column.type}>{column.type}</small></span>,
    render: (_: unknown, row: Row) => <Cell column={column} value={row[index] ?? null} />,
  })), [answer]);
  const keyed = useMemo(() => new Map(answer.rows.map((row, index) => [row, index])), [answer]);
  const width = columns.reduce((sum, column) => sum + Number(column.width ?? 0), 0);
  return <Table<Row> virtual size="small" className="sql-table" columns={columns} dataSource={answer.rows} rowKey={(row) => keyed.get(row) ?? 0} pagination={false} scroll={{ x: width, y: Math.min(560, 37 * Math.max(1, answer.rows.length) + 2) }} data-testid="sql-table" />;
}

// The rows, what they cost, and the same rows as a file.
export function SqlResult({ answer, sql, mostRows }: { answer: SqlAnswer; sql: string; mostRows: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const [saving, setSaving] = useState("");
  const download = (form: (typeof forms)[number]) => {
    setSaving(form);
    api.sqlFile(sql, form, mostRows)
      .then((file) => save(`throng.${form}`, file), (error: unknown) => void message.error(sayProblem(error, t).detail || sayProblem(error, t).title))
      .finally(() => setSaving(""));
  };
  return (
    <Card className="table-card">
      <div className="list-head">
        <span className="meta" data-testid="sql-meta">
          {t("sql.meta", { count: answer.row_count, replace: { count: words.number(answer.row_count), ms: words.number(answer.milliseconds, 0), read: words.number(answer.rows_read) } })}
        </span>
        <Space className="sql-files" size={4} wrap>
          {forms.map((form) => <Button key={form} size="small" icon={<DownloadOutlined />} loading={saving === form} disabled={saving !== "" && saving !== form} onClick={() => download(form)} data-testid={`sql-${form}`}>{t(`sql.file.${form}`)}</Button>)}
        </Space>
      </div>
      {answer.truncated && <Alert className="sql-cut" type="warning" showIcon message={t("sql.truncated", { rows: words.number(answer.row_count) })} data-testid="sql-truncated" />}
      {answer.row_count === 0 ? <p className="meta" data-testid="sql-none">{t("sql.noRows")}</p> : <Rows answer={answer} />}
    </Card>
  );
}
