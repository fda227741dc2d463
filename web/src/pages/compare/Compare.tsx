import { ArrowLeftOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button, Card, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import type { EffectOf, EffectQuestion } from "../../api/types";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { compareFrom, compareTo, goalsDiffer, leastCompared, unpricedOf, wasSent, type CompareAddress, type Side } from "../../lib/compare";
import { CompareChart } from "./CompareChart";
import { CompareForm } from "./CompareForm";
import { CompareTable } from "./CompareTable";
import { useComparable, useSides } from "./use_compare";

// What must be known to read the figures right.
function Notes({ sides, goal }: { sides: readonly Side[]; goal: string }) {
  const { t } = useTranslation();
  const unsent = sides.filter((side) => side.outcome && !wasSent(side)).map((side) => side.name);
  const unpriced = unpricedOf(sides).map((channel) => t(`channel.${channel}`, { defaultValue: channel }));
  const comma = t("effect.return.comma");
  return (
    <>
      {goal === "" && goalsDiffer(sides.map((side) => side.of)) && <p className="meta" data-testid="goals-differ">{t("compare.differ")}</p>}
      {unsent.length > 0 && <p className="meta" data-testid="unsent">{t("compare.unsent", { names: unsent.join(comma) })}</p>}
      {unpriced.length > 0 && <p className="meta" data-testid="unpriced">{t("effect.return.unpriced", { channels: unpriced.join(comma) })} <Link to="/sending">{t("effect.return.price")}</Link></p>}
    </>
  );
}

function Shown({ sides, address, onChange }: { sides: Side[]; address: CompareAddress; onChange: (part: Partial<CompareAddress>) => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<{ question: EffectQuestion; drill?: Drill<"effect"> }>({ question: sides[0]!.question });
  const open = (side: Side, of: EffectOf) => setShown({ question: side.question, drill: { cell: { of }, title: `${side.name} · ${t(`effect.of.${of}`)}` } });
  if (!sides.some(wasSent) && sides.every((side) => side.problem === undefined)) return <Card><Empty title={t("compare.nothing")} hint={t("compare.nothingHint")} /></Card>;
  return (
    <>
      <Notes sides={sides} goal={address.goal} />
      <CompareChart metric={address.metric} sides={sides} onMetric={(metric) => onChange({ metric })} onOpen={open} />
      <CompareTable sides={sides} onOpen={open} />
      <p className="hint">{t("compare.rule")} {t("effect.rule")}</p>
      <PersonsDrawer analysis="effect" question={shown.question} drill={shown.drill} onClose={() => setShown({ question: shown.question })} />
    </>
  );
}

// Campaigns and journeys side by side, each asked with its own goal or all with that of one.
export default function Compare() {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const address = compareFrom(parameters);
  const { data: all, error: failed, reload: again } = useComparable();
  const chosen = all ? address.ids.flatMap((id) => all.filter((one) => one.id === id)) : [];
  const enough = chosen.length >= leastCompared;
  const { data: sides, error, loading, reload } = useSides(chosen, address, enough);
  const change = (part: Partial<CompareAddress>) => setParameters(compareTo({ ...address, ...part }), { replace: true });
  const gone = all ? address.ids.length - chosen.length : 0;
  const title = <span className="row"><Link to="/campaigns" aria-label={t("campaigns.back")}><ArrowLeftOutlined /></Link>{t("compare.title")}</span>;
  const waits = error === undefined && failed === undefined && !sides;
  return (
    <Page title={title} extra={enough && <Button icon={<ReloadOutlined />} aria-label={t("common.reload")} onClick={reload} data-testid="compare-reload" />}>
      {failed !== undefined && <Problem error={failed} onRetry={again} />}
      {all && <CompareForm all={all} chosen={chosen} address={address} onChange={change} />}
      {gone > 0 && <p className="meta" data-testid="gone">{t("compare.gone", { count: gone })}</p>}
      {all && !enough && <Card><Empty title={t("compare.empty")} hint={t("compare.emptyHint")} /></Card>}
      {enough && error !== undefined && <Problem error={error} onRetry={reload} />}
      {(!all || enough) && waits && <Card><Skeleton active paragraph={{ rows: 8 }} /></Card>}
      {enough && sides && <div className={loading ? "answer waiting" : "answer"} aria-busy={loading} data-testid="comparison"><Shown sides={sides} address={address} onChange={change} /></div>}
    </Page>
  );
}
