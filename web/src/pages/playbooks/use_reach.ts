import { useEffect, useState, type RefObject } from "react";
import { api } from "../../api/client";
import type { Filter } from "../../api/types";
import { useLoad, type Loaded } from "../../hooks/use_load";
import { inTurn } from "../../lib/in_turn";

// Whether it has come into view.
export function useSeen(of: RefObject<Element>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!of.current || seen) return;
    const watch = new IntersectionObserver((entries) => { if (entries.some((one) => one.isIntersecting)) setSeen(true); });
    watch.observe(of.current);
    return () => watch.disconnect();
  }, [of, seen]);
  return seen;
}

// How many persons the filter holds for now; without a filter it is not asked yet. Many are asked one after the other.
export function useReach(filter: Filter | undefined): Loaded<number> {
  return useLoad(filter && JSON.stringify(filter), (signal) => inTurn(async () => (await api.ask("segment", { filter: filter! }, signal)).answer.persons, signal));
}
