// CLS: the worst window of layout shifts, each at most 1 s after the one before and all within 5 s
// (https://web.dev/articles/cls).
export function createLayoutShift() {
  let first = 0;
  let last = 0;
  let sum = 0;
  let worst = 0;
  return {
    add(at: number, value: number) {
      if (at - last >= 1000 || at - first >= 5000) {
        first = at;
        sum = 0;
      }
      last = at;
      sum += value;
      worst = Math.max(worst, sum);
    },
    worst: () => Math.round(worst * 10_000) / 10_000,
  };
}
