import { describe, expect, it } from "vitest";
import type { CatalogProperty } from "../api/catalog";
import { draftSchema, lineOf, readJson, schemaText } from "./json_schema";

const none = { text: 0, number: 0, boolean: 0, instant: 0, list: 0 };
const seen = (name: string, types: Partial<typeof none>, examples: string[] = [], description = ""): CatalogProperty =>
  ({ name, description, events: Object.values(types).reduce((sum, one) => sum + one, 0), types: { ...none, ...types }, first_seen: "", last_seen: "", examples });
const draft = (...properties: CatalogProperty[]) => draftSchema("Buy", properties, 10);

describe("a draft", () => {
  it("has the types that were seen, and requires what all the events had", () => {
    expect(draft(seen("sku", { text: 10 }), seen("price", { number: 9, text: 1 }), seen("gift", { boolean: 4 }), seen("tags", { list: 10 }))).toEqual({
      type: "object",
      properties: { gift: { type: "boolean" }, price: { type: ["string", "number"] }, sku: { type: "string" }, tags: { type: "array" } },
      required: ["price", "sku", "tags"],
    });
  });
  it("knows times and days by their form, and only if all values are times", () => {
    expect(draft(seen("at", { instant: 3 }, ["2026-01-31T08:00:00Z", "2026-01-31 08:00:00.25+08:00"]), seen("day", { instant: 3 }, ["2026-01-31"]), seen("odd", { instant: 3 }, ["2026-01-31", "2026-01-31T08:00:00Z"]), seen("some", { instant: 3, text: 1 }, ["2026-01-31"]))).toEqual({
      type: "object", properties: { at: { type: "string" }, day: { type: "string", format: "date" }, odd: { type: "string" }, some: { type: "string" } },
    });
    expect(draft(seen("at", { instant: 3 }, ["2026-01-31T08:00:00.5Z"]))).toMatchObject({ properties: { at: { format: "date-time" } } });
  });
  it("makes objects of names with dots again", () => {
    expect(draft(seen("to.city", { text: 10 }), seen("to.zip.code", { text: 2 }), seen("from.city", { text: 1 }))).toEqual({
      type: "object",
      properties: {
        from: { type: "object", properties: { city: { type: "string" } } },
        to: { type: "object", properties: { city: { type: "string" }, zip: { type: "object", properties: { code: { type: "string" } } } }, required: ["city"] },
      },
      required: ["to"],
    });
  });
  it("leaves open what flat names do not tell: lists in objects, or objects in lists", () => {
    expect(draft(seen("items.sku", { list: 10 }), seen("items.price", { list: 8 }))).toEqual({ type: "object", properties: { items: { type: ["array", "object"] } }, required: ["items"] });
    expect(draft(seen("a", { text: 5 }), seen("a.b", { text: 5 }))).toEqual({ type: "object", properties: { a: {} } });
  });
  it("leaves out what the collector adds and what never came, and keeps descriptions", () => {
    expect(draft(seen("$page_url", { text: 10 }), seen("gone", {}), seen("sku", { text: 10 }, [], "Code"))).toEqual({ type: "object", properties: { sku: { type: "string", description: "Code" } }, required: ["sku"] });
  });
  it("requires nothing of the program's own events", () => {
    expect(draftSchema("$pageview", [seen("name", { text: 10 })], 10)).toEqual({ type: "object", properties: { name: { type: "string" } } });
  });
});

describe("the text of a schema", () => {
  it("is read and written, and none is none", () => {
    expect(readJson(" ")).toEqual({ value: undefined });
    expect(readJson("{\"type\":\"object\"}")).toEqual({ value: { type: "object" } });
    expect("problem" in readJson("{")).toBe(true);
    expect(schemaText(undefined)).toBe("");
    expect(schemaText({ type: "object" })).toBe("{\n  \"type\": \"object\"\n}");
  });
  const text = schemaText({ type: "object", properties: { "a.b": { type: "numbr" }, price: { anyOf: [{ type: "string" }, { typ: "x", enum: [1, "}, \"type\": ["] }] } }, required: ["price"] });
  const lineAt = (place: string) => { const line = lineOf(text, place); return line === undefined ? undefined : text.split("\n")[line - 1]!.trim(); };
  it("has its keywords on lines", () => {
    expect(lineAt("properties.a.b.type")).toBe("\"type\": \"numbr\"");
    expect(lineAt("properties.price.anyOf[1].typ")).toBe("\"typ\": \"x\",");
    expect(lineAt("required[0]")).toBe("\"price\"");
    expect(lineAt("required")).toBe("\"required\": [");
    expect(lineAt("properties.price.anyOf[1]")).toBe("{");
  });
  it("has no line for what is not in it", () => expect([lineAt("properties.cost"), lineOf("", "type"), lineOf("[[1,2],3]", "[0][1]")]).toEqual([undefined, undefined, 1]));
});
