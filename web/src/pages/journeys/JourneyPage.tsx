import { ArrowLeftOutlined } from "@ant-design/icons";
import { Alert, Card, Select, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { sending, templates, type Channel } from "../../api/engage";
import { journeys, type JourneyVersion, type JourneyView, type VisitorsOf } from "../../api/journeys";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { usePolling } from "../../hooks/use_polling";
import { useWords } from "../../hooks/use_words";
import { flawsOf } from "../../lib/journey_graph";
import { numbersOf } from "../../lib/journey_numbers";
import { bodyOf, lackOf, mayEdit } from "../../lib/journeys";
import { Effect } from "../campaigns/Effect";
import { NotReady } from "../campaigns/NotReady";
import { Phase } from "../campaigns/Phase";
import { DryRun } from "./DryRun";
import { Figures } from "./Figures";
import { JourneyCanvas } from "./JourneyCanvas";
import { JourneyFacts } from "./JourneyFacts";
import { JourneySends } from "./JourneySends";
import { JourneyTools } from "./JourneyTools";
import { VisitorsDrawer, type Visitors } from "./VisitorsDrawer";
import { CanvasProvider } from "./canvas_context";
import { useDryRun } from "./use_dry_run";
import { useJourneyNames } from "./use_journey_names";

const noProblems = new Map<string, string>();

function VersionPick({ versions, value, onChange }: { versions: JourneyVersion[]; value: number; onChange: (version: number) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const options = [{ value: 0, label: t("journeys.versions.all") }, ...versions.map((one) => ({ value: one.version, label: t("journeys.versions.one", { n: one.version, at: words.instant(one.created) }) }))];
  return <Select size="small" value={value} options={options} onChange={onChange} popupMatchSelectWidth={false} aria-label={t("journeys.versions.pick")} data-testid="version-pick" />;
}

function Notices({ journey, ready }: { journey: JourneyView; ready: readonly Channel[] | undefined }) {
  const { t } = useTranslation();
  const changed = journey.is_changed && (journey.phase === "active" || journey.phase === "paused");
  return (
    <>
      {journey.phase === "in_review" && <Alert type="info" showIcon message={t("journeys.inReview", { by: journey.by })} />}
      {changed && <Alert type="info" showIcon message={t("journeys.changed", { version: journey.version })} data-testid="journey-changed" />}
      {journey.phase !== "ended" && <NotReady used={journey.steps.flatMap((one) => one.message?.channel ?? [])} ready={ready} />}
    </>
  );
}

function Detail({ journey, turn, onChanged }: { journey: JourneyView; turn: number; onChanged: () => void }) {
  const { t } = useTranslation();
  const [version, setVersion] = useState(0);
  const [visitors, setVisitors] = useState<Visitors>();
  const things = useLoad("things", async (signal) => ({ templates: (await templates.list(signal)).templates, rules: await sending.rules(signal) }));
  const counted = useLoad(journey.id, (signal) => journeys.numbers(journey.id, signal));
  usePolling(journey.phase === "active", counted.reload, 3000);
  usePolling(journey.phase === "active", onChanged, 3000);
  const body = useMemo(() => bodyOf(journey), [journey]);
  const run = useDryRun(body, journey.id);
  const names = useJourneyNames(body, things.data?.templates ?? []);
  const flaws = useMemo(() => flawsOf(body.steps), [body]);
  const versions = counted.data?.versions ?? [];
  const numbers = useMemo(() => counted.data && versions.length > 0 ? numbersOf(counted.data, version) : undefined, [counted.data, version]);
  const open = (of: VisitorsOf, title: string) => setVisitors({ of, title });
  const sends = counted.data?.sends ?? [];
  return (
    <>
      <Notices journey={journey} ready={things.data?.rules.channels} />
      {versions.length > 0 && <Figures journey={journey} onOpen={open} />}
      {counted.error !== undefined && <Problem error={counted.error} onRetry={counted.reload} />}
      <div className="columns journey-columns">
        <div className="stack">
          <Card className="canvas-card" title={t("journeys.canvas.title")} extra={versions.length > 0 && <VersionPick versions={versions} value={version} onChange={setVersion} />}>
            <CanvasProvider value={{ entry: body.entry, steps: body.steps, names, flaws, problems: noProblems, numbers: run.numbers ?? numbers, trail: run.trail, onOpen: run.numbers ? undefined : open }}>
              <JourneyCanvas />
            </CanvasProvider>
          </Card>
          {versions.length > 0 && <Effect of={journey} turn={`${turn} ${journey.entered} ${journey.reached}`} compares={journey.steps.some((one) => (one.message?.variants.length ?? 0) > 1)} edit={mayEdit(journey.phase) ? `/journeys/${journey.id}/edit` : undefined} />}
          {versions.length > 0 && <JourneySends sends={sends} version={version} steps={body.steps} onChanged={counted.reload} />}
        </div>
        <div className="stack">
          <JourneyFacts journey={journey} names={names} numbers={numbers} onOpen={open} />
          <DryRun run={run} steps={body.steps} ready={lackOf(body) === undefined} />
        </div>
      </div>
      <VisitorsDrawer id={journey.id} version={version} visitors={visitors} onClose={() => setVisitors(undefined)} />
    </>
  );
}

export default function JourneyPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const { may } = useSession();
  const [turn, setTurn] = useState(0);
  const { data: journey, error, reload } = useLoad(id, (signal) => journeys.find(id, signal));
  const title = (name: string) => <span className="row"><Link to="/journeys" aria-label={t("journeys.back")}><ArrowLeftOutlined /></Link>{name}{journey && <Phase phase={journey.phase} />}</span>;
  if (error !== undefined) return <Page title={title(t("journeys.title"))}><Problem error={error} onRetry={reload} /></Page>;
  if (!journey) return <Page title={title(t("journeys.title"))}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  const changed = () => {
    setTurn(turn + 1);
    reload();
  };
  return (
    <Page title={title(journey.name)} extra={may("analyst") && <JourneyTools journey={journey} onChanged={changed} />}>
      <Detail key={`${id} ${turn}`} journey={journey} turn={turn} onChanged={reload} />
    </Page>
  );
}
