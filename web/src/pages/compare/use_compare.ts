import { campaigns, sending } from "../../api/engage";
import { journeys } from "../../api/journeys";
import type { EffectAnswer } from "../../api/types";
import { useLoad, type Loaded } from "../../hooks/use_load";
import { compareQuestion, distinctNames, goalFor, type CompareAddress, type Compared, type Side } from "../../lib/compare";
import { spentOn } from "../../lib/effect_return";
import { askEffects } from "../campaigns/use_effect";

// All that can be compared.
export const useComparable = (): Loaded<Compared[]> => useLoad("comparable", async (signal) => {
  const [sent, walked] = await Promise.all([campaigns.list(signal), journeys.list(signal)]);
  return [
    ...sent.campaigns.map(({ id, name, channel, goal }): Compared => ({ id, name, kind: "campaign", channel, ...(goal ? { goal } : {}) })),
    ...walked.journeys.map(({ id, name, goal }): Compared => ({ id, name, kind: "journey", ...(goal ? { goal } : {}) })),
  ];
});

async function askSides(sides: readonly Side[], signal: AbortSignal): Promise<Side[]> {
  const [results, { costs }] = await Promise.all([askEffects(sides.map((one) => one.question), signal), sending.rules(signal)]);
  return sides.map((side, i): Side => {
    const { answer, problem } = results[i]!;
    if (!answer) return { ...side, problem: problem!.detail };
    const { all, groups } = answer.answer as EffectAnswer;
    return { ...side, outcome: { group: all, spent: spentOn(groups, costs), hasGoal: side.goal !== undefined } };
  });
}

// The chosen ones, each with its figures; nothing while there are too few of them.
export function useSides(chosen: readonly Compared[], { goal, range }: CompareAddress, enough: boolean): Loaded<Side[]> {
  const names = distinctNames(chosen.map((one) => one.name));
  const sides = chosen.map((of, i): Side => {
    const asked = goalFor(of, chosen, goal);
    return { of, name: names[i]!, goal: asked, question: compareQuestion(of, asked, range) };
  });
  return useLoad(enough ? JSON.stringify(sides) : undefined, (signal) => askSides(sides, signal));
}
