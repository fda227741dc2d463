import { useTranslation } from "react-i18next";
import type { AttributionAnswer, AttributionCell, AttributionChannel, AttributionModel } from "../../api/types";
import type { Shown } from "../../components/AnalysisFrame";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useAttributionNames } from "../../hooks/use_attribution_names";
import { useWords } from "../../hooks/use_words";

type Given = Pick<Shown<"attribution">, "answer" | "asked" | "open">;
type ChannelColumn = Column<AttributionChannel>;

export const hasCosts = (answer: AttributionAnswer) => answer.total.cost !== undefined && answer.total.cost !== null;

// What the columns of both tables are made of. The first row is all channels together.
function useColumns({ answer, open }: Given) {
  const { t } = useTranslation();
  const words = useWords();
  const names = useAttributionNames();
  const isTotal = (row: AttributionChannel) => row === answer.total;
  const called = (row: AttributionChannel) => (isTotal(row) ? t("attribution.total") : names.channel(row.channel));
  const go = (row: AttributionChannel, cell: AttributionCell, what: string) => () => open({ ...cell, ...(isTotal(row) ? {} : { channel: row.channel }) }, [called(row), what].join(" · "));
  const channel: ChannelColumn = { key: "channel", title: t("attribution.channel"), raw: (row) => (isTotal(row) ? "" : row.channel), text: (row) => <span className={isTotal(row) ? "strong" : ""}>{called(row)}</span> };
  const number = (key: string, title: string, value: (row: AttributionChannel) => number | null | undefined, digits = 0): ChannelColumn => ({ key, title, raw: value, text: (row) => words.number(value(row), digits) });
  const drilled = (column: ChannelColumn, cell: (row: AttributionChannel) => AttributionCell): ChannelColumn => ({ ...column, pick: (row) => go(row, cell(row), column.title) });
  // A model's credits to all channels are all conversions.
  const credited = (model: AttributionModel) => (row: AttributionChannel): AttributionCell => (isTotal(row) ? { of: "conversions" } : { of: "conversions", model });
  return { t, names, channel, number, drilled, credited };
}

// What every model credits to each channel.
export function CreditsTable(given: Given & { metric: "conversions" | "value" }) {
  const { answer, asked, metric } = given;
  const { t, names, channel, number, drilled, credited } = useColumns(given);
  const columns: ChannelColumn[] = [
    channel,
    drilled(number("touches", t("attribution.touches"), (row) => row.touches), () => ({ of: "touches" })),
    drilled(number("touched", t("attribution.touched"), (row) => row.conversions), () => ({ of: "conversions" })),
    ...asked.models.map((model, m) => drilled(number(model, names.model(model), (row) => row.credits[m]?.[metric] ?? 0, metric === "value" ? 0 : 1), credited(model))),
  ];
  return <NumbersTable title={t("attribution.credits")} file="attribution" columns={columns} rows={[answer.total, ...answer.channels]} testid="attribution-cell" />;
}

// What each channel cost, and what came of it by one model. New persons are there without costs too.
export function CostsTable(given: Given & { model: AttributionModel }) {
  const { answer, asked, model } = given;
  const { t, channel, number, drilled, credited } = useColumns(given);
  const at = asked.models.indexOf(model);
  const spent: ChannelColumn[] = [
    number("cost", t("attribution.cost"), (row) => row.cost, 2),
    ...(answer.total.clicks > 0 ? [number("clicks", t("attribution.clicks"), (row) => row.clicks)] : []),
    number("cpa", t("attribution.cpa"), (row) => row.credits[at]?.cpa, 2), ...(asked.value ? [number("roas", t("attribution.roas"), (row) => row.credits[at]?.roas, 2)] : []),
    number("cac", t("attribution.cac"), (row) => row.cac, 2),
  ];
  const columns: ChannelColumn[] = [
    channel,
    drilled(number("acquired", t("attribution.acquired"), (row) => row.acquired), () => ({ of: "acquired" })),
    drilled(number("conversions", t("attribution.credited"), (row) => row.credits[at]?.conversions ?? 0, 1), credited(model)),
    ...(asked.value ? [drilled(number("value", t("attribution.creditedValue"), (row) => row.credits[at]?.value ?? 0), credited(model))] : []),
    ...(hasCosts(answer) ? spent : []),
  ];
  return <NumbersTable title={t("attribution.returns")} file="attribution-costs" columns={columns} rows={[answer.total, ...answer.channels]} testid="attribution-cost" />;
}
