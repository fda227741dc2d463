import { describe, expect, it } from "vitest";
import type { Step } from "../api/journeys";
import { entryEdge, insertOn, withNext } from "./journey_graph";
import { inserted, layersOf, layout, nodeWidth, overlap, placed, portCenter, rowHeight, tidied, widthOf } from "./journey_layout";
import { newStep } from "./journeys";

const message = (id: string, next = ""): Step => ({ ...newStep([], "message", "mail"), id, next });
const split = (id: string, ...ways: string[]): Step => ({ ...newStep([], "split"), id, split: ways.map((next) => ({ name: "", weight: 1, next })) });
const fan = [message("a", "s"), split("s", "b", "c", "d"), message("b", "e"), message("c", "e"), message("d", "z"), message("e"), message("z")];
const clashes = (steps: readonly Step[]) => steps.flatMap((one, i) => steps.slice(i + 1).filter((other) => overlap(one, other)).map((other) => `${one.id} ${other.id}`));

describe("layers", () => {
  it("are how many steps lead there by the longest way", () => expect([...layersOf([message("a", "s"), split("s", "b", "e"), message("b", "e"), message("e")])]).toEqual([["a", 0], ["s", 1], ["b", 2], ["e", 3]]));
  it("leave ways back out", () => {
    const round = [message("a", "b"), message("b", "c"), { ...newStep([], "go_to"), id: "c", next: "a" }];
    expect([...layersOf(round).values()]).toEqual([0, 1, 2]);
  });
  it("have what nothing leads to below all", () => expect([...layersOf([message("a", "b"), message("b"), message("x", "y"), message("y")])]).toEqual([["a", 0], ["b", 1], ["x", 2], ["y", 3]]));
  it("have a place even for a circle that nothing leads to", () => expect(layersOf([message("a"), message("x", "y"), message("y", "x")]).size).toBe(3));
});

describe("layout", () => {
  it("puts no step over another", () => {
    expect(clashes(tidied(fan))).toEqual([]);
    const wide = split("w", ...Array.from({ length: 10 }, (_, i) => `n${i}`));
    expect(clashes(tidied([wide, ...Array.from({ length: 10 }, (_, i) => message(`n${i}`))]))).toEqual([]);
  });
  it("puts each layer on a row, below what leads to it", () => {
    const places = layout(fan);
    expect(["a", "s", "b", "e"].map((id) => places.get(id)!.y)).toEqual([1, 2, 3, 4].map((row) => row * rowHeight));
    expect(places.get("b")!.y).toBe(places.get("d")!.y);
  });
  it("keeps ways from crossing: arms stand in their order", () => {
    const places = layout(fan);
    const [b, c, d] = ["b", "c", "d"].map((id) => places.get(id)!.x);
    expect(b! < c! && c! < d!).toBe(true);
  });
  it("puts a chain straight below each other", () => expect(new Set([...layout([message("a", "b"), message("b", "c"), message("c")]).values()].map((one) => one.x)).size).toBe(1));
  it("makes cards with many ways as wide as those need", () => {
    expect(widthOf(message("a"))).toBe(nodeWidth);
    expect(widthOf(split("s", "", "", "", ""))).toBeGreaterThan(nodeWidth);
    expect(portCenter(200, 2, 1)).toBe(150);
  });
});

describe("placed", () => {
  it("lays out a journey without any places", () => expect(placed(fan)).toEqual(tidied(fan)));
  it("leaves places as they are", () => {
    const own = tidied(fan).map((one) => ({ ...one, x: one.x + 7 }));
    expect(placed(own)).toEqual(own);
  });
  it("puts a single step without one below what leads to it, beside what is there", () => {
    const [a, s, ...rest] = tidied(fan);
    const steps = placed([a!, s!, ...rest.map((one) => (one.id === "e" ? { ...one, x: 0, y: 0 } : one))]);
    expect(clashes(steps)).toEqual([]);
    expect(steps.find((one) => one.id === "e")!.y).toBeGreaterThan(s!.y);
  });
});

describe("inserted", () => {
  const steps = tidied(fan);
  const wait = { ...newStep([], "wait"), id: "new" };
  it("makes room between two steps, and none is over another", () => {
    const made = inserted(steps, { step: "a", outcome: "done" }, wait);
    expect(clashes(made)).toEqual([]);
    expect(made.find((one) => one.id === "s")!.y).toBe(steps[1]!.y + rowHeight);
    expect(made.map(({ id, next }) => [id, next])).toEqual(insertOn(steps, { step: "a", outcome: "done" }, wait).map(({ id, next }) => [id, next]));
  });
  it("stands below the port that it is fastened to", () => {
    const made = inserted(tidied([message("a")]), { step: "a", outcome: "done" }, wait);
    expect(made.map(({ x, y }) => [x, y])).toEqual([[-nodeWidth / 2, rowHeight], [-nodeWidth / 2, 2 * rowHeight]]);
  });
  it("takes the place of the first step, which moves down", () => {
    const made = inserted(steps, entryEdge, wait);
    expect(made[0]).toMatchObject({ id: "new", next: "a", y: rowHeight });
    expect(clashes(made)).toEqual([]);
  });
  it("does not move a step that a way leads back to", () => {
    const round = tidied([message("a", "b"), { ...newStep([], "go_to"), id: "b", next: "" }]).map((one) => (one.id === "b" ? withNext(one, "done", "a") : one));
    const made = inserted(round, { step: "b", outcome: "done" }, wait);
    expect(made.find((one) => one.id === "a")!.y).toBe(round[0]!.y);
    expect(clashes(made)).toEqual([]);
  });
});
