import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

describe("style.css", () => {
  // A brace too few puts everything behind it into a media query, and no tool complains.
  it("closes every block before the next section", () => {
    let depth = 0;
    readFileSync("src/style.css", "utf8").split("\n").forEach((line, i) => {
      if (/^\/\*/.test(line)) expect(depth, `line ${i + 1}`).toBe(0);
      depth += (line.match(/{/g) ?? []).length - (line.match(/}/g) ?? []).length;
    });
    expect(depth).toBe(0);
  });
});
