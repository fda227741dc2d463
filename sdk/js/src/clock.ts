// Times of events, each at least a millisecond after the one before: the server orders events of one millisecond by chance.
const kMostAheadMs = 5000; // more means that the clock was set back

export function createClock(now: () => number = Date.now): () => number {
  let last = -Infinity;
  return () => {
    const at = now();
    last = last - at > kMostAheadMs ? at : Math.max(at, last + 1);
    return last;
  };
}
