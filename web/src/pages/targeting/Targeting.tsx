import { Alert, Button, Card, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { targeting } from "../../api/targeting";
import type { Filter } from "../../api/types";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { useDebounced } from "../../hooks/use_debounced";
import { useLoad } from "../../hooks/use_load";
import { addressOf, changed, queryOf, settingFrom, type TargetingChange } from "../../lib/targeting";
import { Playbook } from "./Playbook";
import { Ranking, type Open } from "./Ranking";
import { Weights } from "./Weights";

const tabs = ["ranking", "playbook"] as const;
type Tab = (typeof tabs)[number];

function Ranked({ open, toPlaybook }: { open: Open; toPlaybook: () => void }) {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const setting = settingFrom(address);
  const asked = useDebounced(queryOf(setting), 250);
  const { data: found, error, reload } = useLoad(asked, async (signal) => ({ of: asked, response: await targeting.ranked(asked, signal) }));
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (!found) return <Card><Skeleton active paragraph={{ rows: 8 }} /></Card>;
  const data = found.response;
  if (data.total === 0 && data.failed.length === 0) return <Card><Empty title={t("targeting.empty")} hint={t("targeting.emptyHint")} action={<Button type="primary" onClick={toPlaybook}>{t("targeting.toPlaybook")}</Button>} /></Card>;
  // Two changes may come before the page is drawn anew: the second begins with the address as it is by then.
  const change = (part: TargetingChange) => {
    const now = new URLSearchParams(window.location.search);
    setAddress(addressOf(changed(settingFrom(now), part), now), { replace: true });
  };
  const waiting = found.of !== queryOf(setting);
  return (
    <>
      <Weights setting={setting} onChange={change} />
      {data.missing.length > 0 && <Alert type="info" showIcon message={t("targeting.missing")} action={<Link to="/operating">{t("targeting.toRoles")}</Link>} data-testid="targeting-missing" />}
      {data.failed.length > 0 && <Alert type="warning" showIcon message={t("targeting.failed")} description={data.failed.map((one) => <div key={`${one.kind} ${one.id}`}><b>{one.name}</b> {one.problem}</div>)} />}
      <Ranking response={data} setting={setting} loading={waiting} open={open} />
    </>
  );
}

// Which audience is worth reaching next.
export default function Targeting() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const tab: Tab = address.get("tab") === "playbook" ? "playbook" : "ranking";
  const [drill, setDrill] = useState<{ filter: Filter; title: string }>();
  const go = (next: Tab) => setAddress((old) => {
    const to = new URLSearchParams(old);
    if (next === "ranking") to.delete("tab");
    else to.set("tab", next);
    return to;
  });
  const open: Open = (filter, title) => setDrill({ filter, title });
  return (
    <Page title={t("targeting.title")} extra={<span className="meta">{t("targeting.lead")}</span>}>
      <div className="list-head"><Segmented<Tab> value={tab} onChange={go} options={tabs.map((value) => ({ value, label: <span data-testid={`tab-${value}`}>{t(`targeting.tab.${value}`)}</span> }))} /></div>
      {tab === "ranking" ? <Ranked open={open} toPlaybook={() => go("playbook")} /> : <Playbook open={open} />}
      <PersonsDrawer analysis="segment" question={{ filter: drill?.filter ?? { all: [] } }} drill={drill && { cell: { others: false }, title: drill.title }} onClose={() => setDrill(undefined)} />
    </Page>
  );
}
