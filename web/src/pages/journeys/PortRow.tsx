import { PlusOutlined } from "@ant-design/icons";
import { Handle, Position } from "@xyflow/react";
import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { stepChoices, type Edge, type Port, type StepChoice } from "../../lib/journey_graph";
import { portHeight } from "../../lib/journey_layout";
import { edgeKey, none } from "../../lib/journey_numbers";
import { CountButtons } from "./CountButtons";
import { StepIcon } from "./StepIcon";
import { useCanvas } from "./canvas_context";

// Inserts a step on a way.
function InsertButton({ edge }: { edge: Edge }) {
  const { t } = useTranslation();
  const { onInsert } = useCanvas();
  if (!onInsert) return null;
  const items = stepChoices.map((choice) => ({ key: choice, icon: <StepIcon choice={choice} />, label: <span data-testid={`insert-${choice}`}>{t(`journeys.kind.${choice}`)}</span> }));
  return (
    <span className="nodrag nopan" onClick={(e) => e.stopPropagation()} onKeyDown={(e) => e.stopPropagation()}>
      <Dropdown trigger={["click"]} destroyOnHidden menu={{ items, onClick: ({ key }) => onInsert(edge, key as StepChoice) }}>
        <button type="button" className="insert-step" aria-label={t("journeys.canvas.insert")} title={t("journeys.canvas.insert")} data-testid={`insert-${edge.step || "entry"}-${edge.outcome}`}><PlusOutlined /></button>
      </Dropdown>
    </span>
  );
}

interface Props { step: string; title: string; ports: readonly Port[]; label: (outcome: string) => string }

// The ways out of a step: what each is called, how many took it, and where the next step is fastened.
export function PortRow({ step, title, ports, label }: Props) {
  const { t } = useTranslation();
  const { numbers, onOpen, onInsert, trail } = useCanvas();
  return (
    <div className="port-row" style={{ height: portHeight, gridTemplateColumns: `repeat(${Math.max(ports.length, 1)}, minmax(0, 1fr))` }}>
      {ports.map(({ outcome }) => {
        const edge = { step, outcome };
        const way = label(outcome);
        const count = numbers?.edges.get(edgeKey(edge)) ?? none;
        const said = step === "" ? t("journeys.entered") : way === "" ? t("journeys.canvas.wentOn", { step: title }) : t("journeys.canvas.took", { way, step: title });
        return (
          <div key={outcome} className={trail?.edges.has(edgeKey(edge)) ? "port on-trail" : "port"} data-testid={`port-${step || "entry"}-${outcome}`}>
            {way !== "" && <span className="port-name" title={way}>{way}</span>}
            {numbers && <CountButtons count={count} of={{ step, outcome }} title={said} onOpen={onOpen} testid={`edge-${step || "entry"}-${outcome}`} />}
            <InsertButton edge={edge} />
            <Handle type="source" position={Position.Bottom} id={outcome} isConnectable={onInsert !== undefined} aria-label={t("journeys.canvas.way", { way: way || t("journeys.canvas.only") })} title={way} />
          </div>
        );
      })}
    </div>
  );
}
