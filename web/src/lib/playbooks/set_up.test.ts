import { describe, expect, it } from "vitest";
import type { JourneyBody } from "../../api/journeys";
import { partsOf, setUp, type Maker, type Named, type Plan, type Things } from "./set_up";

const template = (mail: string) => ({ mail, names: [`Mail ${mail}`, `邮件 ${mail}`], body: { name: `Mail ${mail}` } as Plan["templates"][number]["body"] });
const plan: Plan = {
  templates: [template("a"), template("b")], segment: { names: ["Who", "谁"], body: { name: "Who", description: "" } },
  journey: { names: ["Way", "路"], body: ({ audience, template: of }) => ({ name: "Way", description: JSON.stringify([audience, of("a"), of("b")]) }) as JourneyBody },
};
const nothing: Things = { templates: [], segments: [], journeys: [] };

// Gives out numbers, and refuses what is called `bad`.
function maker(bad = "") {
  const bodies: { name: string; description?: string }[] = [];
  const create = async (body: { name: string; description?: string }): Promise<Named> => {
    if (body.name === bad) throw new Error("refused");
    bodies.push(body);
    return { id: String(bodies.length), name: body.name };
  };
  const made: Maker = { template: create, segment: create, journey: create };
  return { made, bodies };
}

describe("setting a playbook up", () => {
  it("creates all of it, the journey last and of the others' ids", async () => {
    const { made, bodies } = maker();
    const outcome = await setUp(plan, nothing, made);
    expect(bodies.map((one) => one.name)).toEqual(["Mail a", "Mail b", "Who", "Way"]);
    expect(bodies.at(-1)!.description).toBe('[{"in_segment":"3"},"1","2"]');
    expect([outcome.journey, outcome.failed, outcome.made.length]).toEqual([{ id: "4", name: "Way" }, undefined, 4]);
  });
  it("makes no double, whatever language it was set up in", async () => {
    const { made, bodies } = maker();
    const there = { id: "9", name: "路" };
    expect(await setUp(plan, { ...nothing, journeys: [there] }, made)).toEqual({ made: [], journey: there });
    expect(bodies).toEqual([]);
  });
  it("uses what is there", async () => {
    const { made, bodies } = maker();
    const things = { ...nothing, templates: [{ id: "t", name: "邮件 b" }], segments: [{ id: "s", name: "Who" }] };
    expect(partsOf(plan, things).map((one) => one.there?.id)).toEqual([undefined, "t", "s", undefined]);
    await setUp(plan, things, made);
    expect(bodies.map((one) => one.name)).toEqual(["Mail a", "Way"]);
    expect(bodies.at(-1)!.description).toBe('[{"in_segment":"s"},"1","t"]');
  });
  it("says what was made before it failed", async () => {
    const { made } = maker("Who");
    const outcome = await setUp(plan, nothing, made);
    expect(outcome.made.map((one) => one.name)).toEqual(["Mail a", "Mail b"]);
    expect(outcome.failed?.name).toBe("Who");
    expect(outcome.journey).toBeUndefined();
  });
});
