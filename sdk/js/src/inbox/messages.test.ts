import { expect, test } from "vitest";
import { merged, type InboxMessage } from "./messages.js";

const message = (id: number, at: string, seen = false): InboxMessage => ({ id, title: "", text: "", url: "", at, seen });

test("each message once, the newest first, as it was last told", () => {
  const list = merged([message(1, "2026-11-28T08:00:00Z"), message(2, "2026-11-28T09:00:00Z")],
    [message(3, "2026-11-28T08:30:00Z"), message(1, "2026-11-28T08:00:00Z", true)]);
  expect(list.map(({ id }) => id)).toEqual([2, 3, 1]);
  expect(list[2]?.seen).toBe(true);
});
