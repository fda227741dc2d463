import { Button, Card, Table, Tooltip, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { BucketUnit, TrendAnswer } from "../../api/types";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { trendRows } from "../../lib/tables";

interface Props {
  answer: TrendAnswer;
  bucket: BucketUnit;
  counts: boolean; // 0 means nobody, not a sum or mean of 0
  onPick: (series: number | undefined, index: number | undefined) => void;
}
interface Row {
  key: number; // -1: the whole range
  name: string;
  complete: boolean;
  values: (number | null | undefined)[];
}

export function TrendTable({ answer, bucket, counts, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const single = answer.series.length === 1 && answer.series[0]!.label === "";
  const rows: Row[] = [
    { key: -1, name: t("answer.total"), complete: true, values: answer.series.map((s) => s.total) },
    ...answer.buckets.map((iso, i) => ({ key: i, name: words.bucket(iso, bucket), complete: answer.complete[i] !== false, values: answer.series.map((s) => s.values[i]) })).reverse(),
  ];
  const columns: TableColumnsType<Row> = [
    { title: t("answer.bucket"), key: "bucket", fixed: "left", width: 150, render: (_, row) => row.complete ? <span className={row.key < 0 ? "strong nowrap" : "nowrap"}>{row.name}</span>
      : <Tooltip title={t("answer.running")}><span className="nowrap running">{row.name} *</span></Tooltip> },
    ...answer.series.map((series, index) => ({
      title: single ? t("trend.all") : words.label(series.label), key: index, align: "right" as const,
      render: (_: unknown, row: Row) => (
        <NumberButton text={words.number(row.values[index])} disabled={row.values[index] === null || row.values[index] === undefined || (row.values[index] === 0 && counts)}
          testid={row.key < 0 ? "total" : "value-cell"} onClick={() => onPick(single ? undefined : index, row.key < 0 ? undefined : row.key)} />
      ),
    })),
  ];
  const save = () => download("trend.csv", csv(trendRows(answer, t("answer.total"))));
  return (
    <Card title={t("answer.table")} className="table-card" extra={<Button size="small" onClick={save} data-testid="csv">{t("common.csv")}</Button>}>
      <Table<Row> rowKey="key" size="small" columns={columns} dataSource={rows} scroll={{ x: "max-content" }} pagination={rows.length > 32 ? { pageSize: 32, size: "small", showSizeChanger: false } : false} />
    </Card>
  );
}
