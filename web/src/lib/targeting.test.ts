import { describe, expect, it } from "vitest";
import type { PlayView, TargetView } from "../api/targeting";
import { addressOf, among, changed, editorLink, givenSegment, keyOf, membersOf, nameOf, playOrder, queryOf, settingFrom } from "./targeting";

const target = (part: Partial<TargetView>): TargetView => ({ kind: "segment", id: "s1", name: "Buyers", layer: "", persons: 3, reachable: 0, reached: [], parts: [], ...part });

describe("weights", () => {
  it("are read from the address, and what is not a weight is the first setting", () => {
    const read = (text: string) => settingFrom(new URLSearchParams(text));
    expect(read("").weights).toEqual({ size: 1, growth: 1, value: 1, conversion: 1, reach: 1 });
    expect(read("size=0&value=7&growth_days=30")).toEqual({ weights: { size: 0, growth: 1, value: 7, conversion: 1, reach: 1 }, growth: 30 });
    expect(read("size=-1&value=1.5&reach=101&growth=x&conversion=").weights).toEqual(read("").weights);
    expect(read("growth_days=8").growth).toBe(7);
  });
  it("are written so that reading gives them back, and the rest of the address stays", () => {
    const setting = settingFrom(new URLSearchParams("size=0&value=7&growth_days=30"));
    const address = addressOf(setting, new URLSearchParams("tab=playbook&reach=9"));
    expect(address.get("tab")).toBe("playbook");
    expect(settingFrom(address)).toEqual(setting);
    expect(addressOf(settingFrom(new URLSearchParams())).toString()).toBe("");
  });
  it("change one at a time", () => {
    const setting = settingFrom(new URLSearchParams("size=3&growth_days=30"));
    expect(changed(setting, { weights: { value: 0 } })).toEqual({ weights: { ...setting.weights, value: 0 }, growth: 30 });
    expect(changed(setting, { growth: 7 })).toEqual({ ...setting, growth: 7 });
  });
  it("are all told to the server", () => {
    expect(queryOf(settingFrom(new URLSearchParams("size=3")))).toBe("size=3&growth=1&value=1&conversion=1&reach=1&growth_days=7");
  });
});

describe("audiences", () => {
  it("are segments and layers", () => {
    const layer = target({ kind: "layers", id: "l1", name: "RFM", layer: "top" });
    expect(nameOf(layer)).toBe("RFM · top");
    expect(membersOf(layer)).toEqual({ in_layer: { scheme: "l1", layer: "top" } });
    expect(keyOf(layer)).not.toBe(keyOf(target({})));
    expect(among(target({}), { person: "email", op: "is_set" })).toEqual({ all: [{ in_segment: "s1" }, { person: "email", op: "is_set" }] });
  });
});

describe("the playbook", () => {
  it("shows who fits first, then nobody, then what lacks a role", () => {
    const play = (key: string, persons?: number): PlayView => ({ key, needs: [], missing: [], ...(persons === undefined ? {} : { persons }) });
    expect(playOrder([play("lacking"), play("nobody", 0), play("few", 2), play("many", 9)]).map((one) => one.key)).toEqual(["many", "few", "nobody", "lacking"]);
  });
  it("prefills the editor by a link that reads back", () => {
    const link = editorLink({ did: { event: "买 & 卖" } }, "A & B", "why?");
    expect(givenSegment(new URLSearchParams(link.split("?")[1]))).toEqual({ filter: { did: { event: "买 & 卖" } }, name: "A & B", description: "why?" });
    for (const bad of ["", "filter=", "filter=[1]", "filter=3", "filter={"]) expect(givenSegment(new URLSearchParams(bad))).toBeUndefined();
  });
});
