import { useState } from "react";
import { journeys, type JourneyBody, type RehearsalOf } from "../../api/journeys";
import { useLoad } from "../../hooks/use_load";
import { numbersOfRehearsal, trailOf } from "../../lib/journey_numbers";

// How the journey would have gone: asked for by hand, shown until it is hidden.
export function useDryRun(body: JourneyBody, id: string | undefined) {
  const now = JSON.stringify(body);
  const [asked, setAsked] = useState<{ body: string; of: RehearsalOf; turn: number }>();
  const [shown, setShown] = useState(true);
  const { data, error, loading } = useLoad(asked && JSON.stringify(asked), (signal) => journeys.rehearse(JSON.parse(asked!.body) as JourneyBody, asked!.of, id, signal));
  const ask = (of: RehearsalOf) => {
    setShown(true);
    setAsked({ body: now, of, turn: (asked?.turn ?? 0) + 1 });
  };
  const answer = asked && !loading ? data : undefined;
  const visible = shown ? answer : undefined;
  return {
    answer, error, loading, ask, asked: asked?.of, stale: asked !== undefined && !loading && asked.body !== now, shown, setShown,
    numbers: visible && numbersOfRehearsal(visible), trail: visible && asked?.of.person ? trailOf(visible.trail, visible.standing) : undefined,
  };
}
export type DryRunState = ReturnType<typeof useDryRun>;
