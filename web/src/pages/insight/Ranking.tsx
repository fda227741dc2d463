import { Card, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { Empty } from "../../components/Empty";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { isSignificant, ranked, tgiOption, type Ranked } from "../../lib/insight";
import type { PartProps } from "./Summary";

const bars = 16;

// Values by how far their share is from that of the baseline.
export function Ranking({ looked, groupings, open }: PartProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [only, setOnly] = useState(true);
  const rows = useSteady([looked, groupings, only], () => ranked(looked.answer, groupings, only));
  const top = rows.filter((one) => one.tgi !== null && one.tgi !== undefined).slice(0, bars);
  const name = (one: Ranked) => `${one.label} = ${words.label(one.value)}`;
  const option = useSteady([top.length, rows, chart, words], () => tgiOption(top, chart, { ...words, bucket: String }, name));
  const pick = (one: Ranked, of: "segment" | "baseline") => open(looked, { of, picks: [{ by: one.by, value: one.value }] }, name(one));
  const p = (one: Ranked) => (one.p === null || one.p === undefined ? "–" : one.p < 0.001 ? "< 0.001" : one.p.toFixed(3));
  const folded = looked.answer.groups.reduce((sum, group) => sum + group.folded.values, 0);
  const columns: Column<Ranked>[] = [
    { key: "value", title: t("insight.value"), raw: name },
    { key: "tgi", title: "TGI", raw: (one) => one.tgi, text: (one) => (one.tgi === null || one.tgi === undefined ? "–" : words.number(Math.round(one.tgi))) },
    { key: "segment_share", title: t("insight.shareHere"), raw: (one) => one.segment_share, text: (one) => words.percent(one.segment_share) },
    { key: "baseline_share", title: t("insight.shareThere"), raw: (one) => one.baseline_share, text: (one) => words.percent(one.baseline_share) },
    { key: "segment", title: t("insight.here"), raw: (one) => one.segment, text: (one) => words.number(one.segment), pick: (one) => () => pick(one, "segment") },
    { key: "baseline", title: t("insight.there"), raw: (one) => one.baseline, text: (one) => words.number(one.baseline), pick: (one) => () => pick(one, "baseline") },
    { key: "p", title: t("insight.p"), raw: (one) => one.p, text: (one) => <span className={isSignificant(one) ? "strong" : "meta"}>{p(one)}</span> },
  ];
  const choose = <Checkbox checked={only} onChange={(e) => setOnly(e.target.checked)} data-testid="only-sure">{t("insight.only")}</Checkbox>;
  return (
    <>
      <Card title={t("insight.ranking")} extra={choose}>
        <p className="meta">{t("insight.rankingHint")}</p>
        {top.length > 0 ? <Chart option={option} height={Math.max(140, top.length * 26 + 40)} label={t("insight.ranking")} onPick={(_, index) => { const one = [...top].reverse()[index]; if (one) pick(one, "segment"); }} /> : <Empty title={t("insight.nothingSure")} />}
      </Card>
      {rows.length > 0 && <NumbersTable title={t("insight.table")} file="insight" columns={columns} rows={rows} testid="insight-cell" extra={folded > 0 ? <span className="meta">{t("insight.folded", { count: folded, replace: { count: words.number(folded) } })}</span> : undefined} />}
    </>
  );
}
