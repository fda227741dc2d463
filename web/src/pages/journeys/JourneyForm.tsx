import { ArrowLeftOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Checkbox, Input, Space, Tag } from "antd";
import type { ReactFlowInstance } from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { ApiError } from "../../api/client";
import { journeys, type JourneyBody, type Step } from "../../api/journeys";
import { Page } from "../../components/Page";
import { firstReady } from "../../lib/channels";
import { flawsOf, stepOfField, type StepChoice } from "../../lib/journey_graph";
import { stepTitle } from "../../lib/journey_words";
import { lackOf, newStep } from "../../lib/journeys";
import { CampaignProblem } from "../campaigns/CampaignProblem";
import { MeasureSection } from "../campaigns/MeasureSection";
import { DryRun } from "./DryRun";
import { JourneyCanvas } from "./JourneyCanvas";
import { Palette } from "./Palette";
import { StepPanel } from "./StepPanel";
import type { Choices } from "./StepFields";
import { CanvasProvider } from "./canvas_context";
import { entryNode } from "./canvas_nodes";
import { useDryRun } from "./use_dry_run";
import { useJourneyDraft } from "./use_journey_draft";
import { useJourneyNames } from "./use_journey_names";

interface Props { id?: string; begin: JourneyBody; choices: Choices }

// A new step; a message begins with the channel that is there and its first template.
function stepFor(steps: readonly Step[], choice: StepChoice, { templates, rules }: Choices): Step {
  const channel = choice === "webhook" ? choice : firstReady(rules.channels);
  return newStep(steps, choice, templates.find((one) => one.channel === channel)?.id, channel);
}

// Which card a refusal is about: "" is the entry.
function cardOf(error: unknown, body: JourneyBody): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.field.startsWith("entry") ? "" : stepOfField(body.steps, error.field);
}

export function JourneyForm({ id, begin, choices }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const flow = useRef<ReactFlowInstance>();
  const draft = useJourneyDraft(begin, (steps, choice) => stepFor(steps, choice, choices), () => setError(undefined));
  const { body, change, select } = draft;
  const run = useDryRun(body, id);
  const names = useJourneyNames(body, choices.templates);
  const [kept] = useState(() => (id ? JSON.stringify(body) : ""));
  const changed = JSON.stringify(body) !== kept;
  const lack = lackOf(body);
  const flaws = useMemo(() => flawsOf(body.steps), [body.steps]);
  const refused = error ?? (run.stale ? undefined : run.error);
  const card = cardOf(refused, body);
  const problems = useMemo(() => new Map(card !== undefined && refused instanceof ApiError ? [[card, refused.message]] : []), [card, refused]);
  const show = (of: string) => select(of === "" ? entryNode : of);
  useEffect(() => {
    if (card !== undefined) show(card);
  }, [card]);
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const wanted = { ...body, name: body.name.trim() };
      const done = id ? await journeys.change(id, wanted) : await journeys.create(wanted);
      void message.success(t("journeys.saved"));
      navigate(`/journeys/${done.id}`);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const said = lack && (lack.step === undefined ? t(`journeys.lack.${lack.what}`) : t("journeys.lackAt", { step: stepTitle(body.steps, lack.step, t), lack: t(`journeys.lack.${lack.what}`) }));
  const lackCard = lack && (lack.step ?? (["entry", "at", "audience"].includes(lack.what) ? "" : undefined));
  const tools = (
    <Space wrap>
      {lack && <span className="meta" data-testid="journey-lack">{lackCard === undefined ? said : <button type="button" className="link-button" onClick={() => show(lackCard)}>{said}</button>}</span>}
      {changed && id && <Tag color="gold" bordered={false}>{t("segments.unsaved")}</Tag>}
      <Button type="primary" disabled={lack !== undefined || (!changed && id !== undefined)} loading={busy} onClick={() => void save()} data-testid="save-journey">{t("journeys.save")}</Button>
    </Space>
  );
  const tidy = () => {
    draft.tidy();
    requestAnimationFrame(() => void flow.current?.fitView({ maxZoom: 1, padding: 0.12 }));
  };
  const at = (part: string) => (error instanceof ApiError && error.field.startsWith(part) ? error.message : undefined);
  const { goal, holdout_percent } = body;
  return (
    <Page title={<span className="row"><Link to={id ? `/journeys/${id}` : "/journeys"} aria-label={t("journeys.back")}><ArrowLeftOutlined /></Link>{body.name || t("journeys.untitled")}</span>} extra={tools}>
      {error !== undefined && <CampaignProblem error={error} />}
      <div className="columns journey-columns">
        <div className="stack">
          <Card className="builder">
            <div className="pair">
              <div className="field"><label htmlFor="journey-name">{t("common.name")}</label><Input id="journey-name" value={body.name} maxLength={200} status={at("name") ? "error" : ""} onChange={(e) => change({ name: e.target.value })} data-testid="journey-name" /></div>
              <div className="field"><label htmlFor="journey-description">{t("common.description")}</label><Input id="journey-description" value={body.description} maxLength={1000} onChange={(e) => change({ description: e.target.value })} /></div>
            </div>
          </Card>
          <Card className="canvas-card">
            <Palette onAdd={draft.add} onTidy={tidy} onUndo={draft.undo} onRedo={draft.redo} />
            <CanvasProvider value={{ entry: body.entry, steps: body.steps, names, flaws, problems, numbers: run.numbers, trail: run.trail, onInsert: draft.insert }}>
              <JourneyCanvas selected={draft.selected} onSelect={select} onReady={(made) => { flow.current = made; }} edits={{ onMove: draft.move, onConnect: draft.link, onRemove: draft.remove, onDrop: draft.drop }} />
            </CanvasProvider>
            <p className="meta canvas-hint">{t("journeys.canvas.paletteHint")} {t("journeys.canvas.keys")}</p>
            {flaws.size > 0 && <Alert type="warning" showIcon message={t("journeys.flaws", { count: flaws.size })} description={<ul>{[...flaws].map(([step, flaw]) => <li key={step}><button type="button" className="link-button" onClick={() => show(step)}>{stepTitle(body.steps, step, t)}</button>: {t(`journeys.flaw.${flaw}`)}</li>)}</ul>} data-testid="journey-flaws" />}
          </Card>
        </div>
        <div className="stack nokey">
          <StepPanel draft={draft} choices={choices} problems={problems} />
          <MeasureSection body={{ transactional: false, holdout_percent, ...(goal ? { goal } : {}) }} problem={at("goal") ?? at("holdout_percent")}
            change={(part) => change({ ...("goal" in part ? { goal: part.goal } : {}), ...("holdout_percent" in part ? { holdout_percent: part.holdout_percent } : {}) } as Partial<JourneyBody>)}>
            {goal && <Checkbox checked={body.exit_at_goal} onChange={(e) => change({ exit_at_goal: e.target.checked })} data-testid="exit-at-goal">{t("journeys.measure.exitAtGoal")}</Checkbox>}
          </MeasureSection>
          <DryRun run={run} steps={body.steps} ready={lack === undefined || lack.what === "name"} />
        </div>
      </div>
    </Page>
  );
}
