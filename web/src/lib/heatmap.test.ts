import { describe, expect, it } from "vitest";
import type { HeatmapAnswer, HeatmapDepth, HeatmapElement } from "../api/types";
import {
  badgesOf, densityOf, depthIndexAt, depthOfShare, deviceOf, headlineOf, heatColor, isNothing, nameOfElement, paintDensity, rulerOf, scrollGradient, shareAt, spotAt, stageOf, typicalWidth,
} from "./heatmap";
import { heatmapDefault, heatmapToAsk, questionFromText, questionToText } from "./question_url";

const zero = { events: 0, persons: 0 };
const question = { ...heatmapDefault, page: "/" };
const answer = (part: Partial<HeatmapAnswer> = {}): HeatmapAnswer => ({
  widths: [{ to: 768, views: zero, clicks: zero }, { from: 768, to: 1200, views: zero, clicks: zero }, { from: 1200, views: zero, clicks: zero }],
  views: zero, clicks: zero, rage_clicks: zero, dead_clicks: zero, spots: [], unplaced: 0, elements: [], depths: [], ...part,
});
const spot = (x: number, y: number, events = 1) => ({ x, y, events, persons: 1 });
const depths = (...views: number[]): HeatmapDepth[] => views.map((events, i) => ({ depth: i / (views.length - 1), views: { events, persons: events } }));
const element = (part: Partial<HeatmapElement>): HeatmapElement => ({ selector: "#a", text: "", events: 1, persons: 1, clicks: 1, rage_clicks: 0, dead_clicks: 0, ...part });

describe("a heatmap's question", () => {
  it("is not asked without a page", () => expect(heatmapToAsk({ ...heatmapDefault, page: "  " })).toBeUndefined());
  it("forgets a width that its edges do not have", () => {
    expect(heatmapToAsk({ ...question, width: 2 })).toEqual({ ...question, width: 2 });
    expect(heatmapToAsk({ ...question, widths: [768], width: 2 })).toEqual({ ...question, widths: [768] });
  });
  it("keeps only what differs in the address", () => {
    const text = questionToText({ ...question, page: "/shop/*", kind: "dead_click", width: 0 }, heatmapDefault);
    expect(JSON.parse(text)).toEqual({ page: "/shop/*", kind: "dead_click", width: 0 });
    expect(questionFromText(text, heatmapDefault)).toEqual({ ...heatmapDefault, page: "/shop/*", kind: "dead_click", width: 0 });
  });
});

describe("the stage", () => {
  it("is the page as most saw it", () => expect(stageOf(answer({ viewport_width: 1391.5, page_height: 4000 }), question)).toEqual({ width: 1392, height: 4000 }));
  it("is what is usual where nobody told, and as high as the clicks go", () => {
    expect(stageOf(answer({ spots: [spot(0, 99)] }), { ...question, width: 0 })).toEqual({ width: 390, height: 2020 });
    expect(stageOf(answer(), question)).toEqual({ width: 1440, height: 400 });
  });
  it("ends before canvases do", () => expect(stageOf(answer({ page_height: 1e6 }), question).height).toBe(40_000));
  it.each([[{ to: 768 }, "phone", 390], [{ from: 768, to: 1200 }, "tablet", 820], [{ from: 1200 }, "desktop", 1440], [{ from: 1920 }, "desktop", 1920], [{ to: 360 }, "phone", 359]] as const)("%j is a %s of %i pixels", (edges, device, width) => {
    expect([deviceOf(edges), typicalWidth(edges)]).toEqual([device, width]);
  });
  it("has a ruler of round numbers that do not touch", () => {
    expect(rulerOf({ width: 1440, height: 350 }, 1)).toEqual([0, 50, 100, 150, 200, 250, 300, 350]);
    expect(rulerOf({ width: 1440, height: 1000 }, 0.2)).toEqual([0, 500, 1000]);
  });
});

describe("the heat", () => {
  const stage = { width: 640, height: 400 };
  const at = ({ columns, values }: ReturnType<typeof densityOf>, x: number, y: number) => values[Math.floor(y / 4) * columns + Math.floor(x / 4)]!;
  it("is most in the middle of a spot, falls off around it, and is nothing far away", () => {
    const density = densityOf([spot(10, 5, 4)], question, stage); // from 100 to 110 across, 100 to 120 down
    expect([density.columns, density.rows]).toEqual([160, 100]);
    expect(at(density, 105, 110)).toBeCloseTo(density.peak, 1);
    expect(at(density, 105, 125)).toBeLessThan(density.peak * 0.7);
    expect(at(density, 300, 300)).toBe(0);
  });
  it("adds up where spots lie together", () => expect(densityOf([spot(10, 5), spot(11, 5)], question, stage).peak).toBeGreaterThan(1.5));
  it("stays within the stage", () => expect(densityOf([spot(63, 500)], question, stage).peak).toBe(0));
  it("is transparent where nothing is, and strong at the most", () => {
    const { columns, rows, values } = densityOf([spot(10, 5)], question, stage);
    const pixels = paintDensity({ columns, rows, values, peak: 0 });
    expect(pixels.every((one) => one === 0)).toBe(true);
    const painted = paintDensity({ columns: 2, rows: 1, values: new Float32Array([0, 9]), peak: 9 });
    expect([...painted]).toEqual([13, 8, 135, 0, 240, 249, 33, 255]);
  });
  it("only gets lighter with more", () => {
    const light = Array.from({ length: 101 }, (_, i) => heatColor(i / 100)).map(([r, g, b]) => 0.2126 * (r / 255) ** 2.2 + 0.7152 * (g / 255) ** 2.2 + 0.0722 * (b / 255) ** 2.2);
    expect(light.every((one, i) => i === 0 || one > light[i - 1]!)).toBe(true);
    expect(heatColor(7)).toEqual(heatColor(1));
  });
});

describe("what lies under a point", () => {
  const stage = { width: 640, height: 400 };
  const spots = [spot(10, 5), spot(12, 5)];
  it("is the nearest spot", () => {
    expect(spotAt(spots, question, stage, { x: 104, y: 111 })).toBe(spots[0]);
    expect(spotAt(spots, question, stage, { x: 118, y: 111 })).toBe(spots[1]);
  });
  it("is nothing far from all", () => expect(spotAt(spots, question, stage, { x: 300, y: 111 })).toBeUndefined());
  it("are elements with a place, by their rank", () => {
    const elements = [element({ x: 0.5, y: 100 }), element({ selector: "#b" }), element({ selector: "#c", x: 1, y: 399 }), element({ selector: "#d", x: 1, y: 500 })];
    expect(badgesOf(elements, stage).map(({ rank, x, y }) => [rank, x, y])).toEqual([[1, 320, 100], [3, 640, 399]]);
  });
  it("is called by its text, else by the end of its selector", () => {
    expect(nameOfElement({ text: "Buy", selector: "#buy" })).toBe("Buy");
    expect(nameOfElement({ text: "", selector: "body > ul > li:nth-child(2)" })).toBe("li:nth-child(2)");
  });
});

describe("how far down", () => {
  const told = depths(100, 80, 40, 40, 0);
  it.each([[0, 1], [0.25, 0.8], [0.375, 0.6], [1, 0], [2, 0]])("at %d of the page are %d", (depth, share) => expect(shareAt(told, depth)).toBeCloseTo(share));
  it.each([[0.75, 0.28125], [0.5, 0.4375], [0.25, 0.84375]])("%d stop at %d", (share, depth) => expect(depthOfShare(told, share)).toBeCloseTo(depth));
  it("has no line where all go on, or nobody told", () => {
    expect(depthOfShare(depths(5, 5), 0.5)).toBeUndefined();
    expect(depthOfShare(depths(0, 0), 0.5)).toBeUndefined();
    expect(shareAt([], 0.5)).toBe(0);
  });
  it("belongs to the told depth above it", () => expect([0, 0.1, 0.25, 0.99, 1, 3].map((depth) => depthIndexAt(told, depth))).toEqual([0, 0, 1, 3, 4, 4]));
  it("is coloured from all to none", () => {
    expect(scrollGradient(depths(4, 0))).toBe("linear-gradient(to bottom, rgb(240, 249, 33) 0.0%, rgb(13, 8, 135) 100.0%)");
  });
});

describe("the headline", () => {
  it("says shares of clicks, and whose each number is", () => {
    const numbers = headlineOf(answer({ views: { events: 10, persons: 4 }, clicks: { events: 20, persons: 3 }, rage_clicks: { events: 1, persons: 1 } }));
    expect(Object.values(numbers).map(({ value }) => value)).toEqual([10, 4, 20, 2, 0.05, 0]);
    expect(Object.values(numbers).map(({ cell }) => cell.kind)).toEqual(["view", "view", "click", "click", "rage_click", "dead_click"]);
    expect(numbers.dead.persons).toBe(0);
  });
  it("has no rates of nothing", () => expect(headlineOf(answer()).per_view.value).toBeNull());
  it("is nothing only if no width has anything", () => {
    expect(isNothing(answer())).toBe(true);
    expect(isNothing(answer({ dead_clicks: { events: 1, persons: 1 } }))).toBe(false);
    expect(isNothing(answer({ widths: [{ views: { events: 1, persons: 1 }, clicks: zero }] }))).toBe(false);
  });
});
