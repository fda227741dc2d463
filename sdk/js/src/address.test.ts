import { expect, test } from "vitest";
import { campaignOf, cleanAddress } from "./address.js";

const strip = ["token", "password", "email", "key", "secret", "code", "auth"];
const clean = (address: string) => cleanAddress(address, strip);

test.each([
  ["https://a.example/p?x=1", "https://a.example/p?x=1"],
  ["https://a.example/p?token=abc", "https://a.example/p"],
  ["https://a.example/p?x=1&token=abc&y=2", "https://a.example/p?x=1&y=2"],
  ["https://a.example/p?token=abc&y=2", "https://a.example/p?y=2"],
  ["https://a.example/p?TOKEN=abc#part", "https://a.example/p#part"],
  ["https://a.example/p?access_token=a&accessToken=b&reset-password=c", "https://a.example/p"],
  ["https://a.example/p#access_token=abc&state=1", "https://a.example/p#state=1"],
  ["https://a.example/#/reset?token=abc", "https://a.example/#/reset"],
  ["https://a.example/p?%74oken=abc", "https://a.example/p"],
  ["https://ann:pw@a.example/p", "https://a.example/p"],
  ["/p?auth=1", "/p"],
  ["https://a.example/p?q=ann%40shop.example&x=1", "https://a.example/p?q=***&x=1"],
  ["mailto:ann@shop.example", "mailto:***"],
  ["https://a.example/order/1234567890123456", "https://a.example/order/1234567890123456"],
  ["https://a.example/p?keyboard=1&encoded=2", "https://a.example/p?keyboard=1&encoded=2"],
  ["https://a.example/p?%zz=1", "https://a.example/p?%zz=1"],
  ["", ""],
])("%s is told as %s", (address, told) => expect(clean(address)).toBe(told));

test("a campaign is what utm parameters say", () => {
  expect(campaignOf("?utm_source=news&utm_medium=email&utm_campaign=may&utm_term=tea&utm_content=a&x=1"))
    .toEqual({ source: "news", medium: "email", name: "may", term: "tea", content: "a" });
  expect(campaignOf("?x=1&utm_source=")).toBeUndefined();
});
