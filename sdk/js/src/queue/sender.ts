// Empties the queue: in batches, one tab at a time, with patience.
import { complain, guarded } from "../guard.js";
import type { Options } from "../options.js";
import type { Lock } from "./lock.js";
import { ageMs, type Entry, type Queue } from "./queue.js";
import type { Answer, Post } from "./transport.js";
import { backoffMs, verdictOf } from "./verdict.js";
import type { Wait } from "./wait.js";

const kMostEvents = 100; // in a request
const kMostBytes = 60_000; // so that a page that closes may still send it: browsers allow such requests 64 KB in all
const kTimeoutMs = 30_000;
const kOldMs = 10_000;
const kSettleMs = 200;

export interface SenderParts {
  options: Pick<Options, "writeKey" | "batchSize" | "batchWaitMs" | "retryMinMs" | "retryMaxMs" | "refusedWaitMs">;
  queue: Queue;
  wait: Wait;
  lock: Lock;
  transport: { post: Post; beacon: (body: string) => boolean };
  outlivesPage: () => boolean; // what is queued is there when the page is gone
  onSent: (count: number) => void;
}

export type Sender = ReturnType<typeof createSender>;

// The messages are JSON already: they are not parsed again to be put into a list.
export function bodyOf(batch: Entry[], writeKey: string): string {
  const frame = JSON.stringify({ writeKey, sentAt: new Date() });
  return `{"batch":[${batch.map(({ text }) => text).join(",")}],${frame.slice(1)}`;
}

export function createSender({ options, queue, wait, lock, transport, outlivesPage, onSent }: SenderParts) {
  let most = kMostEvents;
  let tries = 0;
  let fresh = 0; // events since the last flush
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Infinity;
  let run = new AbortController(); // ends when the page is left
  let running: Promise<void> | undefined;

  const later = (answer: Answer) => {
    const guess = backoffMs(++tries, options.retryMinMs, options.retryMaxMs);
    wait.set(Math.max(answer.retryAfterMs, guess), answer.retryAfterMs > 0);
  };
  const giveUp = (batch: Entry[], status: number) => {
    queue.remove(batch);
    queue.countDropped(batch.length);
    complain(`the server refused ${batch.length} events (${status})`);
  };
  // Whether it makes sense to go on.
  const settle = (batch: Entry[], answer: Answer): boolean => {
    const verdict = verdictOf(answer.status);
    if (verdict === "later") return later(answer), false;
    if (verdict === "unauthorized") return wait.set(options.refusedWaitMs, true), complain("the server does not know this write key"), false;
    if (verdict === "too_large" && batch.length > 1) return (most = Math.ceil(batch.length / 2)), true;
    tries = 0;
    wait.end();
    if (verdict !== "taken") return giveUp(batch, answer.status), true;
    most = Math.min(kMostEvents, most * 2);
    queue.remove(batch);
    onSent(batch.length);
    return true;
  };
  const post = async (body: string, signal: AbortSignal) => {
    const request = new AbortController();
    const abort = () => request.abort();
    const timeout = setTimeout(abort, kTimeoutMs);
    signal.addEventListener("abort", abort);
    const answer = await transport.post(body, request.signal, document.visibilityState === "hidden");
    clearTimeout(timeout);
    signal.removeEventListener("abort", abort);
    return answer;
  };
  const drainOf = async (signal: AbortSignal, only: (key: string) => boolean) => {
    while (!signal.aborted && wait.leftMs() === 0) {
      if (navigator.onLine === false) return wait.set(options.retryMaxMs, false);
      const batch = queue.take(most, kMostBytes, only);
      if (batch.length === 0) return;
      const answer = await post(bodyOf(batch, options.writeKey), signal);
      if (signal.aborted && answer.status === 0) return;
      if (!settle(batch, answer)) return;
    }
  };
  // Young events are sent by the tab that they are from. Old ones are left over from a tab that is gone, or come after a
  // time without network, and any tab sends them; a moment passes before, in which it hears what others have sent, since
  // browsers tell that between tabs with a delay.
  const isOld = (key: string) => Math.abs(ageMs(key)) > Math.min(kOldMs, Math.max(1000, 3 * options.batchWaitMs));
  const drain = async (signal: AbortSignal) => {
    await drainOf(signal, (key) => queue.isOwn(key) && !isOld(key));
    if (queue.take(1, 0, isOld).length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, kSettleMs));
    await drainOf(signal, isOld);
  };
  const plan = (ms: number) => {
    if (Date.now() + ms >= due) return;
    clearTimeout(timer);
    due = Date.now() + ms;
    timer = setTimeout(guarded(() => void flush()), ms);
  };
  const planNext = () => {
    if (queue.length() > 0) plan(Math.max(wait.leftMs(), options.batchWaitMs));
  };
  const stopTimer = () => {
    clearTimeout(timer);
    due = Infinity;
    fresh = 0;
  };
  const start = (signal: AbortSignal): Promise<void> => {
    const mine = lock(() => drain(signal), signal)
      .catch(complain)
      .then(() => {
        if (signal.aborted) return;
        running = undefined;
        planNext();
      });
    return mine;
  };
  async function flush(): Promise<void> {
    stopTimer();
    if (run.signal.aborted) return;
    if (running) {
      await running; // it may have looked before the last events came
      if (running || queue.length() === 0) return running;
    }
    running = start(run.signal);
    return running;
  }
  return {
    flush,
    planNext,
    // One more event waits.
    added() {
      if (++fresh >= options.batchSize && wait.leftMs() === 0) plan(0);
      else plan(Math.max(wait.leftMs(), options.batchWaitMs));
    },
    hurry() {
      wait.endIfGuessed();
      return flush();
    },
    // The page goes: what it queued is sent blindly, and stays until the server says that it has it. Repeats do no harm.
    leave() {
      run.abort();
      running = undefined;
      stopTimer();
      const sent = new Set<string>();
      while (wait.leftMs() === 0 || !outlivesPage()) {
        const batch = queue.take(kMostEvents, kMostBytes, (key) => queue.isOwn(key) && !sent.has(key));
        if (batch.length === 0 || !transport.beacon(bodyOf(batch, options.writeKey))) break;
        for (const { key } of batch) sent.add(key);
      }
    },
    comeBack() {
      run = new AbortController();
      planNext();
    },
  };
}
