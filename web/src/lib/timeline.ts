// A person's events, newest first, in days and in visits within a day.
import type { EventView } from "../api/types";

export interface Visit {
  events: EventView[];
}
export interface Day {
  key: string;
  visits: Visit[];
}

const timeout = 30 * 60_000;

// Which events begin a session, by the default rule (docs/semantics.md, Sessions): oldest first.
function begins(events: EventView[]): boolean[] {
  let running = ""; // the id that the running session has
  let last = -Infinity;
  return events.map((event) => {
    const at = Date.parse(event.time);
    const fresh = event.session !== "" && running !== "" ? event.session !== running : at - last > timeout;
    if (fresh || event.session !== "") running = event.session;
    last = at;
    return fresh;
  });
}

export function groupByDay(events: EventView[], dayOf: (iso: string) => string): Day[] {
  const days: Day[] = [];
  const starts = begins([...events].reverse()).reverse();
  events.forEach((event, i) => {
    const key = dayOf(event.time);
    let day = days.at(-1);
    if (day?.key !== key) days.push((day = { key, visits: [] }));
    const visit = day.visits.at(-1);
    if (!visit || starts[i - 1]) day.visits.push({ events: [event] });
    else visit.events.push(event);
  });
  return days;
}

export interface VisitFacts {
  start: string; // of its first event that is there
  ms: number; // to the last
  events: number;
  pages: number; // different ones
  about: string[]; // channel it came by, device, system, browser; each once
}
// A visit's events are the newest first.
export function factsOf(visit: Visit): VisitFacts {
  const first = visit.events.at(-1)!;
  const pages = new Set(visit.events.map((event) => event.page).filter((page) => page !== ""));
  // What says where it came from stands on its first event; a device may be known only later.
  const known = (of: (event: EventView) => string) => visit.events.map(of).reverse().find((value) => value !== "") ?? "";
  const about = [known((e) => e.channel), known((e) => e.device), known((e) => e.os), known((e) => e.browser)].filter((value) => value !== "");
  return { start: first.time, ms: Date.parse(visit.events[0]!.time) - Date.parse(first.time), events: visit.events.length, pages: pages.size, about };
}
