// Events that no server has acknowledged yet, oldest first. Each has a key of its own in the vault, so that tabs add and
// remove side by side without a lock.
import type { Vault } from "../vault.js";
import { uuid } from "../uuid.js";
import { bytesOf } from "./bytes.js";

export interface Entry {
  key: string;
  text: string; // the message as JSON
}

export const kEntryStart = "event:";
const kDropped = "dropped";

export type Queue = ReturnType<typeof createQueue>;

// Keys sort by time, and by order within this tab.
function createKeys() {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() * 1000);
    return `${kEntryStart}${last.toString(36)}-${uuid().slice(0, 8)}`;
  };
}

// Negative if the clock was set back.
export function ageMs(key: string, now = Date.now()): number {
  return now - parseInt(key.slice(kEntryStart.length), 36) / 1000;
}

// `maxSize` is in UTF-16 units, as browsers count what a site stores.
export function createQueue(vault: Vault, onDrop: (count: number) => void, maxCount = 1000, maxSize = 1_000_000) {
  const nextKey = createKeys();
  const own = new Set<string>(); // added by this tab
  let count = Infinity; // at most so many there, as far as this tab knows
  let size = Infinity;
  const keys = () => vault.keys(kEntryStart);
  const remove = (key: string) => {
    own.delete(key);
    vault.remove(key);
  };
  const countDropped = (n: number) => {
    vault.set(kDropped, String(Number(vault.get(kDropped) ?? 0) + n));
    onDrop(n);
  };
  const trim = () => {
    const all = keys().map((key) => ({ key, length: (vault.get(key) ?? "").length }));
    count = all.length;
    size = all.reduce((sum, { length }) => sum + length, 0);
    const before = count;
    for (const { key, length } of all) {
      if (count <= maxCount && size <= maxSize) break;
      remove(key);
      --count;
      size -= length;
    }
    if (count < before) countDropped(before - count);
  };
  return {
    add(text: string) {
      const key = nextKey();
      own.add(key);
      vault.set(key, text);
      count += 1;
      size += text.length;
      if (count > maxCount || size > maxSize) trim();
    },
    // The oldest ones, as many as fit; at least one if there is any. `only` picks among them.
    take(most: number, maxBytes: number, only: (key: string) => boolean = () => true): Entry[] {
      const taken: Entry[] = [];
      let bytes = 0;
      for (const key of keys()) {
        if (taken.length >= most) break;
        const text = only(key) ? vault.get(key) : undefined;
        if (text === undefined) continue;
        bytes += bytesOf(text) + 1;
        if (taken.length > 0 && bytes > maxBytes) break;
        taken.push({ key, text });
      }
      return taken;
    },
    remove: (entries: Entry[]) => entries.forEach(({ key }) => remove(key)),
    isOwn: (key: string) => own.has(key),
    length: () => keys().length,
    countDropped,
    // How many were given up since the last time it was asked.
    takeDropped(): number {
      const dropped = Number(vault.get(kDropped) ?? 0);
      if (dropped > 0) vault.remove(kDropped);
      return dropped;
    },
  };
}
