// A session ends after some time without activity, or when a new campaign brings the visitor back. Tabs share it.
import type { Vault } from "./vault.js";
import { uuid } from "./uuid.js";

interface Stored {
  id: string;
  at: number; // the last activity, ms
  campaign: string;
}

export type Session = ReturnType<typeof createSession>;

export function createSession(vault: Vault, idleMs: number, started: (id: string) => void) {
  const read = (): Stored | undefined => {
    try {
      return JSON.parse(vault.get("session") ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  };
  const write = (stored: Stored) => vault.set("session", JSON.stringify(stored));
  const begin = (now: number, campaign: string) => {
    const id = uuid();
    write({ id, at: now, campaign });
    started(id);
    return id;
  };
  return {
    // The visitor does something at `now`. `campaign` is "" where none is named.
    touch(now: number, campaign: string): string {
      const stored = read();
      const other = campaign !== "" && campaign !== stored?.campaign;
      if (!stored || other || now - stored.at >= idleMs) return begin(now, campaign);
      write({ ...stored, at: Math.max(now, stored.at) });
      return stored.id;
    },
    // For what happens without the visitor: it neither begins nor prolongs a session.
    current: (now: number): string => read()?.id ?? begin(now, ""),
    end: () => vault.remove("session"),
  };
}
