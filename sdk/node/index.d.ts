/** One value of properties or traits. BigInt becomes a number, or text where a number would not be exact; NaN and Infinity become null. */
export type Value =
  | string | number | bigint | boolean | null | undefined | Date
  | readonly Value[] | ReadonlySet<Value> | ReadonlyMap<string, Value> | { readonly [key: string]: Value };
export type Values = { readonly [key: string]: Value };
export type Id = string | number | bigint;

/** Who it is about: at least one of the two. */
export type Who = { userId: Id; anonymousId?: Id } | { userId?: undefined; anonymousId: Id };

export interface Extras {
  /** When it happened; now, if it is not given. A Date, milliseconds since 1970, or ISO 8601. */
  timestamp?: Date | number | string;
  /** The server counts one id once, whatever is sent how often. A fresh UUID, if it is not given. */
  messageId?: string;
  /** For instance `{ ip, userAgent, page: { url }, campaign: { source }, sessionId }`. */
  context?: Values;
}

export type Track = Who & Extras & { event: string; properties?: Values };
export type Identify = Who & Extras & { traits?: Values };
export type View = Who & Extras & { name?: string; category?: string; properties?: Values };
export type Group = Who & Extras & { groupId: Id; traits?: Values };
export type Alias = Extras & { userId: Id; previousId: Id };
export type Profile = Who & Extras & { traits: Values };
export type Increment = Who & Extras & { traits: { readonly [key: string]: number | bigint } };
export type Unset = Who & Extras & { traits: readonly string[] };

export type Code =
  /** The queue is full; the new event is dropped. */
  | 'full'
  /** The client is or was closed, or the process ended. */
  | 'closed'
  /** The server will never take these. */
  | 'refused'
  /** `maxRetries` were made. */
  | 'retries'
  /** Host or write key seem wrong. Nothing is given up: it is tried again every `retryMax`. */
  | 'wait'
  /** The server keeps some events of a batch aside, as `problems` says. Nothing is to be sent again. */
  | 'quarantined';

export class DeliveryError extends Error {
  readonly code: Code;
  /** The events that were given up, as they would have been sent. */
  readonly events: readonly Record<string, unknown>[];
  readonly status?: number;
  readonly problems?: readonly string[];
}

/** Times are in milliseconds. */
export interface Options {
  /** Most events in a request: 100. */
  flushAt?: number;
  /** Most bytes in a request, before it is compressed: 400,000. */
  flushBytes?: number;
  /** Longest time that an event waits for others: 1000. */
  flushInterval?: number;
  /** Most events that wait in memory: 10,000. */
  maxQueue?: number;
  /** How often a batch is tried again before it is given up: Infinity. */
  maxRetries?: number;
  /** Pause after the first failure: 500. It doubles up to `retryMax`: 60,000. */
  retryMin?: number;
  retryMax?: number;
  /** Longest time for one request: 10,000. */
  timeout?: number;
  /** Compress requests of more than 1 KB: true. */
  gzip?: boolean;
  /** Told what went wrong. Without it, a line on stderr says so. */
  onError?: (error: DeliveryError) => void;
}

/**
 * Sends to one project. Calls return the message's id at once, or null when the event was dropped (`full`, `closed`).
 * They throw when a field is missing or wrong (TypeError), or the event is larger than 32 KB (RangeError).
 */
export class Client {
  constructor(host: string, writeKey: string, options?: Options);
  track(call: Track): string | null;
  identify(call: Identify): string | null;
  page(call: View): string | null;
  screen(call: View): string | null;
  group(call: Group): string | null;
  alias(call: Alias): string | null;
  /** Sets traits that the person does not have yet. */
  setOnce(call: Profile): string | null;
  /** Adds to numbers; a trait that is missing counts as 0. */
  increment(call: Increment): string | null;
  /** Adds to the end of lists. */
  append(call: Profile): string | null;
  /** Adds to lists what they do not hold yet. */
  union(call: Profile): string | null;
  /** Takes out of lists. */
  remove(call: Profile): string | null;
  /** Takes traits away. */
  unset(call: Unset): string | null;
  /** How many events are not acknowledged yet. */
  readonly pending: number;
  /** True once everything that was called before is acknowledged or given up; false after `timeout` (10,000). */
  flush(options?: { timeout?: number }): Promise<boolean>;
  /** Flushes, then gives up what is left. Calls after it are dropped. */
  close(options?: { timeout?: number }): Promise<boolean>;
}
