import { journeys, type VisitorsOf } from "../../api/journeys";
import { PersonsPanel } from "../../components/PersonsDrawer";

export interface Visitors { of: VisitorsOf; title: string }

// The persons behind a number of a journey. The server gives them all at once, up to as many as a list can show.
export function VisitorsDrawer({ id, version, visitors, onClose }: { id: string; version: number; visitors: Visitors | undefined; onClose: () => void }) {
  const load = async ({ offset, limit }: { offset: number; limit: number }, signal: AbortSignal) => {
    const { total, persons } = await journeys.persons(id, { ...visitors!.of, ...(version > 0 ? { version } : {}) }, signal);
    return { total, persons: persons.slice(offset, offset + limit) };
  };
  return <PersonsPanel of={visitors && JSON.stringify([id, version, visitors.of])} title={visitors?.title ?? ""} load={load} onClose={onClose} />;
}
