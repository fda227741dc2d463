import { expect, test } from "vitest";
import { firstColumn } from "./lists";

test("takes the first column of each line", () => {
  expect(firstColumn('\uFEFFu1\r\n u2 ,x\n\n"a, ""b""",c\nd;e\tf\n')).toEqual(["u1", "u2", 'a, "b"', "d"]);
  expect(firstColumn("")).toEqual([]);
});
