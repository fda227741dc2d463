import { useMemo, type DependencyList } from "react";

// A chart's option that stays the same object until what it is made of changes: a new one would draw the chart anew.
export function useSteady<T>(of: DependencyList, make: () => T): T {
  return useMemo(make, of);
}
