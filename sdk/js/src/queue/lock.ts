// Of all tabs of a site one sends at a time.
import type { Vault } from "../vault.js";
import { uuid } from "../uuid.js";

// Runs `work` while no other tab does; resolves without it if `signal` is aborted first.
export type Lock = (work: () => Promise<void>, signal: AbortSignal) => Promise<void>;

const kLease = "lease";
const kLeaseMs = 40_000; // longer than a request may take

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve())));

// A page that goes into the back-forward cache gives the lock back, though its work has not ended.
function webLock(name: string): Lock {
  return async (work, signal) => {
    try {
      await navigator.locks.request(name, { signal }, () => Promise.race([work(), aborted(signal)]));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
}

// Two tabs may write at the same time: who reads its own mark back after a moment has it.
export function leaseLock(vault: Vault, now: () => number = Date.now, settleMs = 60): Lock {
  const me = uuid();
  const holder = () => {
    const [id, until] = (vault.get(kLease) ?? "").split(" ");
    return id && Number(until) > now() && Number(until) <= now() + kLeaseMs ? id : undefined;
  };
  const acquire = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      if (holder() === undefined) {
        vault.set(kLease, `${me} ${now() + kLeaseMs}`);
        await pause(settleMs);
        if (holder() === me) return;
      }
      await pause(settleMs * (2 + 4 * Math.random()));
    }
  };
  return async (work, signal) => {
    await acquire(signal);
    if (signal.aborted) return;
    const renewal = setInterval(() => vault.set(kLease, `${me} ${now() + kLeaseMs}`), kLeaseMs / 4);
    await Promise.race([work(), aborted(signal)]).finally(() => {
      clearInterval(renewal);
      if (holder() === me) vault.remove(kLease);
    });
  };
}

export function createLock(name: string, vault: Vault): Lock {
  const shared = typeof navigator.locks?.request === "function" ? webLock(name) : leaseLock(vault);
  // Without a disk there is nothing that tabs share.
  return (work, signal) => (vault.onDisk() ? shared(work, signal) : work());
}
