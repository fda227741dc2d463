// What an answer, or none, means for the batch that was sent.
const kMostRetryAfterMs = 3_600_000;

// ok: acknowledged. retry: the server is busy or away. wait: the address or the key is wrong, which somebody has to put right.
// halve: too large at once. refused: will never be taken.
export function meaning(status) {
  if (status >= 200 && status < 300) return 'ok';
  if (status === 413) return 'halve';
  if (status === 408 || status === 429 || status >= 500) return 'retry';
  if ((status >= 300 && status < 400) || status === 401 || status === 403 || status === 404) return 'wait';
  return 'refused';
}

// Milliseconds that the server asks to be left alone; a date counts from the server's own clock, if it tells that.
export function retryAfter(headers, now = Date.now()) {
  const text = headers['retry-after'];
  if (text === undefined) return 0;
  const server = Date.parse(headers.date ?? '');
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - (Number.isNaN(server) ? now : server);
  return ms > 0 ? Math.min(ms, kMostRetryAfterMs) : 0;
}

// The pause after the n-th failure in a row: doubles from `least` to `most`, and varies so that clients do not come all at once.
export function backoff(failures, { retryMin, retryMax }, random = Math.random) {
  const ceiling = Math.min(retryMax, retryMin * 2 ** Math.min(failures, 30));
  return Math.max(retryMin, ceiling * (0.5 + 0.5 * random()));
}

// Events that the server took but could not read; it keeps them in its quarantine.
export function quarantined(text) {
  try {
    const { quarantined: count = 0, problems = [] } = JSON.parse(text);
    return count > 0 ? { count, problems } : undefined;
  } catch {
    return undefined;
  }
}
