import { describe, expect, it } from "vitest";
import type { TrendAnswer } from "../api/types";
import { addressQuestion, fits, frameProblem, hostOf, pagesQuestion, plainAddress, usualAddress, viewsOf } from "./heatmap_page";
import { heatmapDefault } from "./question_url";

const question = { ...heatmapDefault, page: "/shop" };
const where = { person: "plan", op: "is", value: "pro" };

describe("pages by views", () => {
  it("are asked with the range and the conditions of the heatmap", () => {
    const asked = pagesQuestion({ ...question, match: { ...question.match, where }, range: "ever" });
    expect([asked.range, asked.bucket, asked.breakdowns, asked.series[0]!.match]).toEqual(["ever", "total", [{ property: "event.$page" }], { event: "$page_leave", where }]);
    expect(pagesQuestion(question).series[0]!.match).toEqual({ event: "$page_leave" });
  });
  it("are the groups, without those that are none", () => {
    const series = [["/b", 2], ["$other", 9], ["/a", 5], ["$none", 3], ["", 1], ["/c", 0]].map(([label, total]) => ({ labels: [label], total }));
    expect(viewsOf({ series } as unknown as TrendAnswer)).toEqual([{ page: "/a", views: 5 }, { page: "/b", views: 2 }]);
  });
});

describe("the address of a page", () => {
  const matches = (page: string) => addressQuestion({ ...question, page }).series[0]!.match.where;
  it("is asked of the path, of the beginning of a wildcard, or of all", () => {
    expect(matches("/shop")).toEqual({ event: "$page", op: "is", value: "/shop" });
    expect(matches("/shop/*/x")).toEqual({ event: "$page", op: "starts_with", value: "/shop/" });
    expect(matches("*")).toBeUndefined();
  });
  it("is the one most views had, whatever the query", () => {
    const address = (page: string, views: number) => ({ page, views });
    expect(usualAddress([address("https://a.cn/shop", 3), address("https://b.cn/shop?x=1", 2), address("https://b.cn/shop?x=2", 2), address("https://a.cn/other", 9), address("nonsense", 20)], "/sh*")).toBe("https://b.cn/shop");
    expect(usualAddress([], "/")).toBe("");
  });
  it("loses its query and its part, but not the part that is the page", () => {
    expect(plainAddress("https://a.cn/x?y=1#z")).toBe("https://a.cn/x");
    expect(plainAddress("https://a.cn/?y=1#/cart")).toBe("https://a.cn/#/cart");
    expect(plainAddress("nonsense")).toBe("nonsense");
  });
  it.each([["/shop/*", "/shop/a/b", true], ["/shop", "/shop/a", false], ["*", "", true], ["/a.c", "/abc", false], ["/*/x(1)", "/y/x(1)", true]])("%s takes %s: %s", (pattern, path, good) => expect(fits(pattern, path)).toBe(good));
});

describe("a frame", () => {
  const own = "https://throng.cn";
  it.each([
    ["https://shop.cn/a", undefined], ["http://shop.cn/", "secure"], ["https://throng.cn/heatmap", "own"], ["javascript:alert(1)", "address"], ["data:text/html,x", "address"], ["/shop", "address"], ["blob:https://shop.cn/1", "address"],
  ] as const)("of %s: %s", (text, problem) => expect(frameProblem(text, own)).toBe(problem));
  it("may be plain where this page is", () => expect(frameProblem("http://shop.cn/", "http://127.0.0.1:8080")).toBeUndefined());
  it("names the host", () => expect([hostOf("https://shop.cn:81/a"), hostOf("x")]).toEqual(["shop.cn:81", ""]));
});
