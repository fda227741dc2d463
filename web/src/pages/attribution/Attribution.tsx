import { Card, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { usePreferences } from "../../app/preferences";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { Chart } from "../../components/Chart";
import { useAttributionNames } from "../../hooks/use_attribution_names";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { attributionToAsk, cellOfCost, cellOfCredit, costsOption, creditsOption, lookOf, overTimeOption } from "../../lib/attribution";
import { attributionDefault } from "../../lib/question_url";
import { AttributionBuilder } from "./AttributionBuilder";
import { CostsTable, CreditsTable, hasCosts } from "./AttributionTables";

function Answer({ answer, asked, open, meta, choice, choose }: Shown<"attribution">) {
  const { t } = useTranslation();
  const words = useWords();
  const names = useAttributionNames();
  const { chart } = usePreferences();
  const look = lookOf(choice, asked);
  const own = { ...words, bucket: String };
  const credits = useSteady([answer, asked, look.stacked, look.metric, chart, words], () => creditsOption(answer, asked, look, chart, own, names));
  const costs = useSteady([answer, asked, look.model, chart, words], () =>
    costsOption(answer, asked.models.indexOf(look.model), chart, own, { ...names, cost: t("attribution.cost"), value: t("attribution.creditedValue"), roas: t("attribution.roas") }));
  const at = asked.models.indexOf(look.model);
  const time = useSteady([answer, asked, look.model, look.metric, chart, words], () => overTimeOption(answer, at, look.metric, chart, { ...words, bucket: (iso) => words.bucket(iso, asked.bucket) }, names));
  const pickTime = (series: number, bucket: number) => {
    const channel = answer.channels[series];
    if (channel && (channel.credits[at]?.buckets[bucket]?.persons ?? 0) > 0)
      open({ of: "conversions", channel: channel.channel, model: look.model, bucket }, [names.channel(channel.channel), names.model(look.model), words.bucket(answer.buckets[bucket]!, asked.bucket)].join(" · "));
  };
  const pick = (series: number, place: number) => {
    const cell = cellOfCredit(answer, asked, look.stacked, series, place);
    if (cell) open(cell, `${names.channel(cell.channel)} · ${names.model(cell.model)}`);
  };
  const pickCost = (series: number, place: number) => {
    const cell = cellOfCost(answer, look.model, series, place);
    if (cell) open(cell, `${names.channel(cell.channel)} · ${series === 0 ? t("attribution.acquired") : names.model(look.model)}`);
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
      {answer.buckets.length > 0 && (
        <Card title={`${title} · ${names.model(look.model)}`} extra={model}>
          <Chart option={time} height={320} label={t("attribution.overTime")} times={answer.buckets} onPick={pickTime} />
        </Card>
      )}
      <Card title={t("attribution.costs")} extra={hasCosts(answer) ? model : undefined}>
        {hasCosts(answer) ? <Chart option={costs} height={280} label={t("attribution.costs")} onPick={pickCost} /> : <p className="hint">{t("attribution.noCosts")} <Link to="/data?tab=costs">{t("attribution.addCosts")}</Link></p>}
      </Card>
      <CreditsTable answer={answer} asked={asked} open={open} metric={look.metric} />
      <CostsTable answer={answer} asked={asked} open={open} model={look.model} />
    </>
  );
}

export default function Attribution() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="attribution" title={t("attribution.title")} otherwise={attributionDefault} toAsk={attributionToAsk} incomplete={{ title: t("attribution.choose"), hint: t("attribution.chooseHint") }} isEmpty={(a) => a.total.conversions === 0 && a.total.touches === 0}
      builder={(draft, change) => <AttributionBuilder draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
