import { expect, test } from "vitest";
import { bodyOf, newPush, stateOf } from "./pushes";

const well = { enabled: true, stopped: "", live: true, failures: 0, last: { id: "p-1-2", changes: 2, test: false, taken: true, status: 200, message: "", at: "2026-01-01T00:00:00.000Z" } };

test("the state says what stands in its way first", () => {
  expect(stateOf(well)).toBe("well");
  expect(stateOf({ ...well, failures: 2 })).toBe("failing");
  expect(stateOf({ ...well, failures: 2, live: false })).toBe("idle");
  expect(stateOf({ ...well, stopped: "answered 410", live: false })).toBe("stopped");
  expect(stateOf({ ...well, stopped: "answered 410", enabled: false })).toBe("off");
  const { last: _, ...fresh } = well;
  expect(stateOf(fresh)).toBe("waiting");
});

test("a body is what can be changed", () => {
  const view = { ...newPush("s1"), name: "CRM", id: "p1", owner: "a@b", created: "", updated: "", ...well };
  expect(bodyOf(view)).toEqual({ ...newPush("s1"), name: "CRM" });
});
