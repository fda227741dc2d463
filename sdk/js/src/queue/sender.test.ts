import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeDisk } from "../testing.js";
import { createVault } from "../vault.js";
import { createQueue } from "./queue.js";
import { createSender } from "./sender.js";
import type { Answer } from "./transport.js";
import { createWait } from "./wait.js";

const options = { writeKey: "k", batchSize: 20, batchWaitMs: 3000, retryMinMs: 1000, retryMaxMs: 60_000, refusedWaitMs: 600_000 };

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.stubGlobal("document", { visibilityState: "visible" });
  vi.stubGlobal("navigator", { onLine: true });
  fakeDisk();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

// `answer` says what the server answers to the n-th request.
function tab(answer: (n: number, events: unknown[]) => Partial<Answer> = () => ({ status: 200 })) {
  const vault = createVault("t:");
  vault.useDisk();
  const queue = createQueue(vault, () => undefined);
  const requests: { at: number; body: { batch: unknown[]; context?: object } }[] = [];
  const beacons: string[] = [];
  const begun = Date.now();
  const sender = createSender({
    options, queue, wait: createWait(vault), lock: (work) => work(), outlivesPage: () => true, onSent: () => undefined,
    transport: {
      post: async (text) => {
        const body = JSON.parse(text);
        requests.push({ at: Date.now() - begun, body });
        return { status: 200, retryAfterMs: 0, ...answer(requests.length, body.batch) };
      },
      beacon: (text) => beacons.push(text) > 0,
    },
  });
  const tell = (count: number) => {
    for (let i = 0; i < count; ++i) {
      queue.add(JSON.stringify({ i }));
      sender.added();
    }
  };
  return { queue, sender, requests, beacons, tell };
}

test("events wait three seconds for others; twenty do not wait", async () => {
  const { requests, tell } = tab();
  tell(2);
  await vi.advanceTimersByTimeAsync(2999);
  expect(requests.length).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(requests.map(({ body }) => body.batch.length)).toEqual([2]);
  tell(20);
  await vi.advanceTimersByTimeAsync(0);
  expect(requests.map(({ body }) => body.batch.length)).toEqual([2, 20]);
});

test("without an answer the same events come again, ever later, and nothing is lost", async () => {
  const { queue, requests, tell } = tab((n) => ({ status: n < 5 ? 0 : 200 }));
  tell(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(requests.map(({ body }) => body.batch.length)).toEqual([3, 3, 3, 3, 3]);
  const gaps = requests.slice(1).map(({ at }, i) => at - requests[i]!.at);
  expect(gaps[3]).toBeGreaterThanOrEqual(4000);
  expect(queue.length()).toBe(0);
});

test("what the server says about waiting is kept, by other tabs too", async () => {
  const busy = tab(() => ({ status: 503, retryAfterMs: 20_000 }));
  busy.tell(1);
  await vi.advanceTimersByTimeAsync(3000);
  busy.sender.leave();
  expect(busy.beacons).toEqual([]);
  const other = tab();
  other.tell(30);
  void other.sender.hurry();
  await vi.advanceTimersByTimeAsync(19_000);
  expect([busy.requests.length, other.requests.length]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(other.requests[0]?.body.batch.length).toBe(31);
});

test("a batch that the server refuses is not sent again, and counted", async () => {
  const { queue, requests, sender, tell } = tab((n) => ({ status: n === 1 ? 400 : 200 }));
  tell(2);
  await sender.flush();
  expect([requests.length, queue.length(), queue.takeDropped()]).toEqual([1, 0, 2]);
  tell(1);
  await sender.flush();
  expect(requests[1]?.body.batch.length).toBe(1);
});

test("a batch that is too large is halved until it fits; one event that does not fit is given up", async () => {
  const { queue, requests, sender, tell } = tab((_, events) => ({ status: events.length > 2 || events.some((event) => (event as { i: number }).i === 7) ? 413 : 200 }));
  tell(8);
  await sender.flush();
  const sizes = requests.map(({ body }) => body.batch.length);
  expect(sizes.slice(0, 3)).toEqual([8, 4, 2]);
  expect([queue.length(), queue.takeDropped()]).toEqual([0, 1]);
});

test("an unknown write key keeps the events for later", async () => {
  const { queue, requests, sender, tell } = tab(() => ({ status: 401 }));
  tell(1);
  await sender.flush();
  tell(30);
  await vi.advanceTimersByTimeAsync(599_000);
  expect([requests.length, queue.length()]).toEqual([1, 31]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(requests.length).toBe(2);
});

test("offline nothing is tried until the network is back", async () => {
  const { requests, sender, tell } = tab();
  vi.stubGlobal("navigator", { onLine: false });
  tell(25);
  await vi.advanceTimersByTimeAsync(50_000);
  expect(requests.length).toBe(0);
  vi.stubGlobal("navigator", { onLine: true });
  void sender.hurry();
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests.length).toBe(1);
});

test("events of a tab that is gone are sent by another one, but not while they are young", async () => {
  const gone = tab();
  gone.tell(2);
  gone.sender.leave();
  const other = tab();
  void other.sender.flush();
  await vi.advanceTimersByTimeAsync(2000);
  expect(other.requests.length).toBe(0);
  other.sender.planNext();
  await vi.advanceTimersByTimeAsync(13_000);
  expect(other.requests.map(({ body }) => body.batch.length)).toEqual([2]);
});

test("a page that goes sends its events in pieces, and keeps them", () => {
  const { queue, sender, beacons } = tab();
  for (let i = 0; i < 5; ++i) queue.add(JSON.stringify("x".repeat(20_000)));
  sender.leave();
  expect(beacons.map((body) => JSON.parse(body).batch.length)).toEqual([2, 2, 1]);
  expect(Math.max(...beacons.map((body) => body.length))).toBeLessThan(61_000);
  expect(queue.length()).toBe(5);
});

test("a page that comes back sends what is left", async () => {
  const { sender, requests, tell } = tab();
  tell(1);
  sender.leave();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(requests.length).toBe(0);
  sender.comeBack();
  await vi.advanceTimersByTimeAsync(4000);
  expect(requests.length).toBe(1);
});
