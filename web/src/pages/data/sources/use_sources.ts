import { useMemo, useRef } from "react";
import { sources } from "../../../api/sources";
import { useLoad } from "../../../hooks/use_load";
import { usePolling } from "../../../hooks/use_polling";
import { lastHeard, rowsOf, type Days, type SourceRow } from "../../../lib/sources";

export interface Heard { days: Days; now: number; rows: SourceRow[] }

const often = 5000;
const seldom = 30_000; // a quarter's hours are much to send

// What came from where, asked for again and again. What was known last stays while the server cannot be reached.
export function useSources(days: Days) {
  const latest = useLoad(String(days), async (signal) => ({ days, views: await sources.list(days, signal), now: Date.now() }));
  const ever = useLoad("ever", async (signal) => lastHeard(await sources.list(90, signal)));
  usePolling(true, latest.reload, days > 7 ? seldom : often);
  const kept = useRef<Heard>(undefined);
  const before = ever.data ?? (ever.error === undefined ? undefined : none);
  const heard = useMemo(() => latest.data && before && { days: latest.data.days, now: latest.data.now, rows: rowsOf(latest.data.views, before, latest.data.now) }, [latest.data, before]);
  if (heard) kept.current = heard;
  return { heard: heard ?? kept.current, error: latest.error, reload: latest.reload };
}
const none: ReadonlyMap<string, string> = new Map();
