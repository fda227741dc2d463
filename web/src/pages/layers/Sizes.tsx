import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { layers, type LayerPlace } from "../../api/layers";
import type { LayersDay, LayersView } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { sizesOption } from "../../lib/layer_charts";
import { classicMap, namesOfDays, scoreOf, scoreSizes } from "../../lib/layers";
import { LayerBar } from "./LayerBar";
import type { Open } from "./LayersPage";
import { RfmGrid, RfmLegend } from "./RfmGrid";

interface Props { scheme: LayersView; days: LayersDay[]; open: Open }

export function useOpenPlace(scheme: LayersView, open: Open) {
  return (place: LayerPlace, title: string) => open({ key: `${scheme.id} ${JSON.stringify(place)}`, title, load: (page, signal) => layers.persons(scheme.id, place, page, signal) });
}

function Rfm({ scheme, open }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const openPlace = useOpenPlace(scheme, open);
  const rfm = scheme.rfm!;
  const map = rfm.map.length > 0 ? rfm.map : classicMap(scheme.scores);
  const parts = ["recency", "frequency", "monetary"] as const;
  type Row = { score: number };
  const columns: Column<Row>[] = [
    { key: "score", title: t("layers.rfm.score"), raw: (row) => row.score },
    ...parts.map((part): Column<Row> => ({
      key: part, title: t(`layers.rfm.${part}`), raw: (row) => scoreSizes(scheme.scores, part)[row.score - 1]!, text: (row) => words.number(scoreSizes(scheme.scores, part)[row.score - 1]!),
      pick: (row) => () => openPlace({ [part]: row.score }, `${t(`layers.rfm.${part}`)} ${row.score}`),
    })),
  ];
  return (
    <>
      <Card title={t("layers.rfm.places")}>
        <p className="meta">{t("layers.rfm.placesHint")}</p>
        <RfmLegend groups={rfm.groups} />
        <RfmGrid map={map} groups={rfm.groups} counts={scheme.scores} onCell={(cell) => {
          const { recency, frequency, monetary } = scoreOf(cell);
          openPlace({ recency, frequency, monetary }, `R${recency} F${frequency} M${monetary} · ${rfm.groups[map[cell]!] ?? ""}`);
        }} />
      </Card>
      <NumbersTable title={t("layers.rfm.perScore")} file="rfm-scores" columns={columns} rows={[5, 4, 3, 2, 1].map((score) => ({ score }))} testid="rfm-score" />
    </>
  );
}

function History({ scheme, days, open }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const openPlace = useOpenPlace(scheme, open);
  const names = useSteady([days], () => namesOfDays(days));
  const option = useSteady([days, names, scheme.rest, chart, words], () => sizesOption(days, { names, rest: scheme.rest }, chart, { ...words, bucket: String }));
  const pick = (day: string, layer: string) => openPlace({ day, layer }, `${day} · ${layer}`);
  const size = (day: LayersDay, name: string) => day.layers.find((one) => one.name === name)?.persons ?? 0;
  const columns: Column<LayersDay>[] = [
    { key: "day", title: t("layers.day"), raw: (day) => day.day },
    ...names.map((name): Column<LayersDay> => ({ key: name, title: name, raw: (day) => size(day, name), text: (day) => words.number(size(day, name)), pick: (day) => () => pick(day.day, name) })),
  ];
  return (
    <>
      <Card title={t("layers.history")}><Chart option={option} height={300} label={t("layers.history")} onPick={(series, index) => days[index] && names[series] !== undefined && pick(days[index].day, names[series])} /></Card>
      <NumbersTable title={t("layers.history")} file="layers" columns={columns} rows={[...days].reverse()} testid="history-cell" />
    </>
  );
}

export function Sizes(props: Props) {
  const { t } = useTranslation();
  const openPlace = useOpenPlace(props.scheme, props.open);
  return (
    <>
      <Card title={t("layers.layers")}><LayerBar layers={props.scheme.layers} onPick={(layer) => openPlace({ layer }, layer)} /></Card>
      {props.scheme.rfm && props.scheme.scores.length > 0 && <Rfm {...props} />}
      {props.days.length > 0 ? <History {...props} /> : <Card><p className="meta">{t("layers.noHistory")}</p></Card>}
    </>
  );
}
