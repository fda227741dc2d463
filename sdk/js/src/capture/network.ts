// Tells when the page asks the network for something. A request that has begun shows nowhere else before it ends.
import { guarded } from "../guard.js";

const listeners = new Set<() => void>();
let wrapped = false;

function wrap(owner: Record<string, unknown>, name: string): void {
  const original = owner[name];
  if (typeof original !== "function") return;
  owner[name] = function (this: unknown, ...args: unknown[]) {
    for (const listener of listeners) guarded(listener)();
    return original.apply(this, args);
  };
}

export function onRequest(listener: () => void): void {
  listeners.add(listener);
  if (wrapped) return;
  wrapped = true;
  wrap(window as unknown as Record<string, unknown>, "fetch");
  wrap(XMLHttpRequest.prototype as unknown as Record<string, unknown>, "send");
}
