import { describe, expect, it } from "vitest";
import type { Tile } from "../api/types";
import { bodyOf, inOrder, moved, tilePixels, withTile } from "./board";

const places = (tiles: Tile[]) => tiles.map(({ x, y, w, h }) => [x, y, w, h]);

describe("tiles", () => {
  it("go to the first free place", () => {
    let tiles: Tile[] = [];
    for (const report of ["a", "b", "c"]) tiles = withTile(tiles, { report });
    expect(places(tiles)).toEqual([[0, 0, 6, 7], [6, 0, 6, 7], [0, 7, 6, 7]]);
    expect(places(withTile([{ report: "a", x: 3, y: 0, w: 6, h: 2 }], { text: "x" }))[1]).toEqual([0, 2, 6, 3]);
  });
  it("follow the grid, and those it does not name stay", () => {
    const tiles: Tile[] = [{ report: "a", x: 0, y: 0, w: 6, h: 7 }, { goal: "g", x: 6, y: 0, w: 6, h: 7 }];
    expect(places(moved(tiles, [{ i: "1", x: 0, y: 9, w: 12, h: 3 }]))).toEqual([[0, 0, 6, 7], [0, 9, 12, 3]]);
    expect(moved(tiles, [])).toEqual(tiles);
  });
  it("are read row by row", () => {
    const at = (x: number, y: number): Tile => ({ text: "", x, y, w: 1, h: 1 });
    expect(inOrder([at(6, 0), at(0, 3), at(0, 0)]).map((one) => one.index)).toEqual([2, 0, 1]);
  });
  it("have the height of their rows and the gaps between", () => expect(tilePixels(3)).toBe(3 * 40 + 2 * 12));
});

it("a board is saved without what the server adds", () => {
  const view = { id: "i", owner: "o", created: "", updated: "", name: "n", description: "", tiles: [], refresh_seconds: 0, range: "ever" as const };
  expect(bodyOf(view)).toEqual({ name: "n", description: "", tiles: [], refresh_seconds: 0, range: "ever" });
});
