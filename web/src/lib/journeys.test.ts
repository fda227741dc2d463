import { describe, expect, it } from "vitest";
import type { JourneyBody, JourneyView, Step } from "../api/journeys";
import { begin, record, redo, undo } from "./journey_history";
import { edgeKey, numbersOf, numbersOfRehearsal, sendsOf, trailOf } from "./journey_numbers";
import { actsOf, bodyOf, isEverybody, lackOf, lackOfStep, mayDelete, mayEdit, newEntry, newJourney, newStep, segmentEvent, valueFromText, valueToText, wayOf, withWay } from "./journeys";

const good: JourneyBody = { ...newJourney("mail"), name: "Hello", entry: { ...newEntry(), event: { event: "Signed Up" } } };

describe("a journey as a form holds it", () => {
  it("has no parts of other kinds, whatever the server sends", () => {
    const steps = good.steps.map((one) => ({ ...one, wait: null, wait_for: null, branch: [], split: [], channel: [], trait: null, tag: null, reward: null }) as unknown as Step);
    const view = { ...good, steps, entry: { ...good.entry, event: good.entry.event }, goal: null, phase: "draft", id: "1", entered: 3 } as unknown as JourneyView;
    expect(bodyOf(view)).toEqual(good);
  });
  it("says what is missing, and at which step", () => {
    expect(lackOf(good)).toBeUndefined();
    expect(lackOf({ ...good, name: " " })).toEqual({ what: "name" });
    expect(lackOf({ ...good, entry: newEntry() })).toEqual({ what: "entry" });
    expect(lackOf({ ...good, entry: withWay(newEntry(), "segment_left") })).toEqual({ what: "entry" });
    expect(lackOf({ ...good, entry: { ...withWay(newEntry(), "schedule"), timing: { ...newEntry().timing, rhythm: "once" } } })).toEqual({ what: "at" });
    expect(lackOf({ ...good, entry: { ...good.entry, audience: { in_segment: "" } } })).toEqual({ what: "audience" });
    expect(lackOf({ ...good, steps: [...good.steps, newStep([], "message")] })).toEqual({ what: "template", step: "message_1" });
    expect(lackOf({ ...good, goal: { event: {}, window: "7d", revenue: "" } })).toEqual({ what: "goal" });
  });
  it.each([["wait", undefined], ["wait_for", "event"], ["branch", undefined], ["split", undefined], ["channel", undefined], ["message", "template"], ["trait", "trait"], ["tag", "tag"], ["reward", "reward"], ["go_to", undefined], ["exit", undefined]] as const)("a new step of the kind %s lacks %s", (kind, lack) => expect(lackOfStep(newStep([], kind))).toBe(lack));
  it("wants conditions to be complete", () => {
    const wait = newStep([], "wait_for").wait_for!;
    expect(lackOfStep({ ...newStep([], "wait_for"), wait_for: { timeout: wait.timeout, otherwise: "", filter: { has_tag: { tag: "" } } } })).toBe("condition");
    expect(lackOfStep({ ...newStep([], "branch"), branch: [{ name: "", filter: { in_segment: "" }, next: "" }] })).toBe("condition");
    expect(lackOfStep({ ...newStep([], "wait"), wait: { ...newStep([], "wait").wait!, kind: "date" } })).toBe("trait");
  });
});

describe("who enters", () => {
  it("by a live segment is an event of that segment", () => {
    expect(segmentEvent("segment_entered", "42")).toEqual({ event: "$segment_entered", where: { event: "segment", op: "is", value: "42" } });
    const entry = { ...newEntry(), event: segmentEvent("segment_left", "42") };
    expect(wayOf(entry)).toEqual({ way: "segment_left", segment: "42" });
    expect(withWay(entry, "segment_entered").event).toEqual(segmentEvent("segment_entered", "42"));
  });
  it("by another event is an event", () => {
    expect(wayOf(good.entry).way).toBe("event");
    expect(wayOf({ ...newEntry(), event: { event: "$segment_entered", where: { event: "other", op: "is", value: "1" } } }).way).toBe("event");
  });
  it("by the clock has no event", () => {
    const entry = withWay(good.entry, "schedule");
    expect([entry.kind, "event" in entry, wayOf(entry).way]).toEqual(["schedule", false, "schedule"]);
    expect(withWay(entry, "event")).toMatchObject({ kind: "event", event: {} });
  });
  it("is everybody where there are no conditions", () => expect([isEverybody({ all: [] }), isEverybody({ not: { all: [] } }), isEverybody({ in_segment: "1" })]).toEqual([true, false, false]));
});

describe("phases", () => {
  it("offer what can be done, the likeliest last", () => {
    expect(actsOf({ phase: "draft", is_changed: false })).toEqual(["clone", "start"]);
    expect(actsOf({ phase: "active", is_changed: true })).toEqual(["clone", "stop", "pause", "publish"]);
    expect(actsOf({ phase: "paused", is_changed: false })).toEqual(["clone", "stop", "resume"]);
    expect(actsOf({ phase: "ended", is_changed: true })).toEqual(["clone", "start"]);
    expect(actsOf({ phase: "in_review", is_changed: false }).at(-1)).toBe("approve");
  });
  it("let one edit what goes on, and delete only what never began", () => {
    expect([mayEdit("active"), mayEdit("in_review")]).toEqual([true, false]);
    expect([mayDelete({ phase: "draft", version: 0 }), mayDelete({ phase: "draft", version: 1 }), mayDelete({ phase: "ended", version: 1 })]).toEqual([true, false, false]);
  });
});

it("a trait's value is read as it is typed", () => {
  expect(["5", "1.50", "true", "gold", "", " "].map(valueFromText)).toEqual([5, 1.5, true, "gold", "", " "]);
  expect([5, true, "gold", null].map(valueToText)).toEqual(["5", "true", "gold", ""]);
});

describe("history", () => {
  it("undoes and redoes", () => {
    const one = record(record(begin(1), 2), 3);
    expect([undo(one).now, undo(undo(one)).now, undo(undo(undo(one))).now, redo(undo(one)).now, redo(one).now]).toEqual([2, 1, 1, 3, 3]);
  });
  it("undoes changes of one field as one", () => {
    const typed = record(record(record(begin(""), "a", "name"), "ab", "name"), "ab!", "other");
    expect([undo(typed).now, undo(undo(typed)).now]).toEqual(["ab", ""]);
  });
  it("starts anew after undoing", () => {
    const back = undo(record(begin("a"), "b", "name"));
    expect(record(back, "c", "name")).toMatchObject({ past: ["a"], now: "c", future: [] });
  });
  it("forgets what is long gone", () => {
    let long = begin(0);
    for (let i = 1; i <= 150; ++i) long = record(long, i);
    expect(long.past).toHaveLength(100);
  });
});

describe("numbers", () => {
  const visit = (step: string, outcome: string, count: number, version = 1, held = false) => ({ step, outcome, count, version, held });
  const counted = { visits: [visit("", "entered", 9), visit("", "entered", 1, 1, true), visit("buy", "met", 2), visit("buy", "timeout", 3, 2), visit("buy", "met", 1, 1, true), visit("", "goal", 4), visit("", "end", 1, 1, true)], standing: [{ step: "buy", count: 5, version: 2, held: false }] };
  it("are of ways and steps, those held out apart", () => {
    const numbers = numbersOf(counted);
    expect(numbers.edges.get(edgeKey({ step: "", outcome: "entered" }))).toEqual({ walked: 9, held: 1 });
    expect(numbers.edges.get("buy met")).toEqual({ walked: 2, held: 1 });
    expect(numbers.passed.get("buy")).toEqual({ walked: 5, held: 1 });
    expect(numbers.standing.get("buy")).toEqual({ walked: 5, held: 0 });
    expect([...numbers.ends]).toEqual([["goal", { walked: 4, held: 0 }], ["end", { walked: 0, held: 1 }]]);
  });
  it("are of one version", () => {
    const numbers = numbersOf(counted, 1);
    expect([numbers.edges.has("buy timeout"), numbers.passed.get("buy"), numbers.standing.size]).toEqual([false, { walked: 2, held: 1 }, 0]);
  });
  it("are of a dry run, and of one person's way", () => {
    const rehearsal = { would_enter: 2, walked: 2, held_out: 0, visits: [{ step: "a", outcome: "done", count: 2 }], standing: [{ step: "b", count: 2 }], trail: [{ step: "", outcome: "entered", at: "t" }, { step: "a", outcome: "done", at: "t" }] };
    expect(numbersOfRehearsal(rehearsal).edges.get("a done")).toEqual({ walked: 2, held: 0 });
    const trail = trailOf(rehearsal.trail, rehearsal.standing);
    expect([[...trail.edges], [...trail.steps]]).toEqual([[" entered", "a done"], ["a", "b"]]);
  });
  it("of messages are of the steps that sent some, the newest version first", () => {
    const sent = (version: number, count: number) => ({ version, step: "a", run: version, counts: [{ state: "sent" as const, reason: "", variant: "A", count }] });
    expect(sendsOf([sent(1, 1), sent(2, 2), sent(3, 0)]).map((one) => one.run)).toEqual([2, 1]);
    expect(sendsOf([sent(1, 1), sent(2, 2)], 1).map((one) => one.run)).toEqual([1]);
  });
});
