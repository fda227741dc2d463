import { cleanAddress } from "../address.js";
import { listen } from "../guard.js";
import { maskText } from "../mask_text.js";
import type { Fields } from "../types.js";
import type { Watch } from "./scene.js";

const kMostOfOne = 5; // the same, on one page
const kMost = 50;

interface Place {
  source?: string;
  line?: number;
}

// Anything can be thrown.
function describe(thrown: unknown, message: string, place: Place, strip: string[]): Fields {
  const error = thrown instanceof Error ? thrown : undefined;
  const stack = error?.stack?.slice(0, 4000);
  const from = place.source ? place : placeIn(stack);
  return {
    $exception_type: error?.name ?? "Error",
    $exception_message: maskText((error?.message ?? message).slice(0, 500)),
    $exception_stack: stack && cleanAddress(maskText(stack), strip),
    $exception_source: from.source && cleanAddress(from.source, strip),
    $exception_line: from.line,
  };
}

function placeIn(stack = ""): Place {
  const found = stack.match(/((?:https?|file):\/\/\S+?):(\d+)(?::\d+)?\)?$/m);
  return found ? { source: found[1], line: Number(found[2]) } : {};
}

function asText(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown);
  }
}

export const watchExceptions: Watch = (scene) => {
  let counts = new Map<string, number>();
  let total = 0;
  const tell = (properties: Fields) => {
    const which = [properties.$exception_type, properties.$exception_message, properties.$exception_line].join();
    const count = (counts.get(which) ?? 0) + 1;
    counts.set(which, count);
    if (count <= kMostOfOne && ++total <= kMost) scene.tell("$exception", properties, { passive: true });
  };
  const strip = scene.options.stripQuery;
  listen(window, "error", (event) => {
    if (!(event instanceof ErrorEvent)) return; // a picture or a script that did not load
    tell(describe(event.error, event.message, { source: event.filename || undefined, line: event.lineno || undefined }, strip));
  });
  listen(window, "unhandledrejection", (event) => {
    const reason = (event as PromiseRejectionEvent).reason;
    tell(describe(reason, asText(reason), {}, strip));
  });
  return {
    enter() {
      counts = new Map();
      total = 0;
    },
  };
};
