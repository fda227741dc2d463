// Nothing that goes wrong in here may reach the host page.
export function complain(what: unknown): void {
  if (typeof console !== "undefined") console.warn("throng:", what);
}

export function guarded<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R | undefined {
  return (...args) => {
    try {
      return work(...args);
    } catch (error) {
      complain(error);
      return undefined;
    }
  };
}

// In the capture phase: the page cannot stop an event before it is seen here.
export function listen(target: EventTarget, types: string, handler: (event: Event) => void): () => void {
  const safe = guarded(handler);
  const options = { capture: true, passive: true };
  const names = types.split(" ");
  for (const name of names) target.addEventListener(name, safe, options);
  return () => {
    for (const name of names) target.removeEventListener(name, safe, options);
  };
}
