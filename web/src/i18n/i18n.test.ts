import { describe, expect, it } from "vitest";
import { en } from "./en";
import { zh } from "./zh";
import { reasons } from "../api/types";
import { operators } from "../lib/filter";

type Tree = { [key: string]: string | Tree };
function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`)));
}
const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((m) => m[1]).sort();

describe("the two languages", () => {
  const english = new Map(leaves(en));
  const chinese = new Map(leaves(zh));
  it("have the same texts, none of them empty", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...english, ...chinese].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
  it("fill the same holes", () => {
    for (const [key, text] of english) {
      // "This week" needs no number where "Last 3 weeks" does.
      if (!/_(one|other)$/.test(key)) expect(holes(chinese.get(key)!), key).toEqual(holes(text));
    }
  });
  it("name every reason and every operator", () => {
    expect(Object.keys(en.reason).sort()).toEqual([...reasons].sort());
    expect(Object.keys(en.filter.op).sort()).toEqual(Object.values(operators).flat().sort());
  });
});
