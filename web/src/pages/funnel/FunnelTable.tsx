import { Button, Card, Table, Tooltip, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { FunnelAnswer, FunnelGroup, FunnelQuestion, FunnelStep } from "../../api/types";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { previousSteps } from "../../lib/funnel";
import { sayP } from "../../lib/funnel_charts";
import { funnelRows } from "../../lib/tables";

interface Props {
  answer: FunnelAnswer;
  asked: FunnelQuestion;
  steps: string[];
  onPick: (label: string, step: number, dropped: boolean) => void;
}
interface Row {
  key: string;
  group: FunnelGroup;
  index: number;
  step: FunnelStep;
  first: number;
  before: number;
}

function rowsOf(answer: FunnelAnswer, asked: FunnelQuestion): Row[] {
  const previous = previousSteps(asked);
  const groups = answer.groups.length > 0 ? [answer.all, ...answer.groups] : [answer.all];
  return groups.flatMap((group) =>
    group.steps.map((step, index) => ({ key: `${group.label}\n${index}`, group, index, step, first: group.steps[0]!.count, before: group.steps[previous[index] ?? 0]!.count })));
}

// Whether a group converts otherwise than all others, and how surely.
function Mark({ group }: { group: FunnelGroup }) {
  const { t } = useTranslation();
  if (group.p === undefined || group.z === undefined) return null;
  const sure = group.p < 0.05;
  const way = group.z > 0 ? "up" : "down";
  return (
    <Tooltip title={t("funnel.significance")}>
      <small className={sure ? `change ${way}` : "change"} data-testid="significance">{sure ? (way === "up" ? "▲ " : "▼ ") : ""}{sayP(group.p)}</small>
    </Tooltip>
  );
}

export function FunnelTable({ answer, asked, steps, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const grouped = answer.groups.length > 0;
  const span = (key: "median_ms_from_previous" | "mean_ms_from_first" | "median_ms_from_first" | "p90_ms_from_first") => (_: unknown, r: Row) => <span className="nowrap">{words.span(r.step[key])}</span>;
  const columns: TableColumnsType<Row> = [
    ...(grouped ? [{ title: t("funnel.group"), key: "group", onCell: (r: Row) => ({ rowSpan: r.index === 0 ? steps.length : 0 }), render: (_: unknown, r: Row) => <span className="two-lines"><b>{r.group.label === "" ? t("common.everyone") : words.label(r.group.label)}</b><Mark group={r.group} /></span> }] : []),
    { title: t("funnel.step"), key: "step", render: (_, r) => <span className="nowrap"><span className={asked.optional.includes(r.index + 1) ? "step-number small optional" : "step-number small"}>{r.index + 1}</span> {steps[r.index]}</span> },
    { title: t(`funnel.counted.${asked.count}`), key: "count", align: "right", render: (_, r) => <NumberButton text={words.number(r.step.count)} disabled={r.step.count === 0} testid="step-persons" onClick={() => onPick(r.group.label, r.index + 1, false)} /> },
    ...(asked.count === "persons" ? [] : [{ title: t("funnel.persons"), key: "persons", align: "right" as const, render: (_: unknown, r: Row) => <NumberButton text={words.number(r.step.persons)} disabled={r.step.persons === 0} testid="step-different" onClick={() => onPick(r.group.label, r.index + 1, false)} /> }]),
    { title: t("funnel.fromFirst"), key: "first", align: "right", render: (_, r) => words.percent(r.first ? r.step.count / r.first : null) },
    { title: t("funnel.fromPrevious"), key: "previous", align: "right", render: (_, r) => (r.index === 0 ? "–" : words.percent(r.before ? r.step.count / r.before : null)) },
    { title: t("funnel.dropped"), key: "dropped", align: "right", render: (_, r) => r.index === 0 ? "–" : <NumberButton text={words.number(r.before - r.step.count)} disabled={r.before === r.step.count} testid="step-dropped" onClick={() => onPick(r.group.label, r.index + 1, true)} /> },
    { title: t("funnel.medianPrevious"), key: "median", align: "right", render: span("median_ms_from_previous") },
    { title: t("funnel.medianFirst"), key: "medianFirst", align: "right", render: span("median_ms_from_first") },
    { title: t("funnel.meanFirst"), key: "meanFirst", align: "right", render: span("mean_ms_from_first") },
    { title: t("funnel.p90First"), key: "p90First", align: "right", render: span("p90_ms_from_first") },
  ];
  return (
    <Card title={t("answer.table")} className="table-card" extra={<Button size="small" data-testid="csv" onClick={() => download("funnel.csv", csv(funnelRows(answer, steps, previousSteps(asked))))}>{t("common.csv")}</Button>}>
      <Table<Row> rowKey="key" size="small" columns={columns} dataSource={rowsOf(answer, asked)} pagination={false} scroll={{ x: "max-content" }} />
    </Card>
  );
}
