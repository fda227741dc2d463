// A journey as React Flow draws it. Sizes are known, so that nothing has to be measured before it can be drawn.
import { MarkerType, Position, type Edge as FlowEdge, type Node as FlowNode, type NodeHandle } from "@xyflow/react";
import type { Step } from "../../api/journeys";
import { entryEdge, portsOf, type Port } from "../../lib/journey_graph";
import { nodeHeight, nodeWidth, portCenter, rowHeight, widthOf, type Place } from "../../lib/journey_layout";
import { edgeKey, type Trail } from "../../lib/journey_numbers";

export const entryNode = "$entry"; // no step has such an id
const handleSize = 10;

function handlesOf(width: number, ports: readonly Port[], entered: boolean): NodeHandle[] {
  const size = { width: handleSize, height: handleSize };
  const out = ports.map((port, i): NodeHandle => ({ id: port.outcome, type: "source", position: Position.Bottom, x: portCenter(width, ports.length, i) - handleSize / 2, y: nodeHeight - handleSize / 2, ...size }));
  return entered ? [{ type: "target", position: Position.Top, x: width / 2 - handleSize / 2, y: -handleSize / 2, ...size }, ...out] : out;
}
const sized = (width: number) => ({ width, height: nodeHeight, measured: { width, height: nodeHeight } });

export function nodesOf(steps: readonly Step[], selected: string | undefined, moved: ReadonlyMap<string, Place>): FlowNode[] {
  const [first] = steps;
  const at = first ? (moved.get(first.id) ?? first) : { x: 0, y: rowHeight };
  const entry: FlowNode = {
    id: entryNode, type: "entry", data: {}, position: { x: at.x + ((first ? widthOf(first) : nodeWidth) - nodeWidth) / 2, y: at.y - rowHeight }, draggable: false, deletable: false,
    selected: selected === entryNode, handles: handlesOf(nodeWidth, [{ outcome: entryEdge.outcome, next: "" }], false), ...sized(nodeWidth),
  };
  const nodes = steps.map((step): FlowNode => {
    const { x, y } = moved.get(step.id) ?? step;
    return { id: step.id, type: "step", data: {}, position: { x, y }, selected: selected === step.id, deletable: steps.length > 1, handles: handlesOf(widthOf(step), portsOf(step), true), ...sized(widthOf(step)) };
  });
  return [entry, ...nodes];
}

interface Drawn { selected: string | undefined; trail: Trail | undefined; say: (from: string, to: string) => string }
export function edgesOf(steps: readonly Step[], { selected, trail, say }: Drawn): FlowEdge[] {
  const edge = (source: string, key: string, outcome: string, target: string): FlowEdge => ({
    id: key, source, sourceHandle: outcome, target, type: "smoothstep", selected: key === selected, deletable: source !== entryNode, focusable: source !== entryNode, markerEnd: { type: MarkerType.ArrowClosed },
    className: trail?.edges.has(key) ? "on-trail" : "", ariaLabel: say(source === entryNode ? "" : source, target),
  });
  const out = steps.flatMap((step) => portsOf(step).filter((port) => port.next !== "").map((port) => edge(step.id, edgeKey({ step: step.id, outcome: port.outcome }), port.outcome, port.next)));
  return steps[0] ? [edge(entryNode, edgeKey(entryEdge), entryEdge.outcome, steps[0].id), ...out] : out;
}
