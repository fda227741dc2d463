// A person's events, newest first, in days and in visits within a day.
import type { EventView } from "../api/types";

export interface Visit {
  session: string;
  events: EventView[];
}
export interface Day {
  key: string;
  visits: Visit[];
}

export function groupByDay(events: EventView[], dayOf: (iso: string) => string): Day[] {
  const days: Day[] = [];
  for (const event of events) {
    const key = dayOf(event.time);
    let day = days.at(-1);
    if (day?.key !== key) days.push((day = { key, visits: [] }));
    let visit = day.visits.at(-1);
    if (visit?.session !== event.session) day.visits.push((visit = { session: event.session, events: [] }));
    visit.events.push(event);
  }
  return days;
}
