// What is handed to `onError`: why, and the events that were given up (none where they are still to be sent).
export class DeliveryError extends Error {
  constructor(code, message, { events = [], status, problems, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DeliveryError';
    this.code = code;
    this.events = events;
    if (status !== undefined) this.status = status;
    if (problems !== undefined) this.problems = problems;
  }
}

const kQuietMs = 10_000;

// For who gave no `onError`: a line on stderr, at most one in ten seconds for each code.
export function printer(write = (line) => console.error(line)) {
  const last = new Map();
  return (error) => {
    const now = performance.now();
    if (now - (last.get(error.code) ?? -Infinity) < kQuietMs) return;
    last.set(error.code, now);
    const lost = error.events.length > 0 ? ` (${error.events.length} given up)` : '';
    write(`throng: ${error.message}${lost}`);
  };
}
