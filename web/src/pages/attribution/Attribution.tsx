import { Card, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { AttributionAnswer, AttributionCell, AttributionChannel, AttributionModel } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { Chart } from "../../components/Chart";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useAttributionNames } from "../../hooks/use_attribution_names";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { attributionToAsk, costsOption, creditsOption, lookOf } from "../../lib/attribution";
import { attributionDefault } from "../../lib/question_url";
import { AttributionBuilder } from "./AttributionBuilder";

const hasCosts = (answer: AttributionAnswer) => answer.total.cost !== undefined && answer.total.cost !== null;

// One row per channel: what every model credits to it, and what it cost.
function Channels({ answer, asked, open, model, metric }: Pick<Shown<"attribution">, "answer" | "asked" | "open"> & { model: AttributionModel; metric: "conversions" | "value" }) {
  const { t } = useTranslation();
  const words = useWords();
  const names = useAttributionNames();
  const at = asked.models.indexOf(model);
  const isTotal = (row: AttributionChannel) => row === answer.total;
  const called = (row: AttributionChannel) => (isTotal(row) ? t("attribution.total") : names.channel(row.channel));
  const go = (row: AttributionChannel, cell: AttributionCell, what: string) => () => open({ ...cell, ...(isTotal(row) ? {} : { channel: row.channel }) }, [called(row), what].join(" · "));
  const money = (key: string, title: string, value: (row: AttributionChannel) => number | null | undefined): Column<AttributionChannel> => ({ key, title, raw: value, text: (row) => words.number(value(row), 2) });
  const columns: Column<AttributionChannel>[] = [
    { key: "channel", title: t("attribution.channel"), raw: (row) => (isTotal(row) ? "" : row.channel), text: (row) => <span className={isTotal(row) ? "strong" : ""}>{called(row)}</span> },
    { key: "touches", title: t("attribution.touches"), raw: (row) => row.touches, text: (row) => words.number(row.touches), pick: (row) => go(row, { of: "touches" }, t("attribution.touches")) },
    { key: "touched", title: t("attribution.touched"), raw: (row) => row.conversions, text: (row) => words.number(row.conversions), pick: (row) => go(row, { of: "conversions" }, t("attribution.touched")) },
    ...asked.models.map((one, m): Column<AttributionChannel> => ({
      key: one, title: names.model(one), raw: (row) => row.credits[m]?.[metric] ?? 0, text: (row) => words.number(row.credits[m]?.[metric] ?? 0, metric === "value" ? 2 : 1),
      pick: (row) => go(row, isTotal(row) ? { of: "conversions" } : { of: "conversions", model: one }, names.model(one)),
    })),
    { key: "acquired", title: t("attribution.acquired"), raw: (row) => row.acquired, text: (row) => words.number(row.acquired), pick: (row) => go(row, { of: "acquired" }, t("attribution.acquired")) },
    ...(hasCosts(answer) ? [
      money("cost", t("attribution.cost"), (row) => row.cost), money("cpa", t("attribution.cpa"), (row) => row.credits[at]?.cpa),
      ...(asked.value ? [money("roas", t("attribution.roas"), (row) => row.credits[at]?.roas)] : []), money("cac", t("attribution.cac"), (row) => row.cac),
    ] : []),
  ];
  return <NumbersTable title={t("answer.table")} file="attribution" columns={columns} rows={[answer.total, ...answer.channels]} testid="attribution-cell" />;
}

function Answer({ answer, asked, open, meta, choice, choose }: Shown<"attribution">) {
  const { t } = useTranslation();
  const words = useWords();
  const names = useAttributionNames();
  const { chart } = usePreferences();
  const look = lookOf(choice, asked);
  const own = { ...words, bucket: String };
  const credits = useSteady([answer, asked, look.stacked, look.metric, chart, words], () => creditsOption(answer, asked, look, chart, own, names));
  const costs = useSteady([answer, asked, look.model, chart, words], () =>
    costsOption(answer, asked.models.indexOf(look.model), chart, own, { ...names, cost: t("attribution.cost"), value: t("attribution.creditedValue"), roas: t("attribution.roasOf", { model: names.model(look.model) }) }));
  const pick = (series: number, place: number) => {
    const [channel, model] = look.stacked ? [answer.channels[series], asked.models[place]] : [answer.channels[place], asked.models[series]];
    if (channel && model) open({ of: "conversions", channel: channel.channel, model }, `${names.channel(channel.channel)} · ${names.model(model)}`);
  };
  const title = t(look.metric === "value" ? "attribution.creditedValue" : "attribution.credited");
  const model = <Select size="small" value={look.model} popupMatchSelectWidth={false} onChange={(value) => choose({ ...choice, model: value })} aria-label={t("attribution.byModel")} data-testid="cost-model"
    prefix={t("attribution.byModel")} options={asked.models.map((value) => ({ value, label: names.model(value) }))} />;
  return (
    <>
      <Card title={<><span>{title}</span> {meta}</>} className="titled" extra={(
        <span className="row">
          {asked.value && <Segmented size="small" value={look.metric} onChange={(metric) => choose({ ...choice, metric })} options={[{ value: "value", label: t("attribution.value") }, { value: "conversions", label: t("attribution.conversion") }]} data-testid="metric" />}
          <Segmented size="small" value={look.stacked ? "stacked" : "grouped"} onChange={(shape) => choose({ ...choice, shape })} options={(["grouped", "stacked"] as const).map((value) => ({ value, label: t(`attribution.${value}`) }))} data-testid="shape" />
        </span>
      )}>
        <Chart option={credits} height={360} label={title} onPick={pick} />
        {answer.unconverted > 0 && <p className="hint">{t("attribution.unconverted", { count: answer.unconverted })}</p>}
      </Card>
      <Card title={t("attribution.costs")} extra={hasCosts(answer) ? model : undefined}>
        {hasCosts(answer) ? <Chart option={costs} height={280} label={t("attribution.costs")} /> : <p className="hint">{t("attribution.noCosts")} <Link to="/data?tab=costs">{t("attribution.addCosts")}</Link></p>}
      </Card>
      <Channels answer={answer} asked={asked} open={open} model={look.model} metric={look.metric} />
    </>
  );
}

export default function Attribution() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="attribution" title={t("attribution.title")} otherwise={attributionDefault} toAsk={attributionToAsk} incomplete={t("attribution.choose")} isEmpty={(a) => a.total.conversions === 0 && a.total.touches === 0}
      builder={(draft, change) => <AttributionBuilder draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
