// How fast the page was for its visitor; told once, when it is first hidden.
import { guarded } from "../guard.js";
import { createInteractions } from "./interactions.js";
import { createLayoutShift } from "./layout_shift.js";
import type { Watch } from "./scene.js";

interface Entry extends PerformanceEntry {
  value?: number;
  hadRecentInput?: boolean;
  interactionId?: number;
}

// Returns a function that hands over what is still on its way.
function observe(type: string, take: (entry: Entry) => void, extra: object = {}): () => void {
  if (typeof PerformanceObserver === "undefined" || !PerformanceObserver.supportedEntryTypes?.includes(type)) return () => undefined;
  const each = guarded((entries: PerformanceEntry[]) => entries.forEach(take));
  const observer = new PerformanceObserver((list) => void each(list.getEntries()));
  observer.observe({ type, buffered: true, ...extra } as PerformanceObserverInit);
  return () => void each(observer.takeRecords());
}

export const watchVitals: Watch = (scene) => {
  let lcp: number | undefined;
  let fcp: number | undefined;
  const shifts = createLayoutShift();
  const interactions = createInteractions();
  const takeInteraction = (entry: Entry) => entry.interactionId && interactions.add(entry.interactionId, entry.duration);
  const hurry = [
    observe("largest-contentful-paint", (entry) => (lcp = entry.startTime)),
    observe("paint", (entry) => { if (entry.name === "first-contentful-paint") fcp = entry.startTime; }),
    observe("layout-shift", (entry) => { if (!entry.hadRecentInput) shifts.add(entry.startTime, entry.value ?? 0); }),
    observe("event", takeInteraction, { durationThreshold: 40 }),
    observe("first-input", takeInteraction),
  ];
  let told = false;
  const tell = (page = scene.place.now()) => {
    if (told) return;
    told = true;
    hurry.forEach((take) => take());
    const navigation = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
    const ms = (value: number | undefined) => (value === undefined ? undefined : Math.round(value));
    const properties = { $lcp_ms: ms(lcp), $fcp_ms: ms(fcp), $ttfb_ms: ms(navigation?.responseStart), $cls: shifts.worst(), $inp_ms: ms(interactions.inp()) };
    scene.tell("$web_vitals", properties, { page, passive: true });
  };
  return { hide: () => tell() };
};
