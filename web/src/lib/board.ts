// Tiles on a grid of 12 columns (src/board/board.h).
import type { BoardBody, BoardView, Tile } from "../api/types";

export const columns = 12;
export const rowHeight = 40;
export const gap = 12;
// Of a tile of h rows, in pixels.
export const tilePixels = (h: number) => h * rowHeight + (h - 1) * gap;

type Content = Pick<Tile, "report" | "goal" | "text">;

// A new tile in the first free place of its size, from the top.
export function withTile(tiles: readonly Tile[], content: Content, size = { w: 6, h: content.text === undefined ? 7 : 3 }): Tile[] {
  const free = (x: number, y: number) => tiles.every((one) => x >= one.x + one.w || one.x >= x + size.w || y >= one.y + one.h || one.y >= y + size.h);
  for (let y = 0; ; ++y) {
    for (let x = 0; x + size.w <= columns; x += size.w) if (free(x, y)) return [...tiles, { ...content, x, y, ...size }];
  }
}

interface Placed { i: string; x: number; y: number; w: number; h: number }
// Tiles as the grid has moved them; keys are their places in the list.
export function moved(tiles: readonly Tile[], layout: readonly Placed[]): Tile[] {
  const byKey = new Map(layout.map((one) => [one.i, one]));
  return tiles.map((tile, i) => {
    const to = byKey.get(String(i));
    return to ? { ...tile, x: to.x, y: to.y, w: to.w, h: to.h } : tile;
  });
}

// In reading order, for narrow screens.
export const inOrder = (tiles: readonly Tile[]) => tiles.map((tile, index) => ({ tile, index })).sort((a, b) => a.tile.y - b.tile.y || a.tile.x - b.tile.x);

// What of a board is saved.
export function bodyOf({ name, description, tiles, filter, range, refresh_seconds }: BoardBody | BoardView): BoardBody {
  return { name, description, tiles, refresh_seconds, ...(filter ? { filter } : {}), ...(range ? { range } : {}) };
}
