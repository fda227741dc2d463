import { useCallback } from "react";
import { useSearchParams } from "react-router-dom";

// The address of a tab: what is open in it and how it is filtered. A part that is undefined goes.
export function useTabAddress(tab: string) {
  const [address, setAddress] = useSearchParams();
  const set = useCallback((parts: Record<string, string | undefined>, replace = true) => setAddress((old) => {
    const next = new URLSearchParams(old);
    next.set("tab", tab);
    for (const [name, value] of Object.entries(parts)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    return next;
  }, { replace }), [setAddress, tab]);
  return { address, set };
}
