import { Button, Card, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { FunnelAnswer, FunnelStep } from "../../api/types";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { funnelRows } from "../../lib/tables";

interface Props {
  answer: FunnelAnswer;
  steps: string[];
  onPick: (label: string, step: number, dropped: boolean) => void;
}
interface Row {
  key: string;
  label: string;
  index: number;
  step: FunnelStep;
  first: number;
  before: number;
}

function rowsOf(answer: FunnelAnswer): Row[] {
  const groups = answer.groups.length > 0 ? [answer.all, ...answer.groups] : [answer.all];
  return groups.flatMap((group) =>
    group.steps.map((step, index) => ({
      key: `${group.label}\n${index}`, label: group.label, index, step, first: group.steps[0]!.persons, before: (group.steps[index - 1] ?? step).persons,
    })));
}

export function FunnelTable({ answer, steps, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const grouped = answer.groups.length > 0;
  const columns: TableColumnsType<Row> = [
    ...(grouped ? [{ title: t("funnel.group"), key: "group", onCell: (r: Row) => ({ rowSpan: r.index === 0 ? steps.length : 0 }), render: (_: unknown, r: Row) => <b>{r.label === "" ? t("common.everyone") : words.label(r.label)}</b> }] : []),
    { title: t("funnel.step"), key: "step", render: (_, r) => <span className="nowrap"><span className="step-number small">{r.index + 1}</span> {steps[r.index]}</span> },
    { title: t("funnel.persons"), key: "persons", align: "right", render: (_, r) => <NumberButton text={words.number(r.step.persons)} disabled={r.step.persons === 0} testid="step-persons" onClick={() => onPick(r.label, r.index + 1, false)} /> },
    { title: t("funnel.fromFirst"), key: "first", align: "right", render: (_, r) => words.percent(r.first ? r.step.persons / r.first : null) },
    { title: t("funnel.fromPrevious"), key: "previous", align: "right", render: (_, r) => (r.index === 0 ? "–" : words.percent(r.before ? r.step.persons / r.before : null)) },
    { title: t("funnel.dropped"), key: "dropped", align: "right", render: (_, r) => r.index === 0 ? "–" : <NumberButton text={words.number(r.before - r.step.persons)} disabled={r.before === r.step.persons} testid="step-dropped" onClick={() => onPick(r.label, r.index + 1, true)} /> },
    { title: t("funnel.medianPrevious"), key: "median", align: "right", render: (_, r) => <span className="nowrap">{words.span(r.step.median_ms_from_previous)}</span> },
    { title: t("funnel.medianFirst"), key: "medianFirst", align: "right", render: (_, r) => <span className="nowrap">{words.span(r.step.median_ms_from_first)}</span> },
  ];
  return (
    <Card title={t("answer.table")} className="table-card" extra={<Button size="small" data-testid="csv" onClick={() => download("funnel.csv", csv(funnelRows(answer, steps)))}>{t("common.csv")}</Button>}>
      <Table<Row> rowKey="key" size="small" columns={columns} dataSource={rowsOf(answer)} pagination={false} scroll={{ x: "max-content" }} />
    </Card>
  );
}
