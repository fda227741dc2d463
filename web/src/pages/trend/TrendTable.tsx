import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Card, Table, Tooltip, type TableColumnsType } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BucketUnit, TrendAnswer, TrendSeries, Weekday } from "../../api/types";
import { Change } from "../../components/Change";
import { NumberButton } from "../../components/NumberButton";
import type { TrendNames } from "../../hooks/use_trend_names";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { hourRows, trendRows } from "../../lib/tables";
import { trendGroups } from "../../lib/trend";
import { Badge } from "./SeriesRow";

interface Props {
  answer: TrendAnswer;
  bucket: BucketUnit;
  week: Weekday | undefined; // its first day, where hours of the week are asked for
  names: TrendNames;
  counts: (series: TrendSeries) => boolean; // 0 means nobody, not a sum, mean or quotient of 0
  colours: readonly string[];
  onPick: (position: number, bucket: number | undefined, previous: boolean) => void;
}
type Row = { key: string; head?: ReactNode; series?: TrendSeries; position: number };

const pageOf = 31;

// A row per series under the heading of its letter, a column per bucket; below a number what was before.
export function TrendTable({ answer, bucket, week, names, counts, colours, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const last = Math.max(0, Math.ceil(answer.buckets.length / pageOf) - 1);
  const [page, setPage] = useState(last);
  useEffect(() => setPage(last), [last]);
  const from = Math.max(0, answer.buckets.length - (last - page + 1) * pageOf);
  const shown = answer.buckets.slice(from, answer.buckets.length - (last - page) * pageOf);
  const groups = trendGroups(answer.series);
  const labelled = answer.series.some((one) => one.labels.length > 0);
  // The chart of a whole range has a colour per letter, any other one per line.
  const lettered = !labelled || bucket === "total";
  const rows: Row[] = groups.flatMap((group, place): Row[] => {
    const heading = <span className="row"><Badge text={names.badge(group)} colour={lettered ? colours[place % colours.length] : undefined} />{names.row(group)}</span>;
    const own = group.rows.map(({ series, position }) => ({ key: String(position), series, position, ...(labelled ? {} : { head: heading }) }));
    return labelled && names.several ? [{ key: `head ${own[0]!.key}`, head: heading, position: -1 }, ...own] : own;
  });
  const cell = (row: Row, value: number | null | undefined, before: number | null | undefined, at: number | undefined) => {
    const { series, position } = row;
    if (!series) return null;
    const shut = (number: number | null | undefined) => number === null || number === undefined || (number === 0 && counts(series));
    return (
      <div className="compared">
        <NumberButton text={words.number(value)} disabled={shut(value)} testid={at === undefined ? "total" : "value-cell"} onClick={() => onPick(position, at, false)} />
        {series.previous && <small><Change now={value} before={before} /> <NumberButton text={words.number(before)} disabled={shut(before)} testid="previous-cell" onClick={() => onPick(position, at, true)} /></small>}
      </div>
    );
  };
  const columns: TableColumnsType<Row> = [
    { title: t("answer.series"), key: "series", fixed: "left", width: 220, onCell: (row) => (row.series ? {} : { colSpan: 2 }), render: (_, row) => row.head ? <b className="series-title">{row.head}</b> : <span className="row">{!lettered && <i className="dot" style={{ background: colours[row.position % colours.length] }} />}<span className="clip">{words.labels(row.series!.labels)}</span></span> },
    { title: t("answer.total"), key: "total", align: "right", className: "total-column", onCell: (row) => (row.series ? {} : { colSpan: 0 }), render: (_, row) => cell(row, row.series?.total, row.series?.previous?.total, undefined) },
    ...(bucket === "total" ? [] : shown).map((iso, i) => {
      const at = from + i;
      const running = answer.complete[at] === false;
      return {
        title: running ? <Tooltip title={t("answer.running")}><span className="nowrap running">{words.bucket(iso, bucket)} *</span></Tooltip> : <span className="nowrap">{words.bucket(iso, bucket)}</span>,
        key: iso, align: "right" as const, render: (_: unknown, row: Row) => cell(row, row.series?.values[at], row.series?.previous?.values[at], at),
      };
    }),
  ];
  const called = answer.series.map(names.line);
  const save = () => download("trend.csv", csv(week ? hourRows(answer, t("answer.total"), called, week) : trendRows(answer, t("answer.total"), called)));
  const turn = last > 0 && bucket !== "total" && (
    <>
      <Button size="small" type="text" icon={<LeftOutlined />} disabled={page === 0} aria-label={t("trend.earlier")} onClick={() => setPage(page - 1)} />
      <span className="meta">{words.bucket(shown[0]!, bucket)} – {words.bucket(shown.at(-1)!, bucket)}</span>
      <Button size="small" type="text" icon={<RightOutlined />} disabled={page === last} aria-label={t("trend.later")} onClick={() => setPage(page + 1)} />
    </>
  );
  return (
    <Card title={t("answer.table")} className="table-card" extra={<span className="row">{turn}<Button size="small" onClick={save} data-testid="csv">{t("common.csv")}</Button></span>}>
      <Table<Row> rowKey="key" size="small" columns={columns} dataSource={rows} scroll={{ x: "max-content" }} rowClassName={(row) => (row.series ? "" : "group-head")}
        pagination={rows.length > 50 ? { pageSize: 50, size: "small", showSizeChanger: false } : false} />
    </Card>
  );
}
