import { CloseOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button, Card, Drawer, Grid, Space } from "antd";
import { useTranslation } from "react-i18next";
import { findStep } from "../../lib/journey_graph";
import { stepTitle } from "../../lib/journey_words";
import { EntryFields } from "./EntryFields";
import { StepFields, type Choices } from "./StepFields";
import { entryNode } from "./canvas_nodes";
import type { JourneyDraft } from "./use_journey_draft";

interface Props { draft: JourneyDraft; choices: Choices; problems: ReadonlyMap<string, string> }

// The form of the chosen card: beside the canvas, and over it where there is no room.
export function StepPanel({ draft, choices, problems }: Props) {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().lg ?? true;
  const { body, selected, select } = draft;
  const entered = selected === entryNode;
  const step = findStep(body.steps, selected ?? "");
  if (!step && !entered) return null;
  const title = step ? stepTitle(body.steps, step.id, t) : t("journeys.entry.title");
  const problem = problems.get(step?.id ?? "");
  const close = () => select(undefined);
  const form = (
    <div className="step-form nokey" data-testid="step-form">
      {step ? <StepFields key={step.id} step={step} steps={body.steps} choices={choices} onChange={draft.changeStep} /> : <EntryFields entry={body.entry} onChange={(entry) => draft.change({ entry })} />}
      {problem && <span className="field-problem" role="alert" data-testid="step-problem">{problem}</span>}
    </div>
  );
  const remove = step && body.steps.length > 1 && <Button type="text" danger icon={<DeleteOutlined />} aria-label={t("journeys.canvas.remove")} title={t("journeys.canvas.remove")} onClick={() => draft.remove(step.id)} data-testid="remove-step" />;
  if (!wide) return <Drawer open onClose={close} placement="bottom" height="82vh" title={title} extra={remove}>{form}</Drawer>;
  const tools = <Space size={0}>{remove}<Button type="text" icon={<CloseOutlined />} aria-label={t("journeys.canvas.close")} onClick={close} data-testid="close-step" /></Space>;
  return <Card className="step-panel" title={title} extra={tools}>{form}</Card>;
}
