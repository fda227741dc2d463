import { describe, expect, it } from "vitest";
import type { SqlView } from "../api/types";
import { cellText, complete, examples, fitsAddress, isNumeric, placeOf, readHistory, remember, suggest, wordBefore } from "./sql";

const views: SqlView[] = [{ name: "events", about: "", columns: [{ name: "event", type: "String", about: "" }, { name: "person", type: "UInt32", about: "" }] }];

describe("completion", () => {
  it("knows the word before the caret", () => {
    expect(wordBefore("SELECT ev", 9)).toEqual({ word: "ev", start: 7 });
    expect(wordBefore("SELECT ev FROM", 9)).toEqual({ word: "ev", start: 7 });
    expect(wordBefore("SELECT 'ev", 10).word).toBe("");
    expect(wordBefore("SELECT 'it''s', ev", 18).word).toBe("ev");
    expect(wordBefore("-- ev", 5).word).toBe("");
    expect(wordBefore("-- a\nev", 7).word).toBe("ev");
    expect(wordBefore("/* ev", 5).word).toBe("");
  });
  it("puts views and columns first", () => {
    expect(suggest("e", views, ["e", "exp"]).map((one) => one.text)).toEqual(["event", "events", "END", "ELSE", "EXCEPT", "EXISTS"]);
    expect(suggest("ex", views, ["exp", "exists"]).map((one) => one.text)).toEqual(["EXCEPT", "EXISTS", "exp"]);
    expect(suggest("", views, [])).toEqual([]);
  });
  it("puts the caret between the brackets of a function", () => {
    expect(complete("SELECT cou FROM", 10, { text: "count", kind: "function" })).toEqual({ sql: "SELECT count() FROM", caret: 13 });
    expect(complete("SELECT cou()", 10, { text: "count", kind: "function" })).toEqual({ sql: "SELECT count()", caret: 12 });
    expect(complete("ev", 2, { text: "events", kind: "view" })).toEqual({ sql: "events", caret: 6 });
  });
});

describe("places and cells", () => {
  it("finds the place of a syntax error, counting bytes", () => {
    expect(placeOf("syntax error at line 2, column 3: x", "SELECT\n  x y")).toBe(9);
    expect(placeOf("syntax error at line 1, column 15: x", "SELECT '人群' x")).toBe("SELECT '人群".length);
    expect(placeOf("there is no view", "SELECT")).toBeUndefined();
    expect(placeOf("line 9, column 1", "SELECT")).toBeUndefined();
  });
  it("shows values", () => {
    expect([null, "a", 1, true, [1, null], { k: "v" }].map(cellText)).toEqual(["NULL", "a", "1", "true", "[1,null]", '{"k":"v"}']);
    expect(["UInt64", "Nullable(Float64)", "Decimal(9, 2)", "String", "DateTime64(3)", "Array(UInt8)"].map(isNumeric)).toEqual([true, true, true, false, false, false]);
  });
});

describe("history", () => {
  it("keeps each statement once, newest first, and survives what others stored", () => {
    const store = new Map<string, string>();
    const storage = { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => void store.set(key, value) };
    for (const sql of ["a", "b", "a"]) remember(storage, sql);
    expect(readHistory(storage)).toEqual(["a", "b"]);
    for (let i = 0; i < 50; ++i) remember(storage, `s${i}`);
    expect(readHistory(storage)).toHaveLength(30);
    expect(readHistory({ getItem: () => "{" })).toEqual([]);
    expect(readHistory({ getItem: () => "[1, \"x\"]" })).toEqual(["x"]);
  });
  it("keeps examples short enough for the address", () => {
    for (const one of examples) expect(fitsAddress(one.sql), one.key).toBe(true);
    expect(fitsAddress("人".repeat(1000))).toBe(false);
  });
});
