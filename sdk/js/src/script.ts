// For a script tag: takes the place of the snippet's stub and makes the calls that it kept.
import { createThrong, type Throng } from "./client.js";
import { guarded } from "./guard.js";

type Call = [name: keyof Throng, args: ArrayLike<unknown>];
type Stub = Call[] & { push: (...calls: Call[]) => number };

function take(): void {
  const before = (window as { throng?: unknown }).throng;
  if (before !== undefined && !Array.isArray(before)) return; // loaded twice
  const throng = createThrong();
  const make = guarded(([name, args]: Call) => void (throng[name] as (...a: unknown[]) => unknown)(...Array.from(args)));
  (window as { throng?: unknown }).throng = throng;
  if (!before) return;
  const stub = before as Stub;
  stub.splice(0).forEach((call) => make(call));
  // Who keeps the stub may go on using it.
  stub.push = (...calls) => (calls.forEach((call) => make(call)), 0);
}

guarded(take)();
