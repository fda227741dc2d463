import { ArrowLeftOutlined, EditOutlined, ReloadOutlined } from "@ant-design/icons";
import { App, Button, Card, Popconfirm, Segmented, Skeleton, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router-dom";
import { layers, type Page as Part } from "../../api/layers";
import type { LayersView, PersonsResponse } from "../../api/types";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { PersonsPanel } from "../../components/PersonsDrawer";
import { Problem, sayProblem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { Flow } from "./Flow";
import { Kpis } from "./Kpis";
import { Sizes } from "./Sizes";

// Persons to show: what they are is their key.
export interface Behind { key: string; title: string; load: (page: Part, signal: AbortSignal) => Promise<PersonsResponse> }
export type Open = (behind: Behind) => void;

const tabs = ["sizes", "flow", "kpis"] as const;
type Tab = (typeof tabs)[number];

// Works the layers out, and tells when that is done.
function useWorkOut(id: string, done: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      const { id: job } = await layers.workOut(id);
      for (;;) {
        const { state, message: said } = await layers.job(job);
        if (state === "done") break;
        if (state === "failed" || state === "cancelled") throw new Error(said);
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
      done();
    } catch (problem) {
      const said = sayProblem(problem, t);
      void message.error(`${said.title} ${said.detail}`);
    }
    setBusy(false);
  };
  return { busy, start };
}

function Tools({ scheme, onDone }: { scheme: LayersView; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { may } = useSession();
  const { busy, start } = useWorkOut(scheme.id, onDone);
  if (!may("analyst")) return null;
  const remove = async () => {
    try {
      await layers.remove(scheme.id);
      navigate("/layers");
    } catch (problem) {
      const said = sayProblem(problem, t);
      void message.error(`${said.title}: ${said.detail}`);
    }
  };
  return (
    <Space wrap>
      <Popconfirm title={t("layers.confirmDelete", { name: scheme.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void remove()}><Button danger data-testid="delete-layers">{t("common.delete")}</Button></Popconfirm>
      <Button icon={<EditOutlined />} onClick={() => navigate(`/layers/${scheme.id}/edit`)} data-testid="edit-layers">{t("common.edit")}</Button>
      <Button icon={<ReloadOutlined />} loading={busy} onClick={() => void start()} data-testid="work-out">{t("layers.workOut")}</Button>
    </Space>
  );
}

export default function LayersPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { id = "" } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const tab = tabs.find((one) => one === parameters.get("tab")) ?? "sizes";
  const [behind, setBehind] = useState<Behind>();
  const [turn, setTurn] = useState(0);
  const { data, error, reload } = useLoad(`${id}#${turn}`, async (signal) => ({ scheme: await layers.find(id, signal), days: (await layers.history(id, signal)).days }));
  if (error !== undefined) return <Page title={t("layers.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("layers.title")}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  const { scheme, days } = data;
  return (
    <Page title={<span className="row"><Link to="/layers" aria-label={t("layers.back")}><ArrowLeftOutlined /></Link>{scheme.name}</span>} extra={<Tools scheme={scheme} onDone={() => setTurn((n) => n + 1)} />}>
      <div className="list-head layers-head">
        <Segmented<Tab> value={tab} onChange={(next) => setParameters({ tab: next }, { replace: true })} options={tabs.map((one) => ({ value: one, label: <span data-testid={`tab-${one}`}>{t(`layers.tab.${one}`)}</span> }))} />
        <span className="meta">{t(`layers.kind.${scheme.kind}`)} · {scheme.computed ? t("layers.computedAt", { when: words.instant(scheme.computed) }) : t("layers.asOfNow")}</span>
      </div>
      {scheme.problem ? <Problem error={new Error(scheme.problem.detail)} /> : tab === "sizes" ? <Sizes scheme={scheme} days={days} open={setBehind} /> : tab === "flow" ? <Flow scheme={scheme} days={days} open={setBehind} /> : <Kpis scheme={scheme} />}
      <PersonsPanel of={behind?.key} title={behind?.title ?? ""} load={(page, signal) => behind!.load(page, signal)} onClose={() => setBehind(undefined)} />
    </Page>
  );
}
