// One request. text/plain: browsers ask no leave of the server first (no preflight).
export interface Answer {
  status: number; // 0: no answer
  retryAfterMs: number; // 0: not said
}

export type Post = (body: string, signal: AbortSignal, keepalive: boolean) => Promise<Answer>;

// Retry-After is seconds or a date.
export function retryAfterMs(header: string | null, now: number): number {
  if (!header) return 0;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), 3_600_000);
}

const headers = { "content-type": "text/plain" };

export function createTransport(url: string): { post: Post; beacon: (body: string) => boolean } {
  const send = window.fetch.bind(window); // before anything wraps it
  return {
    async post(body, signal, keepalive) {
      try {
        const response = await send(url, { method: "POST", body, headers, signal, keepalive, credentials: "omit" });
        return { status: response.status, retryAfterMs: retryAfterMs(response.headers.get("retry-after"), Date.now()) };
      } catch {
        return { status: 0, retryAfterMs: 0 };
      }
    },
    // Nobody hears whether it arrived.
    beacon(body) {
      if (navigator.sendBeacon?.(url, body)) return true;
      send(url, { method: "POST", body, headers, keepalive: true, credentials: "omit" }).catch(() => undefined);
      return false;
    },
  };
}
