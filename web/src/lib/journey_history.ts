// Undoing and redoing. Pure, so that it can be tested.
const mostKept = 100;

export interface History<T> { past: readonly T[]; now: T; future: readonly T[]; mark: string }

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], mark: "" });

// Changes with the same mark, one after the other, are undone as one; those without a mark each on its own.
export function record<T>(history: History<T>, now: T, mark = ""): History<T> {
  if (mark !== "" && mark === history.mark) return { ...history, now, future: [] };
  return { past: [...history.past, history.now].slice(-mostKept), now, future: [], mark };
}
export function undo<T>(history: History<T>): History<T> {
  const now = history.past.at(-1);
  return now === undefined ? history : { past: history.past.slice(0, -1), now, future: [history.now, ...history.future], mark: "" };
}
export function redo<T>(history: History<T>): History<T> {
  const [now, ...future] = history.future;
  return now === undefined ? history : { past: [...history.past, history.now], now, future, mark: "" };
}
