import { describe, expect, it } from "vitest";
import type { Step, StepKind } from "../api/journeys";
import { circles, connect, edgeToExtend, entryEdge, flawsOf, followers, freeId, insertOn, nextOf, portsOf, reachable, removeStep, stepOfField, withNext } from "./journey_graph";
import { newStep } from "./journeys";

// "a message > b" is a message that goes on to b; "c wait_for > d / e" on what was met and on the timeout; "f branch > g / h".
function journey(...lines: string[]): Step[] {
  return lines.map((line) => {
    const [, id, kind, ways] = /^(\w+) (\w+)(?: > (.*))?$/.exec(line)!;
    const step = { ...newStep([], kind as StepKind, "mail"), id: id! };
    const made = step.kind === "wait_for" ? { ...step, wait_for: { ...step.wait_for!, event: { event: "Buy" } } } : step;
    return (ways ?? "").split(" / ").reduce((one, next, i) => withNext(one, portsOf(one)[i]?.outcome ?? "", next.trim()), made);
  });
}
const ways = (steps: readonly Step[]) => steps.map((one) => `${one.id}>${portsOf(one).map((port) => port.next).join("/")}`).join(" ");
const series = journey("hi message > wait", "wait wait > buy", "buy wait_for >  / split", "split branch > tips / bye", "tips message", "bye message");

describe("ports", () => {
  it("are named by what the server counts", () => {
    const outcomes = (kind: StepKind) => portsOf(newStep([], kind)).map((one) => one.outcome);
    expect(outcomes("wait_for")).toEqual(["met", "timeout"]);
    expect(outcomes("branch")).toEqual(["1", "otherwise"]);
    expect(outcomes("split")).toEqual(["1", "2"]);
    expect(outcomes("exit")).toEqual([]);
    for (const kind of ["wait", "message", "trait", "tag", "reward", "go_to"] as const) expect(outcomes(kind)).toEqual(["done"]);
  });
  it("lead where they were led, and only they", () => {
    expect(ways(connect(series, { step: "buy", outcome: "met" }, "bye"))).toBe("hi>wait wait>buy buy>bye/split split>tips/bye tips> bye>");
    expect(ways(connect(series, { step: "split", outcome: "otherwise" }, ""))).toBe("hi>wait wait>buy buy>/split split>tips/ tips> bye>");
    expect(withNext(series[0]!, "7", "bye")).toBe(series[0]);
    expect(withNext(newStep([], "exit"), "done", "hi").next).toBe("");
  });
  it("of entering leads to the first step", () => {
    expect(nextOf(series, entryEdge)).toBe("hi");
    expect(connect(series, entryEdge, "buy").map((one) => one.id)).toEqual(["buy", "hi", "wait", "split", "tips", "bye"]);
    expect(connect(series, entryEdge, "nobody")).toEqual(series);
  });
});

describe("insertOn", () => {
  const pause = { ...newStep([], "wait"), id: "pause" };
  it("leads by channels, and on where none of them reaches", () => {
    const by = newStep([], "channel");
    expect(portsOf(by).map((one) => one.outcome)).toEqual(["1", "2", "otherwise"]);
    const led = withNext(withNext(by, "2", "mail"), "otherwise", "bye");
    expect(portsOf(led).map((one) => one.next)).toEqual(["", "mail", "bye"]);
  });
  it("puts a step between two", () => expect(ways(insertOn(series, { step: "split", outcome: "1" }, pause))).toBe("hi>wait wait>buy buy>/split split>pause/bye tips> bye> pause>tips"));
  it("goes on by the first way of a step that has several", () => expect(ways(insertOn(series, { step: "hi", outcome: "done" }, { ...newStep([], "branch"), id: "new" }))).toContain("hi>new wait>buy"));
  it("puts a step at the end of an open way", () => expect(ways(insertOn(series, { step: "tips", outcome: "done" }, pause))).toContain("tips>pause bye> pause>"));
  it("puts a step before the first", () => expect(ways(insertOn(series, entryEdge, pause))).toMatch(/^pause>hi hi>wait/));
  it("an exit leads nowhere", () => expect(ways(insertOn(series, { step: "hi", outcome: "done" }, { ...newStep([], "exit"), id: "out" }))).toBe("hi>out wait>buy buy>/split split>tips/bye tips> bye> out>"));
});

describe("removeStep", () => {
  it("joins what is before it with what is after", () => {
    expect(ways(removeStep(series, "wait"))).toBe("hi>buy buy>/split split>tips/bye tips> bye>");
    expect(ways(removeStep(series, "split"))).toBe("hi>wait wait>buy buy>/tips tips> bye>");
    expect(ways(removeStep(series, "tips"))).toBe("hi>wait wait>buy buy>/split split>/bye bye>");
  });
  it("makes the next step the first", () => expect(removeStep(series, "hi").map((one) => one.id)).toEqual(["wait", "buy", "split", "tips", "bye"]));
  it("does not lead a step to itself that led back to it", () => expect(ways(removeStep(journey("a wait > b", "b go_to > b", "c message"), "b"))).toBe("a> c>"));
  it("leaves the last step and strangers alone", () => {
    expect(removeStep(journey("a message"), "a")).toHaveLength(1);
    expect(removeStep(series, "nobody")).toEqual(series);
  });
});

describe("where a step goes that is added", () => {
  it("behind the chosen one, by its open way if it has one", () => {
    expect(edgeToExtend(series, "hi")).toEqual({ step: "hi", outcome: "done" });
    expect(edgeToExtend(series, "buy")).toEqual({ step: "buy", outcome: "met" });
  });
  it("else at an open end", () => {
    expect(edgeToExtend(series, "")).toEqual({ step: "bye", outcome: "done" });
    expect(edgeToExtend(journey("a message > b", "b exit"), "b")).toBeUndefined();
  });
  it("has an id that is free", () => expect([freeId(series, "wait"), freeId(journey("wait_1 wait"), "wait")]).toEqual(["wait_1", "wait_2"]));
});

describe("flaws", () => {
  it("are none in a journey that can be walked", () => {
    expect(flawsOf(series).size).toBe(0);
    expect([...reachable(series, "buy")].sort()).toEqual(["buy", "bye", "split", "tips"]);
    expect(followers(series[2]!)).toEqual(["split"]);
  });
  it("name steps that nothing leads to", () => expect([...flawsOf(journey("a message", "b message > c", "c exit"))]).toEqual([["b", "unreachable"], ["c", "unreachable"]]));
  it("name circles without waiting", () => {
    expect([...circles(journey("a message > b", "b tag > c", "c go_to > a"))].sort()).toEqual(["a", "b", "c"]);
    expect([...circles(journey("a message > b", "b go_to > b"))]).toEqual(["b"]);
    expect(flawsOf(journey("a message > b", "b go_to > a")).get("a")).toBe("circle");
  });
  it("let a circle be that waits", () => {
    expect(circles(journey("a message > b", "b wait > a")).size).toBe(0);
    expect(circles(journey("a message > b", "b wait_for >  / a")).size).toBe(0);
  });
  it("do not take a day or a condition for waiting: they may be there already", () => {
    const steps = journey("a message > b", "b wait > a");
    expect(circles([steps[0]!, { ...steps[1]!, wait: { ...steps[1]!.wait!, kind: "date" } }]).size).toBe(2);
    const [first, second] = journey("a message > b", "b wait_for > a / ");
    const { event: _, ...rest } = second!.wait_for!;
    expect(circles([first!, { ...second!, wait_for: { ...rest, filter: { all: [] } } }]).size).toBe(2);
  });
  it("name a step that goes nowhere", () => expect([...flawsOf(journey("a go_to"))]).toEqual([["a", "nowhere"]]));
});

it("a field of the server's is about a step", () => {
  expect(stepOfField(series, "steps[2].wait_for.timeout")).toBe("buy");
  expect([stepOfField(series, "steps[99]"), stepOfField(series, "goal.event")]).toEqual([undefined, undefined]);
});
