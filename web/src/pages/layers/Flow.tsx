import { ArrowRightOutlined } from "@ant-design/icons";
import { Card, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { layers } from "../../api/layers";
import type { LayersDay, LayersFlow, LayersView } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { Empty } from "../../components/Empty";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { flowGraph, flowOption } from "../../lib/layer_charts";
import { flowCount, flowSides, flowTotals, nowhere } from "../../lib/layers";
import { heat } from "../../lib/palette";
import type { Open } from "./LayersPage";

type Pick = (from: string | undefined, to: string | undefined) => void;
type Name = (layer: string, side: "from" | "to") => string;

function Matrix({ flow, name, pick }: { flow: LayersFlow; name: Name; pick: Pick }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const { from, to } = flowSides(flow);
  const row = (a: string) => to.reduce((sum, b) => sum + flowCount(flow, a, b), 0);
  const column = (b: string) => from.reduce((sum, a) => sum + flowCount(flow, a, b), 0);
  const button = (n: number, onClick: () => void, share?: number, same?: boolean) => (
    <button type="button" className={same ? "heat same" : "heat"} disabled={n === 0} style={share === undefined ? {} : heat(chart, share)} title={share === undefined ? undefined : words.percent(share)} onClick={onClick} data-testid="flow-cell">{words.number(n)}</button>
  );
  return (
    <div className="triangle">
      <table className="flow-matrix">
        <thead><tr><th>{flow.from_day} ↓ · {flow.to_day} →</th>{to.map((b) => <th key={b}>{name(b, "to")}</th>)}<th>{t("layers.sum")}</th></tr></thead>
        <tbody>
          {from.map((a) => (
            <tr key={a}><th>{name(a, "from")}</th>{to.map((b) => <td key={b}>{button(flowCount(flow, a, b), () => pick(a, b), row(a) > 0 ? flowCount(flow, a, b) / row(a) : 0, a === b)}</td>)}<td>{button(row(a), () => pick(a, undefined))}</td></tr>
          ))}
          <tr><th>{t("layers.sum")}</th>{to.map((b) => <td key={b}>{button(column(b), () => pick(undefined, b))}</td>)}<td className="center" data-testid="flow-total">{words.number(from.reduce((sum, a) => sum + row(a), 0))}</td></tr>
        </tbody>
      </table>
    </div>
  );
}

function Shown({ scheme, flow, open }: { scheme: LayersView; flow: LayersFlow; open: Open }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const name: Name = (layer, side) => (layer === nowhere ? t(side === "from" ? "layers.came" : "layers.gone") : layer);
  const graph = useSteady([flow], () => flowGraph(flow));
  const option = useSteady([flow, graph, chart, words, t], () => flowOption(flow, graph, chart, { ...words, bucket: String, name, say: { persons: t("layers.persons") } }));
  const pick: Pick = (from, to) => {
    const place = { from: flow.from_day, to: flow.to_day, ...(from === undefined ? {} : { from_layer: from }), ...(to === undefined ? {} : { to_layer: to }) };
    const title = [from, to].map((one, i) => (one === undefined ? "…" : name(one, i === 0 ? "from" : "to"))).join(" → ");
    open({ key: `${scheme.id} ${JSON.stringify(place)}`, title, load: (page, signal) => layers.flowPersons(scheme.id, place, page, signal) });
  };
  const { population, stayed, before } = flowTotals(flow);
  return (
    <>
      <Card title={t("layers.flow.title", { from: flow.from_day, to: flow.to_day })} extra={<span className="meta">{t("layers.flow.stayed", { share: words.percent(before > 0 ? stayed / before : null), persons: words.number(population) })}</span>}>
        <div className="wide-chart"><div style={{ minWidth: 560 }}>
          <Chart option={option} height={Math.max(300, graph.nodes.length * 26)} label={t("layers.tab.flow")} onPick={(_, index, kind) => {
            const [link, node] = [graph.links[index], graph.nodes[index]];
            if (kind === "edge" && link) pick(link.from, link.to);
            else if (kind === "node" && node) pick(node.side === "from" ? node.layer : undefined, node.side === "to" ? node.layer : undefined);
          }} />
        </div></div>
      </Card>
      <Card title={t("layers.flow.matrix")} className="table-card"><p className="meta">{t("layers.flow.hint")}</p><Matrix flow={flow} name={name} pick={pick} /></Card>
    </>
  );
}

// From which layer to which persons went between two days of which there are versions.
export function Flow({ scheme, days, open }: { scheme: LayersView; days: LayersDay[]; open: Open }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ from?: string; to?: string }>({});
  const last = days.at(-1)?.day;
  const from = chosen.from ?? days.at(Math.max(0, days.length - 8))?.day;
  const to = chosen.to ?? last;
  const enough = days.length > 1 && from !== undefined && to !== undefined;
  const { data, error, reload } = useLoad(enough ? `${scheme.id} ${from} ${to}` : undefined, (signal) => layers.flow(scheme.id, from!, to!, signal));
  if (!enough) return <Card><Empty title={t("layers.flow.none")} hint={t("layers.flow.noneHint")} /></Card>;
  const options = [...days].reverse().map((one) => ({ value: one.day, label: one.day }));
  return (
    <>
      <span className="row flow-days">
        <Select value={from} options={options.filter((one) => one.value < to)} onChange={(day: string) => setChosen({ ...chosen, from: day })} aria-label={t("layers.flow.from")} data-testid="flow-from" />
        <ArrowRightOutlined />
        <Select value={to} options={options.filter((one) => one.value > from)} onChange={(day: string) => setChosen({ ...chosen, to: day })} aria-label={t("layers.flow.to")} data-testid="flow-to" />
      </span>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Card><Skeleton active /></Card> : <Shown scheme={scheme} flow={data} open={open} />}
    </>
  );
}
