import { DeleteOutlined } from "@ant-design/icons";
import { Background, Controls, Panel, ReactFlow, type AriaLabelConfig, type Edge as FlowEdge, type EdgeChange, type Node as FlowNode, type NodeChange, type ReactFlowInstance } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { Button } from "antd";
import { useMemo, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../app/preferences";
import type { Edge, StepChoice } from "../../lib/journey_graph";
import { placed, type Place } from "../../lib/journey_layout";
import { stepTitle } from "../../lib/journey_words";
import { EntryCard } from "./EntryCard";
import { StepCard } from "./StepCard";
import { draggedKind } from "./Palette";
import { useCanvas } from "./canvas_context";
import { edgesOf, entryNode, nodesOf } from "./canvas_nodes";

const nodeTypes = { step: StepCard, entry: EntryCard };

// What editing a canvas does; none of it where it is only looked at.
export interface CanvasEdits {
  onMove: (step: string, place: Place) => void;
  onConnect: (edge: Edge, to: string) => void;
  onRemove: (step: string) => void;
  onDrop: (choice: StepChoice, place: Place) => void;
}
interface Props { selected?: string | undefined; onSelect?: (node: string | undefined) => void; edits?: CanvasEdits; onReady?: (flow: ReactFlowInstance) => void }

const edgeOf = (one: { source: string; sourceHandle?: string | null }): Edge => ({ step: one.source === entryNode ? "" : one.source, outcome: one.sourceHandle ?? "" });

function useAriaLabels(): Partial<AriaLabelConfig> {
  const { t } = useTranslation();
  return useMemo(() => ({
    "node.a11yDescription.default": t("journeys.canvas.aria.node"), "node.a11yDescription.keyboardDisabled": t("journeys.canvas.aria.node"), "edge.a11yDescription.default": t("journeys.canvas.aria.edge"),
    "node.a11yDescription.ariaLiveMessage": () => t("journeys.canvas.aria.moved"), "controls.ariaLabel": t("journeys.canvas.aria.controls"), "controls.zoomIn.ariaLabel": t("journeys.canvas.aria.zoomIn"),
    "controls.zoomOut.ariaLabel": t("journeys.canvas.aria.zoomOut"), "controls.fitView.ariaLabel": t("journeys.canvas.aria.fit"),
  }), [t]);
}

// The steps on a canvas that can be moved about, zoomed, and walked by keyboard.
export function JourneyCanvas({ selected, onSelect, edits, onReady }: Props) {
  const { t } = useTranslation();
  const { dark } = usePreferences();
  const info = useCanvas();
  const labels = useAriaLabels();
  const [moved, setMoved] = useState<ReadonlyMap<string, Place>>(new Map());
  const [way, setWay] = useState<string>();
  const [flow, setFlow] = useState<ReactFlowInstance>();
  const steps = useMemo(() => placed(info.steps), [info.steps]);
  const nodes = useMemo(() => nodesOf(steps, selected, moved), [steps, selected, moved]);
  const edges = useMemo(() => {
    const name = (id: string) => (id === "" ? t("journeys.entry.title") : stepTitle(steps, id, t));
    return edgesOf(steps, { selected: way, trail: info.trail, say: (from, to) => t("journeys.canvas.aria.from", { from: name(from), to: name(to) }) });
  }, [steps, way, info.trail, t]);
  const changeNodes = (changes: NodeChange[]) => {
    const taken = changes.find((one) => one.type === "select" && one.selected);
    const left = changes.some((one) => one.type === "select" && !one.selected && one.id === selected);
    if (taken?.type === "select") onSelect?.(taken.id);
    else if (left) onSelect?.(undefined);
    for (const one of changes) {
      if (one.type !== "position" || !one.position) continue;
      if (one.dragging) setMoved((old) => new Map(old).set(one.id, one.position!));
      else {
        setMoved(new Map());
        edits?.onMove(one.id, { x: Math.round(one.position.x), y: Math.round(one.position.y) });
      }
    }
  };
  const changeEdges = (changes: EdgeChange[]) => {
    for (const one of changes) if (one.type === "select") setWay((old) => (one.selected ? one.id : old === one.id ? undefined : old));
  };
  const chosen = edges.find((one) => one.id === way);
  const cut = (one: FlowEdge) => {
    setWay(undefined);
    edits?.onConnect(edgeOf(one), "");
  };
  const remove = ({ nodes: gone, edges: ways }: { nodes: FlowNode[]; edges: FlowEdge[] }) => {
    if (gone[0]) edits?.onRemove(gone[0].id);
    else ways.forEach(cut);
  };
  const drop = (event: DragEvent) => {
    const choice = event.dataTransfer.getData(draggedKind) as StepChoice | "";
    if (choice === "" || !flow) return;
    event.preventDefault();
    edits?.onDrop(choice, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
  };
  return (
    <div className="journey-canvas" role="region" aria-label={t("journeys.canvas.label")} data-testid="journey-canvas" onDrop={drop} onDragOver={(e) => e.dataTransfer.types.includes(draggedKind) && e.preventDefault()}>
      <ReactFlow nodes={nodes} edges={edges} nodeTypes={nodeTypes} onNodesChange={changeNodes} onEdgesChange={changeEdges} onDelete={remove} colorMode={dark ? "dark" : "light"} ariaLabelConfig={labels}
        onConnect={(one) => edits?.onConnect(edgeOf(one), one.target)} isValidConnection={(one) => one.target !== entryNode} nodesDraggable={edits !== undefined} nodesConnectable={edits !== undefined}
        deleteKeyCode={edits ? ["Delete", "Backspace"] : null} selectionKeyCode={null} multiSelectionKeyCode={null} zoomOnScroll={false} preventScrolling={false} zoomOnDoubleClick={false} fitView fitViewOptions={{ maxZoom: 1, padding: 0.12 }} minZoom={0.15} maxZoom={1.5}
        onInit={(made) => { setFlow(made); onReady?.(made); }}>
        {edits && chosen?.deletable && <Panel position="top-right"><Button size="small" danger icon={<DeleteOutlined />} onClick={() => cut(chosen)} data-testid="cut-way">{t("journeys.canvas.cut")}</Button></Panel>}
        <Background />
        <Controls showInteractive={false} fitViewOptions={{ maxZoom: 1, padding: 0.12 }} />
      </ReactFlow>
    </div>
  );
}
