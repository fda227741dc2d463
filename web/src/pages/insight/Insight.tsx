import { PictureOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button, Card, InputNumber, Segmented, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import { layers } from "../../api/layers";
import { tags as tagApi } from "../../api/tags";
import { saved } from "../../api/saved";
import type { AnalysisName, InsightAnswer, InsightCell, InsightQuestion, Json } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { useProperties } from "../../app/schema";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { choicesOf, everyone, firstSetting, groupingsOf, mostSegments, questionOf, type Choice, type Grouping, type InsightSetting } from "../../lib/insight";
import { downloadPicture } from "../../lib/picture";
import { Heat } from "./Heat";
import { NumberCards } from "./NumberCards";
import { Ranking } from "./Ranking";
import { SideBySide } from "./SideBySide";
import { Summary } from "./Summary";

// One segment of the page: what was asked about it, and the answer.
export interface Looked { name: string; question: InsightQuestion; answer: InsightAnswer }
export type Open = (looked: Looked, cell: InsightCell, title: string) => void;

interface BarProps { choices: Choice[]; chosen: string[]; baseline: string; setting: InsightSetting; go: (part: { s?: string[]; b?: string }) => void; set: (part: Partial<InsightSetting>) => void }

function Builder({ choices, chosen, baseline, setting, go, set }: BarProps) {
  const { t } = useTranslation();
  const options = choices.map(({ value, label }) => ({ value, label }));
  return (
    <Card className="builder no-print">
      <div className="fields">
        <div className="field grow"><label>{t("insight.segments")}</label><div><Select mode="multiple" maxCount={mostSegments} className="value wide insight-choice" value={chosen} options={options} optionFilterProp="label" placeholder={t("insight.choose")} onChange={(s: string[]) => go({ s })} aria-label={t("insight.segments")} data-testid="insight-segments" /></div></div>
        <div className="field"><label>{t("insight.baseline")}</label><div><Select className="value" showSearch optionFilterProp="label" value={baseline} options={[{ value: everyone, label: t("insight.everyone") }, ...options]} onChange={(b: string) => go({ b })} popupMatchSelectWidth={false} aria-label={t("insight.baseline")} data-testid="insight-baseline" /></div></div>
        <div className="field"><label>{t("insight.of")}</label><div><Segmented<InsightSetting["of"]> value={setting.of} onChange={(of) => set({ of })} options={[{ value: "everyone", label: t("insight.ofAll") }, { value: "known", label: t("insight.ofKnown") }]} /></div></div>
        <div className="field"><label>{t("insight.min")}</label><div><InputNumber className="number" min={1} max={1_000_000} precision={0} value={setting.min_persons} onChange={(n) => set({ min_persons: n ?? 1 })} suffix={t("insight.min_persons")} style={{ width: 150 }} /></div></div>
      </div>
    </Card>
  );
}

function Answers({ looked, groupings, baseline }: { looked: Looked[]; groupings: Grouping[]; baseline: string }) {
  const { t } = useTranslation();
  const { chart } = usePreferences();
  const [at, setAt] = useState(0);
  const [drill, setDrill] = useState<{ of: Looked; cell: InsightCell; title: string }>();
  const shown = looked[Math.min(at, looked.length - 1)]!;
  const open: Open = (of, cell, title) => setDrill({ of, cell, title });
  const part = { looked: shown, groupings, baseline, open };
  return (
    <>
      {looked.length > 1 && <SideBySide looked={looked} groupings={groupings} open={open} />}
      <div className="list-head no-print">
        {looked.length > 1 && <Segmented value={Math.min(at, looked.length - 1)} onChange={setAt} options={looked.map((one, i) => ({ value: i, label: one.name }))} />}
        <span className="grow" />
        <Button icon={<PictureOutlined />} onClick={() => downloadPicture(`insight-${shown.name}.png`, chart.surface)}>{t("insight.picture")}</Button>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()} data-testid="print">{t("insight.print")}</Button>
      </div>
      <Summary {...part} />
      <Ranking key={shown.name} {...part} />
      <NumberCards {...part} />
      {groupings.length > 1 && <Heat key={`heat ${shown.name}`} {...part} />}
      <PersonsDrawer<"insight"> analysis="insight" question={(drill?.of ?? shown).question} drill={drill && { cell: drill.cell, title: drill.title }} onClose={() => setDrill(undefined)} />
    </>
  );
}

interface AskProps { chosen: Choice[]; base: Choice | undefined; groupings: Grouping[]; setting: InsightSetting }

function Asked({ chosen, base, groupings, setting }: AskProps) {
  const { t } = useTranslation();
  const questions = chosen.map((one) => questionOf(one.filter, base?.filter ?? { all: [] }, groupings, setting));
  const { data, error, loading, reload } = useLoad(JSON.stringify(questions), async (signal) => {
    const { results } = await saved.askMany(questions.map((question) => ({ analysis: "insight" satisfies AnalysisName, question: question as unknown as Json })), {}, signal);
    const failed = results.find((one) => one.problem)?.problem;
    if (failed) throw new Error(failed.detail);
    return results.map((one, i): Looked => ({ name: chosen[i]!.label, question: questions[i]!, answer: one.answer!.answer as InsightAnswer }));
  });
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (!data) return <Card><Skeleton active paragraph={{ rows: 10 }} /></Card>;
  return <div className={loading ? "answer waiting" : "answer"} data-testid="insight" aria-busy={loading}><Answers looked={data} groupings={groupings} baseline={base?.label ?? t("insight.everyone")} /></div>;
}

// What distinguishes segments from others. Whom it is about stands in the address.
export default function Insight() {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const [setting, setSetting] = useState(firstSetting);
  const properties = useProperties([]);
  const { data, error, reload } = useLoad("insight", choicesAndMore);
  const go = ({ s, b }: { s?: string[]; b?: string }) => setParameters(new URLSearchParams([...(s ?? parameters.getAll("s")).map((one) => ["s", one]), ["b", b ?? parameters.get("b") ?? everyone]]));
  if (error !== undefined) return <Page title={t("insight.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("insight.title")}><Card><Skeleton active paragraph={{ rows: 10 }} /></Card></Page>;
  const named = (value: string) => data.choices.find((one) => one.value === value);
  const chosen = parameters.getAll("s").flatMap((one) => named(one) ?? []).slice(0, mostSegments);
  const base = named(parameters.get("b") ?? everyone);
  // A scheme or tag says nothing of those who are chosen by it.
  const says = (prefix: string) => ![...chosen, ...(base ? [base] : [])].some((one) => one.value.startsWith(prefix));
  const groupings = groupingsOf(properties, data.schemes.filter(({ id }) => says(`layer:${id}:`)), data.tags.filter(({ id }) => says(`tag:${id}:`)));
  const make = <Link to="/segments/new"><Button type="primary">{t("insight.make")}</Button></Link>;
  return (
    <Page title={t("insight.title")}>
      <p className="lead no-print">{t("insight.lead")}</p>
      {data.choices.length === 0 ? <Card><Empty title={t("insight.noneYet")} hint={t("insight.emptyHint")} action={make} /></Card> : (
        <>
          <Builder choices={data.choices} chosen={chosen.map((one) => one.value)} baseline={base?.value ?? everyone} setting={setting} go={go} set={(part) => setSetting({ ...setting, ...part })} />
          {chosen.length === 0 ? <Card><Empty title={t("insight.empty")} hint={t("insight.emptyHint")} /></Card>
            : groupings.length === 0 ? <Card><Empty title={t("insight.noTraits")} hint={t("insight.noTraitsHint")} /></Card>
            : <Asked chosen={chosen} base={base} groupings={groupings} setting={setting} />}
        </>
      )}
    </Page>
  );
}

async function choicesAndMore(signal: AbortSignal) {
  const [{ segments }, { schemes }, { tags }] = await Promise.all([api.segments(signal), layers.list(signal), tagApi.list(signal)]);
  return { schemes, tags, choices: choicesOf(segments, schemes, tags) };
}
