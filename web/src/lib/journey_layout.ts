// Where the steps of a journey stand on the canvas, top to bottom. Pure, so that it can be tested.
import type { Step } from "../api/journeys";
import { findStep, followers, insertOn, nextOf, portsOf, reachable, type Edge } from "./journey_graph";

export interface Place { x: number; y: number }
export const cardHeight = 104;
export const portHeight = 30;
export const nodeHeight = cardHeight + portHeight;
export const rowHeight = nodeHeight + 62;
export const nodeWidth = 264;
const portWidth = 132;
const gap = 40;

// A card with many ways out is as wide as those need.
export const widthFor = (ports: number) => Math.max(nodeWidth, ports * portWidth);
export const widthOf = (step: Step) => widthFor(portsOf(step).length);
// The middle of one of its ports, from its left edge.
export const portCenter = (width: number, ports: number, index: number) => ((index + 0.5) * width) / Math.max(ports, 1);

// Ways that lead back, by the ids of their ends: left out, nothing goes in circles any more.
function backWays(steps: readonly Step[]): Set<string> {
  const back = new Set<string>();
  const done = new Set<string>();
  const walk = (id: string, way: readonly string[]) => {
    const step = findStep(steps, id);
    if (!step || done.has(id)) return;
    for (const next of followers(step)) {
      if (next === id || way.includes(next)) back.add(`${id} ${next}`);
      else walk(next, [...way, id]);
    }
    done.add(id);
  };
  for (const step of steps) walk(step.id, []);
  return back;
}

// How many steps lead to each by the longest way: its row. What nothing leads to comes below all others.
export function layersOf(steps: readonly Step[]): Map<string, number> {
  const back = backWays(steps);
  const reached = reachable(steps);
  const layer = new Map<string, number>();
  const push = (id: string, at: number) => {
    const step = findStep(steps, id);
    if (!step || (layer.get(id) ?? -1) >= at) return;
    layer.set(id, at);
    for (const next of followers(step)) if (!back.has(`${id} ${next}`)) push(next, at + 1);
  };
  if (steps[0]) push(steps[0].id, 0);
  let below = Math.max(-1, ...layer.values()) + 1;
  const pointedAt = new Set(steps.flatMap((one) => (reached.has(one.id) ? [] : followers(one).filter((next) => next !== one.id))));
  for (const step of steps) if (!reached.has(step.id) && !pointedAt.has(step.id)) push(step.id, below);
  below = Math.max(-1, ...layer.values()) + 1;
  for (const step of steps) if (!layer.has(step.id)) layer.set(step.id, below);
  return layer;
}

function rowsOf(steps: readonly Step[]): Step[][] {
  const layers = layersOf(steps);
  const rows: Step[][] = [];
  for (const step of steps) (rows[layers.get(step.id)!] ??= []).push(step);
  return rows.filter((row) => row !== undefined);
}

// Where its ways come from, on the average; each way begins at its port.
function pullOf(step: Step, steps: readonly Step[], centers: ReadonlyMap<string, number>): number {
  const from: number[] = [];
  for (const other of steps) {
    const center = centers.get(other.id);
    if (center === undefined) continue;
    const ports = portsOf(other);
    const width = widthOf(other);
    ports.forEach((port, i) => { if (port.next === step.id) from.push(center - width / 2 + portCenter(width, ports.length, i)); });
  }
  return from.length > 0 ? from.reduce((sum, one) => sum + one, 0) / from.length : 0;
}

// Beside each other without touching, each as near as can be to where it is pulled.
function spread(row: readonly { step: Step; pull: number }[]): number[] {
  const centers: number[] = [];
  row.forEach(({ step, pull }, i) => {
    const before = row[i - 1];
    const least = before ? centers[i - 1]! + (widthOf(before.step) + widthOf(step)) / 2 + gap : Number.NEGATIVE_INFINITY;
    centers.push(Math.max(pull, least));
  });
  const off = row.reduce((sum, one, i) => sum + centers[i]! - one.pull, 0) / Math.max(row.length, 1);
  return centers.map((one) => one - off);
}

export function layout(steps: readonly Step[]): Map<string, Place> {
  const centers = new Map<string, number>();
  const places = new Map<string, Place>();
  rowsOf(steps).forEach((row, index) => {
    const pulled = row.map((step) => ({ step, pull: pullOf(step, steps, centers) })).sort((a, b) => a.pull - b.pull);
    const found = spread(pulled);
    pulled.forEach(({ step }, i) => {
      centers.set(step.id, found[i]!);
      places.set(step.id, { x: Math.round(found[i]! - widthOf(step) / 2), y: (index + 1) * rowHeight });
    });
  });
  return places;
}
export function tidied(steps: readonly Step[]): Step[] {
  const places = layout(steps);
  return steps.map((one) => ({ ...one, ...places.get(one.id)! }));
}

const hasPlace = (step: Step) => step.x !== 0 || step.y !== 0;
export function overlap(a: Step, b: Step): boolean {
  return a.x < b.x + widthOf(b) + gap / 2 && b.x < a.x + widthOf(a) + gap / 2 && a.y < b.y + nodeHeight + 12 && b.y < a.y + nodeHeight + 12;
}

// Gives each step that has no place one: below what leads to it, and beside whatever stands there.
export function placed(steps: readonly Step[]): Step[] {
  if (steps.every(hasPlace)) return [...steps];
  if (!steps.some(hasPlace)) return tidied(steps);
  const settled: Step[] = steps.filter(hasPlace);
  for (const step of steps) {
    if (hasPlace(step)) continue;
    const before = settled.find((one) => followers(one).includes(step.id));
    const made = before ? { ...step, x: before.x, y: before.y + rowHeight } : { ...step, x: 0, y: Math.max(...settled.map((one) => one.y)) + rowHeight };
    while (settled.some((one) => overlap(one, made))) made.x += nodeWidth + gap;
    settled.push(made);
  }
  return steps.map((one) => findStep(settled, one.id)!);
}

// Below the port it is fastened to, or where the first step was.
function placeOn(steps: readonly Step[], edge: Edge, step: Step): Place {
  const from = findStep(steps, edge.step);
  if (!from) return { x: steps[0]?.x ?? 0, y: steps[0]?.y ?? rowHeight };
  const ports = portsOf(from);
  const index = Math.max(0, ports.findIndex((one) => one.outcome === edge.outcome));
  return { x: Math.round(from.x + portCenter(widthOf(from), ports.length, index) - widthOf(step) / 2), y: from.y + rowHeight };
}

// The step comes between: what it leads to, and all behind that, moves down to make room, and it stands beside whatever
// else is there.
export function inserted(steps: readonly Step[], edge: Edge, step: Step): Step[] {
  const place = placeOn(steps, edge, step);
  const target = findStep(steps, nextOf(steps, edge));
  const made = insertOn(steps, edge, { ...step, ...place });
  const behind = target && target.y > (findStep(steps, edge.step)?.y ?? target.y - 1) ? reachable(steps, target.id) : new Set<string>();
  behind.delete(edge.step);
  const shift = target && behind.size > 0 ? Math.max(0, place.y + rowHeight - target.y) : 0;
  const moved = made.map((one) => (behind.has(one.id) && one.y >= target!.y ? { ...one, y: one.y + shift } : one));
  const own = { ...findStep(moved, step.id)! };
  while (moved.some((one) => one.id !== own.id && overlap(one, own))) own.x += nodeWidth + gap;
  return moved.map((one) => (one.id === own.id ? own : one));
}
