import { useEffect, useState } from "react";
import { audience } from "../../../api/audience";
import { quarantine, type QuarantineFilter } from "../../../api/quarantine";
import type { JobView } from "../../../api/types";
import { useLoad } from "../../../hooks/use_load";
import { usePolling } from "../../../hooks/use_polling";
import { underWay } from "../../../lib/quarantine";

const often = 700; // ms between looks at a job under way

// Reading in again as a job: the one started here, or one that was under way already.
export function useReplay(onEnded: () => void) {
  const [job, setJob] = useState<JobView>();
  const [problem, setProblem] = useState<unknown>();
  const before = useLoad("before", (signal) => audience.jobs(signal));
  const known = job ?? (before.data && underWay(before.data.jobs));
  const id = known?.id;
  const look = useLoad(id, (signal) => audience.job(id!, signal));
  const latest = look.data?.id === id ? look.data : known;
  const working = latest !== undefined && latest.ended === undefined;
  usePolling(working && !look.loading, look.reload, often);
  const ended = latest?.ended !== undefined;
  useEffect(() => {
    if (ended) onEnded();
  }, [ended, id]);
  const attempt = (work: Promise<JobView>) => { setProblem(undefined); return work.then(setJob, setProblem); };
  return {
    job: latest, working, problem: problem ?? look.error,
    start: (filter: QuarantineFilter) => attempt(quarantine.readAgain(filter)),
    cancel: () => attempt(audience.cancelJob(id!)).then(look.reload),
  };
}
export type Replay = ReturnType<typeof useReplay>;
