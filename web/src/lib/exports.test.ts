import { expect, test } from "vitest";
import { exportLink } from "./exports";

test("a link says the format, and traits and value where there are some", () => {
  expect(exportLink("segments/a1", { format: "csv", traits: [] })).toBe("/api/segments/a1/export?format=csv");
  expect(exportLink("segments/a1", { format: "parquet", traits: ["plan", "e mail"] })).toBe("/api/segments/a1/export?format=parquet&traits=plan%2Ce+mail");
  expect(exportLink("tags/a1", { format: "jsonl", traits: [], value: "a&b" })).toBe("/api/tags/a1/export?format=jsonl&value=a%26b");
});
