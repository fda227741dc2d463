// Heatmaps: the stage that a page is shown on, what lies where on it, and its colours. Pure, like the charts; places are in pixels of the page.
import type { HeatmapAnswer, HeatmapCell, HeatmapDepth, HeatmapElement, HeatmapKind, HeatmapQuestion, HeatmapSpot, HeatmapWidth } from "../api/types";

export const heatmapKinds: readonly HeatmapKind[] = ["click", "rage_click", "dead_click"];
export type HeatmapMode = HeatmapKind | "scroll";
export const isScroll = ({ map }: { map?: unknown }) => map === "scroll";

type Edges = Pick<HeatmapWidth, "from" | "to">;
export type Device = "phone" | "tablet" | "desktop";
const typical: Record<Device, number> = { phone: 390, tablet: 820, desktop: 1440 };

export function deviceOf({ from, to }: Edges): Device {
  if (to !== undefined && to <= 800) return "phone";
  return (from ?? 0) >= 1000 ? "desktop" : "tablet";
}

// A width that a page of this class usually has; of all classes the desktop's.
export function typicalWidth(edges: Edges | undefined): number {
  if (!edges) return typical.desktop;
  const { from = 1, to = Infinity } = edges;
  const usual = typical[deviceOf(edges)];
  return usual >= from && usual < to ? usual : Math.max(from, Math.min(usual, to - 1));
}

export interface Stage { width: number; height: number }
const tallest = 40_000; // canvases end somewhere
const shortest = 400;

// The page as most saw it: medians, else what is usual; as high as its clicks go where nobody told its height.
export function stageOf(answer: HeatmapAnswer, question: HeatmapQuestion): Stage {
  const edges = question.width === undefined ? undefined : answer.widths[question.width];
  const width = Math.round(answer.viewport_width ?? typicalWidth(edges));
  const lowest = Math.max(0, ...answer.spots.map((spot) => (spot.y + 2) * question.row));
  const height = answer.page_height ?? Math.max(lowest, answer.viewport_height ?? 0);
  return { width: Math.max(100, width), height: Math.round(Math.min(tallest, Math.max(shortest, height))) };
}

type Grid = Pick<HeatmapQuestion, "columns" | "row">;
export const middleOf = (spot: { x: number; y: number }, grid: Grid, stage: Stage) => ({ x: ((spot.x + 0.5) / grid.columns) * stage.width, y: (spot.y + 0.5) * grid.row });

export interface Density { columns: number; rows: number; values: Float32Array; peak: number }
const finest = 4; // pixels of the page to a cell

// Each spot spreads as a bell over its surroundings (a kernel density, cut off at four deviations); spots that lie together add up.
export function densityOf(spots: readonly HeatmapSpot[], grid: Grid, stage: Stage): Density {
  const cell = Math.max(finest, stage.width / 240);
  const columns = Math.ceil(stage.width / cell);
  const rows = Math.ceil(stage.height / cell);
  const values = new Float32Array(columns * rows);
  const deviation = Math.max(stage.width / 100, 12, grid.row / 2) / cell;
  const reach = Math.ceil(deviation * 4);
  for (const spot of spots) {
    const middle = middleOf(spot, grid, stage);
    const [x, y] = [middle.x / cell - 0.5, middle.y / cell - 0.5];
    for (let row = Math.max(0, Math.round(y) - reach); row <= Math.min(rows - 1, Math.round(y) + reach); ++row) {
      for (let column = Math.max(0, Math.round(x) - reach); column <= Math.min(columns - 1, Math.round(x) + reach); ++column) {
        values[row * columns + column]! += spot.events * Math.exp(-((column - x) ** 2 + (row - y) ** 2) / (2 * deviation ** 2));
      }
    }
  }
  return { columns, rows, values, peak: values.reduce((a, b) => Math.max(a, b), 0) };
}

// Plasma of matplotlib (CC0): lightness only rises, so that more looks like more to every eye and in print.
const plasma = [[13, 8, 135], [84, 2, 163], [139, 10, 165], [185, 50, 137], [219, 92, 104], [244, 136, 73], [254, 188, 43], [240, 249, 33]] as const;

// The colour of a share 0..1 of the most.
export function heatColor(share: number): [number, number, number] {
  const at = Math.max(0, Math.min(1, share)) * (plasma.length - 1);
  const low = Math.min(plasma.length - 2, Math.floor(at));
  const mix = (i: 0 | 1 | 2) => Math.round(plasma[low]![i] + (plasma[low + 1]![i] - plasma[low]![i]) * (at - low));
  return [mix(0), mix(1), mix(2)];
}
export const heatCss = (share: number) => `rgb(${heatColor(share).join(", ")})`;
export const heatLegend = `linear-gradient(to right, ${Array.from({ length: 8 }, (_, i) => heatCss(i / 7)).join(", ")})`;

// Pixels of a density: nothing where nothing is, and few clicks still to be seen beside many (a root, as areas are compared).
export function paintDensity({ values, peak }: Density): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  if (peak === 0) return pixels;
  values.forEach((value, i) => {
    const share = Math.sqrt(value / peak);
    pixels.set([...heatColor(share), 255 * Math.min(1, share * 2.5)], i * 4);
  });
  return pixels;
}

// The spot under a point, else the nearest one whose colour still shows there.
export function spotAt(spots: readonly HeatmapSpot[], grid: Grid, stage: Stage, point: { x: number; y: number }): HeatmapSpot | undefined {
  const near = 1.5 * Math.max(grid.row, stage.width / grid.columns);
  let best: HeatmapSpot | undefined;
  let least = near;
  for (const spot of spots) {
    const middle = middleOf(spot, grid, stage);
    const distance = Math.hypot(middle.x - point.x, middle.y - point.y);
    if (distance <= least) [best, least] = [spot, distance];
  }
  return best;
}

export interface Badge { rank: number; element: HeatmapElement; x: number; y: number }
// Elements with a place, numbered as the list has them.
export function badgesOf(elements: readonly HeatmapElement[], stage: Stage): Badge[] {
  return elements.flatMap((element, i) => (element.x === undefined || element.y === undefined || element.y > stage.height ? [] : [{ rank: i + 1, element, x: element.x * stage.width, y: element.y }]));
}
// What is written on it, else the end of its selector: the part that tells it from its neighbours.
export const nameOfElement = ({ text, selector }: { text: string; selector: string }) => text || selector.slice(selector.lastIndexOf(">") + 1).trim();

// The share of views that saw a depth 0..1 of the page, straight between the depths that are told.
export function shareAt(depths: readonly HeatmapDepth[], depth: number): number {
  const all = depths[0]?.views.events ?? 0;
  if (all === 0) return 0;
  const after = depths.findIndex((one) => one.depth >= depth);
  if (after <= 0) return after === 0 ? 1 : depths.at(-1)!.views.events / all;
  const [a, b] = [depths[after - 1]!, depths[after]!];
  return (a.views.events + ((b.views.events - a.views.events) * (depth - a.depth)) / (b.depth - a.depth)) / all;
}
// How deep at least so many go; nothing where all that told did, down to the end.
export function depthOfShare(depths: readonly HeatmapDepth[], share: number): number | undefined {
  const all = depths[0]?.views.events ?? 0;
  const after = depths.findIndex((one) => one.views.events < share * all);
  if (after <= 0) return undefined;
  const [a, b] = [depths[after - 1]!, depths[after]!];
  return a.depth + ((b.depth - a.depth) * (a.views.events - share * all)) / (a.views.events - b.views.events);
}
// The deepest of the told depths above a point: whose persons stand behind it.
export const depthIndexAt = (depths: readonly HeatmapDepth[], depth: number) => Math.max(0, depths.filter((one) => one.depth <= depth).length - 1);

export function scrollGradient(depths: readonly HeatmapDepth[]): string {
  const all = Math.max(1, depths[0]?.views.events ?? 0);
  return `linear-gradient(to bottom, ${depths.map(({ depth, views }) => `${heatCss(views.events / all)} ${(depth * 100).toFixed(1)}%`).join(", ")})`;
}

// Lines of a ruler: in round pixels of the page, at least 48 apart as shown.
export function rulerOf(stage: Stage, scale: number): number[] {
  const step = [50, 100, 200, 500, 1000, 2000, 5000].find((one) => one * scale >= 48) ?? 10_000;
  return Array.from({ length: Math.floor(stage.height / step) + 1 }, (_, i) => i * step);
}

export const headlineKeys = ["views", "visitors", "clicks", "per_view", "rage", "dead"] as const;
export interface Headline { value: number | null; share: boolean; cell: HeatmapCell; persons: number }
const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);

// The numbers above the map, each with whose it is.
export function headlineOf({ views, clicks, rage_clicks: rage, dead_clicks: dead }: HeatmapAnswer): Record<(typeof headlineKeys)[number], Headline> {
  const of = (kind: HeatmapCell["kind"], value: number | null, persons: number, share = false): Headline => ({ value, share, cell: { kind }, persons });
  return {
    views: of("view", views.events, views.persons), visitors: of("view", views.persons, views.persons), clicks: of("click", clicks.events, clicks.persons),
    per_view: of("click", ratio(clicks.events, views.events), clicks.persons), rage: of("rage_click", ratio(rage.events, clicks.events), rage.persons, true),
    dead: of("dead_click", ratio(dead.events, clicks.events), dead.persons, true),
  };
}
export const countOf = (answer: HeatmapAnswer, kind: HeatmapKind) => ({ click: answer.clicks, rage_click: answer.rage_clicks, dead_click: answer.dead_clicks })[kind];
const none = (answer: HeatmapAnswer) => [answer.views, answer.clicks, answer.rage_clicks, answer.dead_clicks].every(({ events }) => events === 0);
export const isNothing = (answer: HeatmapAnswer) => none(answer) && answer.widths.every(({ views, clicks }) => views.events + clicks.events === 0);
