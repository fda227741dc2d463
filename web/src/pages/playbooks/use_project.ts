import { useMemo } from "react";
import { targeting } from "../../api/targeting";
import { operating } from "../../api/operating";
import { useSchema } from "../../app/schema";
import { useLoad } from "../../hooks/use_load";
import { inTurn } from "../../lib/in_turn";
import { namesOf, purchaseOf, type Project } from "../../lib/playbooks/guess";

// What the project has that playbooks ask for: its roles, event names, traits, and what the best spend.
export function useProject() {
  const { events: known, properties } = useSchema();
  const names = useMemo(() => known.map((one) => one.name), [known]);
  const { data, error, reload } = useLoad(`roles ${names.length}`, async (signal) => {
    const roles = await operating.roles(signal);
    const [bought] = namesOf(purchaseOf({ roles, events: names }));
    const refs = bought !== undefined && names.includes(bought) ? await properties(bought) : await properties("");
    const of = (scope: string) => refs.map((one) => one.ref).filter((ref) => ref.startsWith(scope)).map((ref) => ref.slice(scope.length));
    return { roles, traits: of("person."), bought: bought !== undefined && names.includes(bought) ? of("event.") : [] };
  });
  // An amount is only a proposal: without it there is a plain one.
  const best = useLoad("high value", (signal) => inTurn(() => targeting.playbook(signal), signal).then((book) => book.high_value ?? 0, () => 0));
  const project = useMemo<Project | undefined>(() => data && { ...data, events: names, highValue: best.data }, [data, names, best.data]);
  return { project, error, reload, isMeasured: best.data !== undefined };
}
