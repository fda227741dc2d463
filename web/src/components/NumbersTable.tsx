import { StarFilled } from "@ant-design/icons";
import { Button, Card, Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { csv, download, type CsvCell } from "../lib/csv";
import { NumberButton } from "./NumberButton";

export interface Column<Row> {
  key: string;
  title: string;
  head?: ReactNode; // stands for the title where that is not enough
  raw: (row: Row) => CsvCell; // as CSV has it
  words?: true; // not numbers: begins at the left
  text?: (row: Row) => ReactNode; // as people read it; else the raw one
  pick?: (row: Row) => (() => void) | undefined; // the number opens persons
  best?: (row: Row) => string | undefined; // marked, and why
}
interface Props<Row> {
  title: string;
  file: string;
  columns: Column<Row>[];
  rows: Row[];
  testid: string; // of the numbers
  extra?: ReactNode;
}

// Rows of numbers, the first column their name; saved as CSV in the same columns.
export function NumbersTable<Row>({ title, file, columns, rows, testid, extra }: Props<Row>) {
  const { t } = useTranslation();
  const made: TableColumnsType<{ row: Row; key: number }> = columns.map((column, i) => ({
    key: column.key, title: column.head ?? column.title, ...(i === 0 ? { fixed: "left" as const } : column.words ? {} : { align: "right" as const }),
    render: (_: unknown, { row }) => {
      const text = column.text ? column.text(row) : column.raw(row);
      const pick = column.pick?.(row);
      const cell = pick ? <NumberButton text={String(text ?? "–")} disabled={column.raw(row) === 0} onClick={pick} testid={testid} /> : <span className={i === 0 ? "row-name" : "nowrap"}>{text}</span>;
      const why = column.best?.(row);
      return why ? <span className="best" title={why} data-testid="best"><StarFilled aria-label={why} />{cell}</span> : cell;
    },
  }));
  const save = () => download(`${file}.csv`, csv([columns.map((c) => c.key), ...rows.map((row) => columns.map((c) => c.raw(row)))]));
  return (
    <Card title={title} className="table-card" extra={<span className="row">{extra}<Button size="small" onClick={save} data-testid="csv">{t("common.csv")}</Button></span>}>
      <Table size="small" columns={made} dataSource={rows.map((row, key) => ({ row, key }))} scroll={{ x: "max-content" }}
        pagination={rows.length > 32 ? { pageSize: 32, size: "small", showSizeChanger: false } : false} />
    </Card>
  );
}
