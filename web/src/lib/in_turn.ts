// Work that is done one after the other, however much is asked for at once.
let last: Promise<unknown> = Promise.resolve();

// What is no longer wanted when its turn comes is not begun.
export function inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const begin = () => {
    signal?.throwIfAborted();
    return work();
  };
  const mine = last.then(begin, begin);
  last = mine.catch(() => undefined);
  return mine;
}
