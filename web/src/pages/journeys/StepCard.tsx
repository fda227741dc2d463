import { WarningFilled } from "@ant-design/icons";
import { Handle, Position, type NodeProps } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { findStep, portsOf } from "../../lib/journey_graph";
import { cardHeight, widthOf } from "../../lib/journey_layout";
import { none } from "../../lib/journey_numbers";
import { lackOfStep } from "../../lib/journeys";
import { sayPort, sayStep, stepTitle } from "../../lib/journey_words";
import { CountButtons } from "./CountButtons";
import { PortRow } from "./PortRow";
import { IconOfStep } from "./StepIcon";
import { useCanvas } from "./canvas_context";

// One step: what it is, what it does in words, how many passed and stand there, and its ways out.
export function StepCard({ id, selected }: NodeProps) {
  const { t } = useTranslation();
  const { steps, names, flaws, problems, numbers, trail, onOpen, onInsert } = useCanvas();
  const step = findStep(steps, id);
  if (!step) return null;
  const title = stepTitle(steps, id, t);
  const summary = sayStep(step, steps, t, names);
  const flaw = flaws.get(id);
  const lack = onInsert && lackOfStep(step);
  const problem = problems.get(id) ?? (flaw ? t(`journeys.flaw.${flaw}`) : lack && t(`journeys.lack.${lack}`));
  const classes = ["step-card", selected ? "selected" : "", problem ? (problems.has(id) ? "bad" : "flawed") : "", trail?.steps.has(id) ? "on-trail" : ""].filter(Boolean).join(" ");
  return (
    <div className="step-node" style={{ width: widthOf(step) }} data-testid="step-card" data-step={id} data-kind={step.kind}>
      <Handle type="target" position={Position.Top} isConnectable={onInsert !== undefined} aria-label={t("journeys.canvas.in")} />
      <div className={classes} style={{ height: cardHeight }}>
        <header>
          <IconOfStep step={step} /><b title={title}>{title}</b>
          {problem && <WarningFilled className="step-problem" title={problem} aria-label={problem} />}
        </header>
        <p title={summary} data-testid={`says-${id}`}>{summary}</p>
        {numbers && (
          <footer>
            <span>{t("journeys.canvas.passed")} <CountButtons count={numbers.passed.get(id) ?? none} of={{ step: id }} title={t("journeys.canvas.wentOn", { step: title })} onOpen={onOpen} testid={`passed-${id}`} /></span>
            <span>{t("journeys.canvas.standing")} <CountButtons count={numbers.standing.get(id) ?? none} of={{ step: id, standing: true }} title={t("journeys.canvas.stand", { step: title })} onOpen={onOpen} testid={`standing-${id}`} /></span>
          </footer>
        )}
      </div>
      <PortRow step={id} title={title} ports={portsOf(step)} label={(outcome) => sayPort(step, outcome, t)} />
    </div>
  );
}
