// What channels cost per day.
import { call } from "./client";
import type { CostRow, CostsResponse } from "./types";

export const costs = {
  list: (page: { channel: string; limit: number; offset: number }, signal?: AbortSignal) =>
    call<CostsResponse>("GET", `/api/costs?${new URLSearchParams({ channel: page.channel, limit: String(page.limit), offset: String(page.offset) }).toString()}`, undefined, signal),
  set: (rows: CostRow[]) => call<{ rows: number }>("PUT", "/api/costs", { rows }),
  setCsv: (csv: string) => call<{ rows: number }>("POST", "/api/costs/csv", csv),
  remove: (row: CostRow) => call<{ rows: number }>("DELETE", `/api/costs?${new URLSearchParams({ first: row.day, last: row.day, channel: row.channel }).toString()}`),
};
