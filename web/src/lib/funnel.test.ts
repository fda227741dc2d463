import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { arranged, funnelToAsk, optionsSet, previousSteps, sayRule } from "./funnel";
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

describe("how a funnel was counted", () => {
  const say = async (language: "en" | "zh", part: object) => {
    const i18n = i18next.createInstance();
    await i18n.init({ lng: language, resources: { en: { translation: en }, zh: { translation: zh } }, interpolation: { escapeValue: false } });
    return sayRule({ ...four, ...part }, i18n.t);
  };
  it("is one sentence of what was asked", async () => {
    expect(await say("en", {})).toBe("Each person counts once, at the deepest step that any attempt reached; an attempt starts at every match of step 1 in the range; steps in order, other events may lie between, within 7 days");
    expect(await say("zh", { within: "session", order: "any" })).toBe("每人只计一次，取其所有尝试中到达的最深一步；时间范围内每次发生任意一步都开始一次尝试；各步骤不分先后，在同一会话内完成");
  });
  it("names each option that is set", async () => {
    const said = await say("en", { first_time: true, simultaneous: "any", optional: [2], hold: ["event.a"], exclusions: [{ match: { event: "X" }, from: 1, scope: "attempt" }] });
    expect(said.split("; ")).toHaveLength(8);
    expect(said).toContain("; step 1 is only the person's first ever match of it; ");
    expect(said).toMatch(/an excluded event between its steps ends the attempt, or leaves the person out$/);
  });
});
