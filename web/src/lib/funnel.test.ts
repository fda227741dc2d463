import { describe, expect, it } from "vitest";
import { arranged, funnelToAsk, optionsSet, previousSteps } from "./funnel";
import { funnelDefault } from "./question_url";

const four = { ...funnelDefault, steps: [{ event: "A" }, { event: "B" }, { event: "C" }, { event: "D" }] };

describe("a funnel as asked", () => {
  it("waits until every step has an event", () => {
    expect(funnelToAsk(funnelDefault)).toBeUndefined();
    expect(funnelToAsk(four)).toMatchObject({ within: "duration", optional: [], times: { from: 1, bins: [] } });
  });
  it("leaves out what does not fit", () => {
    const asked = funnelToAsk({ ...four, order: "strict", optional: [2], hold: ["", "event.a"], sessions: { timeout: "5m", client_ids: true }, breakdown_step: 9, exclusions: [{ match: {}, from: 1, scope: "attempt" }] })!;
    expect(asked).toMatchObject({ optional: [], hold: ["event.a"], breakdown_step: 4, exclusions: [] });
    expect("sessions" in asked).toBe(false);
    expect(funnelToAsk({ ...four, count: "sessions", sessions: { timeout: "5m", client_ids: true } })!.sessions).toEqual({ timeout: "5m", client_ids: true });
  });
  it("lets exclusions lie between required steps only", () => {
    const asked = funnelToAsk({ ...four, optional: [2, 3], exclusions: [{ match: { event: "X" }, from: 2, to: 3, scope: "person" }] })!;
    expect(asked.exclusions).toEqual([{ match: { event: "X" }, from: 1, scope: "person" }]);
  });
});

it("knows the required step before each", () => {
  expect(previousSteps({ ...four, optional: [2, 3] })).toEqual([0, 0, 0, 0]);
  expect(previousSteps({ ...four, optional: [2] })).toEqual([0, 0, 0, 2]);
});

it("keeps steps optional when they move, unless they come first or last", () => {
  expect(arranged({ ...four, optional: [2] }, [0, 2, 1, 3])).toEqual({ steps: [four.steps[0], four.steps[2], four.steps[1], four.steps[3]], optional: [3] });
  expect(arranged({ ...four, optional: [2] }, [1, 2, 3]).optional).toEqual([]);
});

it("counts the options that are set", () => {
  expect(optionsSet(funnelDefault)).toBe(0);
  expect(optionsSet({ ...funnelDefault, first_time: true, hold: ["event.a"] })).toBe(2);
});
