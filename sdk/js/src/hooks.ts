import { guarded } from "./guard.js";
import type { HookName } from "./types.js";

export type Listener = (detail: unknown) => void;
export type Hooks = ReturnType<typeof createHooks>;

export function createHooks() {
  const listeners = new Map<HookName, Set<Listener>>();
  return {
    on(name: HookName, listener: Listener): () => void {
      const safe = guarded(listener);
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(safe));
      return () => void all.delete(safe);
    },
    emit(name: HookName, detail?: unknown): void {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(detail);
    },
  };
}
