// Time in which the document was visible and the visitor did something not long ago.
export type Stopwatch = ReturnType<typeof createStopwatch>;

export function createStopwatch(idleMs: number, now: number, visible: boolean) {
  let running = visible;
  let seen = now; // up to here it is counted
  let activeUntil = now + idleMs;
  let total = 0;
  const advance = (to: number) => {
    if (running) total += Math.max(0, Math.min(to, activeUntil) - seen);
    seen = Math.max(seen, to);
  };
  return {
    used(at: number) {
      advance(at);
      activeUntil = at + idleMs;
    },
    show(at: number, isVisible: boolean) {
      advance(at);
      running = isVisible;
    },
    totalMs(at: number): number {
      advance(at);
      return Math.round(total);
    },
    restart(at: number) {
      seen = at;
      activeUntil = at + idleMs;
      total = 0;
    },
  };
}
