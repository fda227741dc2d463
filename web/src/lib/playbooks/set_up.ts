// Sets a playbook up: creates what is not there yet, by name, so that doing it again makes no doubles and goes on where it failed.
import type { TemplateBody } from "../../api/engage";
import type { JourneyBody } from "../../api/journeys";
import type { Filter, SegmentBody } from "../../api/types";

export type PartKind = "template" | "segment" | "journey";
export interface Named { id: string; name: string }
export interface Things { templates: readonly Named[]; segments: readonly Named[]; journeys: readonly Named[] }

// In the order of making: whoever names others comes after them. `names`: what it may be called, in every language.
export interface Plan {
  templates: readonly { mail: string; names: readonly string[]; body: TemplateBody }[];
  segment: { names: readonly string[]; body: SegmentBody };
  journey: { names: readonly string[]; body: (parts: { audience: Filter; template: (mail: string) => string }) => JourneyBody };
}
export const found = (names: readonly string[], there: readonly Named[]): Named | undefined => there.find((one) => names.includes(one.name));

export interface Part { kind: PartKind; name: string; there?: Named | undefined }
// What it is made of, and what of that is there.
export function partsOf(plan: Plan, things: Things): Part[] {
  return [
    ...plan.templates.map(({ names, body }): Part => ({ kind: "template", name: body.name, there: found(names, things.templates) })),
    { kind: "segment", name: plan.segment.body.name, there: found(plan.segment.names, things.segments) },
    { kind: "journey", name: plan.journey.names[0]!, there: found(plan.journey.names, things.journeys) },
  ];
}

export interface Maker {
  template: (body: TemplateBody) => Promise<Named>;
  segment: (body: SegmentBody) => Promise<Named>;
  journey: (body: JourneyBody) => Promise<Named>;
}
export interface Outcome {
  made: { kind: PartKind; id: string; name: string }[];
  journey?: Named; // made now or before
  failed?: { name: string; error: unknown };
}

export async function setUp(plan: Plan, things: Things, make: Maker): Promise<Outcome> {
  const made: Outcome["made"] = [];
  const there = found(plan.journey.names, things.journeys);
  if (there) return { made, journey: there };
  let doing = "";
  const part = async (kind: PartKind, name: string, was: Named | undefined, create: () => Promise<Named>): Promise<Named> => {
    if (was) return was;
    doing = name;
    const { id } = await create();
    made.push({ kind, id, name });
    return { id, name };
  };
  try {
    const ids = new Map<string, string>();
    for (const { mail, names, body } of plan.templates) ids.set(mail, (await part("template", body.name, found(names, things.templates), () => make.template(body))).id);
    const segment = await part("segment", plan.segment.body.name, found(plan.segment.names, things.segments), () => make.segment(plan.segment.body));
    const body = plan.journey.body({ audience: { in_segment: segment.id }, template: (mail) => ids.get(mail) ?? "" });
    return { made, journey: await part("journey", body.name, undefined, () => make.journey(body)) };
  } catch (error) {
    return { made, failed: { name: doing, error } };
  }
}
