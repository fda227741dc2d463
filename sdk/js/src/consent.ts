// Whether anything may be sent, and whether anything may be stored.
import type { Options } from "./options.js";
import type { Consent } from "./types.js";
import type { Vault } from "./vault.js";
import { isBot } from "./bot.js";

export type Gate = ReturnType<typeof createGate>;

function asksNotToTrack(): boolean {
  const signals = navigator as { doNotTrack?: string | null; globalPrivacyControl?: boolean };
  return signals.doNotTrack === "1" || signals.globalPrivacyControl === true;
}

// `movable` is the start of the keys that may stay in memory when the disk is left: events that are not sent yet.
export function createGate(options: Options, vault: Vault, movable: string) {
  const barred = (!options.allowBots && isBot()) || (options.respectDoNotTrack && asksNotToTrack());
  let mode: Consent = "denied";
  const set = (next: Consent) => {
    const before = mode;
    mode = barred ? "denied" : next;
    if (mode === "granted") return vault.useDisk();
    vault.leaveDisk(mode === "cookieless" && before === "granted" ? movable : undefined);
    if (mode === "denied") vault.clear();
  };
  return {
    set,
    mode: () => mode,
    isOpen: () => mode !== "denied",
    namesPersons: () => mode === "granted",
  };
}
