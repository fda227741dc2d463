// Segments and how they combine: filters for who is in exactly some of them, in any, in all, in the first only.
import type { Filter } from "../api/types";

export type Algebra = "union" | "intersection" | "difference";

const inSegment = (id: string): Filter => ({ in_segment: id });

// Who is in the segments of the mask (bit i: segment i) and in none of the others.
export function regionFilter(segments: readonly string[], mask: number): Filter {
  return { all: segments.map((id, i) => (((mask >> i) & 1) === 1 ? inSegment(id) : { not: inSegment(id) })) };
}

export function algebraFilter(segments: readonly string[], algebra: Algebra): Filter {
  if (algebra === "union") return { any: segments.map(inSegment) };
  if (algebra === "intersection") return { all: segments.map(inSegment) };
  return { all: segments.map((id, i) => (i === 0 ? inSegment(id) : { not: inSegment(id) })) };
}

export function algebraSize(regions: readonly { mask: number; persons: number }[], count: number, algebra: Algebra): number {
  const everyone = (1 << count) - 1;
  const counts = (mask: number) => (algebra === "union" ? true : algebra === "intersection" ? mask === everyone : mask === 1);
  return regions.filter((region) => counts(region.mask)).reduce((sum, region) => sum + region.persons, 0);
}
