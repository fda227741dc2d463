// What an answer means for the batch that was sent.
export type Verdict = "taken" | "refused" | "too_large" | "unauthorized" | "later";

export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return "taken";
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 413) return "too_large";
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return "refused";
  return "later";
}

// Doubles with each try, half of it by chance, so that a crowd does not come back at once.
export function backoffMs(tries: number, minMs: number, maxMs: number, random: () => number = Math.random): number {
  const full = Math.min(maxMs, minMs * 2 ** Math.min(tries - 1, 30));
  return full / 2 + (full / 2) * random();
}
