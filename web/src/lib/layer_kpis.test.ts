import { describe, expect, it } from "vitest";
import type { AskManyResult } from "../api/types";
import { kpiFigures } from "./layer_kpis";
import { kpiQuestions } from "./layers";

const asked = kpiQuestions({ scheme: "s", layers: ["high"], range: { last: 3, unit: "month" }, bucket: "month", events: { paid: { event: "Paid" }, revenue: "amount", conversion: { event: "Paid" } } });
const result = (answer: unknown) => ({ question: null, answer: { answer } }) as unknown as AskManyResult;
const buckets = ["2026-01", "2026-02", "2026-03"];
const trend = { buckets, series: [{ index: 0, values: [10, 20, 0] }, { index: 1, values: [500, null, 0] }, { index: 2, values: [5, 4, 0] }] };
const retention = { cohorts: [{ start: "2026-01", persons: 10, returned: [10, 8], complete: [true, true] }, { start: "2026-02", persons: 20, returned: [20, 1], complete: [true, false] }] };

describe("figures of layers", () => {
  const [high] = kpiFigures(["high"], asked, [result(trend), result(retention)]);
  it("are quotients of the same period", () => {
    expect(high!.values.arpu).toEqual([50, 0, null]);
    expect(high!.values.conversion).toEqual([0.5, 0.2, null]);
    expect(high!.values.retention).toEqual([0.8, null, null]);
  });
  it("lead to the persons they are of", () => {
    expect(high!.behind("conversion", 1)).toMatchObject({ asked: { analysis: "trend" }, cell: { series: 2, bucket: 1 } });
    expect(high!.behind("retention", 0)).toMatchObject({ asked: { analysis: "retention" }, cell: { cohort: 0, bucket: 1 } });
  });
});
