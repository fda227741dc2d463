import { describe, expect, it } from "vitest";
import type { JobView } from "../api/types";
import { asideLink, catalogLink, eventIn, filterFrom, isFiltered, keyOf, ofGroup, pretty, replayed, totalOf, underWay } from "./quarantine";

const group = { reason: "off_plan", field: "price", events: 3, last: "2026-03-10T10:00:00Z" };
const job = (more: Partial<JobView>): JobView => ({ id: "j", kind: "replay", request: {}, by: "", state: "running", done: 0, total: 0, message: "", created: "", ...more });

describe("a filter", () => {
  const of = (text: string) => filterFrom(new URLSearchParams(text));
  it("is what the address says, empty parts left out", () => {
    expect(of("tab=quarantine&reason=off_plan&event=Buy+now&source=&x=1")).toEqual({ reason: "off_plan", event: "Buy now" });
    expect([of("tab=quarantine"), of("source=ga4")].map(isFiltered)).toEqual([false, true]);
  });
  it("of a group keeps what was chosen beside it, and says even that the field is none", () => {
    expect(ofGroup({ source: "ga4", reason: "bad_time" }, { ...group, field: "" })).toEqual({ source: "ga4", reason: "off_plan", field: "" });
  });
  it("is in links", () => {
    expect(of(asideLink("Buy & sell"))).toEqual({ event: "Buy & sell" });
    expect(catalogLink("Buy & sell")).toBe("?tab=catalog&event=Buy+%26+sell");
  });
});

describe("groups", () => {
  it("are told apart by reason and field, and sum up", () => {
    expect(keyOf(group)).not.toBe(keyOf({ ...group, field: "" }));
    expect(totalOf([group, { ...group, events: 4 }])).toBe(7);
  });
});

describe("a body", () => {
  it("is laid out if it is JSON", () => expect(["{\"a\":1}", "{a"].map(pretty)).toEqual(["{\n  \"a\": 1\n}", "{a"]));
  it("may name its event", () => {
    expect(["{\"event\":\"Buy\"}", "{\"event\":\"\"}", "{\"event\":3}", "{}", "[]", "3", "null", "nonsense"].map(eventIn)).toEqual(["Buy", ...Array<undefined>(7).fill(undefined)]);
  });
});

describe("a job", () => {
  it("is under way until it has ended, if it reads in again", () => {
    const jobs = [job({ id: "other", kind: "recompute" }), job({ id: "ended", ended: "2026-03-10T10:00:00Z" }), job({ id: "this" })];
    expect(underWay(jobs)?.id).toBe("this");
    expect(underWay(jobs.slice(0, 2))).toBeUndefined();
  });
  it("says what came of it", () => {
    expect(replayed("5 read, 3 accepted, 1 were there before, 1 kept aside again")).toEqual({ read: 5, accepted: 3, duplicates: 1, quarantined: 1 });
    expect(replayed("the warehouse is gone")).toBeUndefined();
  });
});
