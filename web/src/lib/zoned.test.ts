import { expect, it } from "vitest";
import { wallClock, zoned } from "./zoned";

it("goes from a wall's clock to the instant and back", () => {
  expect(zoned("2026-03-01T08:30", "Asia/Shanghai")).toBe("2026-03-01T00:30:00.000Z");
  expect(wallClock("2026-03-01T00:30:00.000Z", "Asia/Shanghai")).toBe("2026-03-01T08:30");
  // Berlin changes its clock on March 29 at 01:00 UTC.
  expect(zoned("2026-03-29T01:30", "Europe/Berlin")).toBe("2026-03-29T00:30:00.000Z");
  expect(zoned("2026-03-29T12:00", "Europe/Berlin")).toBe("2026-03-29T10:00:00.000Z");
});
