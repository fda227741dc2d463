import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isProtocol } from "./sources";
import { docsOf, waysOf } from "./source_ways";

const sources = ["segment", "jitsu", "posthog", "mixpanel", "sensors", "amplitude", "ga4", "matomo", "snowplow", "countly", "import"];
const read = (page: string) => readFileSync(`../${page}`, "utf8");

describe("ways to send here", () => {
  // The pages name one address or the other.
  it.each(sources.filter(isProtocol))("are for %s those of the docs", (source) => {
    const docs = docsOf(source).map(read).join("\n");
    const [local, far] = ["http://127.0.0.1:8710", "https://throng.example.com"].map((origin) => waysOf(source, origin, "WRITE_KEY"));
    expect(local!.length).toBeGreaterThan(0);
    for (const [i, { sdk, text }] of local!.entries()) {
      const said = [text, far![i]!.text].some((one) => one.split("\n").every((line) => docs.includes(line.trim())));
      expect(said, `${sdk}: ${text}`).toBe(true);
    }
  });
  it("carry this server's address and key", () => {
    for (const source of sources) {
      for (const { sdk, text } of waysOf(source, "https://data.shop.cn:8443", "wk_1")) {
        expect(text, `${source} ${sdk}`).toContain("data.shop.cn:8443");
        expect(text).not.toMatch(/127\.0\.0\.1|example\.com|WRITE_KEY|http:/);
      }
    }
  });
  it("lead to pages that exist", () => sources.flatMap(docsOf).forEach((page) => expect(read(page).length).toBeGreaterThan(100)));
  it("are none for a source nobody knows", () => expect(waysOf("fax", "https://x.cn", "k")).toEqual([]));
});
