import { api } from "../../api/client";
import { templates } from "../../api/engage";
import { journeys } from "../../api/journeys";
import { useLoad } from "../../hooks/use_load";
import type { Things } from "../../lib/playbooks/set_up";

export async function things(signal?: AbortSignal): Promise<Things> {
  const [mails, segments, ways] = await Promise.all([templates.list(signal), api.segments(signal), journeys.list(signal)]);
  return { templates: mails.templates, segments: segments.segments, journeys: ways.journeys };
}
// What is there that a playbook may have made.
export const useThings = () => useLoad("things", things);
