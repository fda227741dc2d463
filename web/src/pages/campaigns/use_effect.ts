import { api } from "../../api/client";
import { layers } from "../../api/layers";
import { saved } from "../../api/saved";
import { tags as tagApi } from "../../api/tags";
import type { AskManyResult, AskResponse, EffectAnswer, EffectQuestion } from "../../api/types";
import { useLoad } from "../../hooks/use_load";
import { answerOfParts, partQuestion, type Part, type Partings } from "../../lib/effect_parts";

export const usePartings = (): Partings | undefined => useLoad("partings", async (signal) => {
  const [{ segments }, { schemes }, { tags }] = await Promise.all([api.segments(signal), layers.list(signal), tagApi.list(signal)]);
  return { segments, schemes, tags };
}).data;

// Many at once; of each its answer or its problem.
export const askEffects = async (questions: readonly EffectQuestion[], signal: AbortSignal): Promise<AskManyResult[]> =>
  (await saved.askMany(questions.map((question) => ({ analysis: "effect", question })), {}, signal)).results;

async function askParts(question: EffectQuestion, parts: readonly Part[], signal: AbortSignal): Promise<AskResponse<EffectAnswer>> {
  const results = await askEffects([question, ...parts.map((one) => partQuestion(question, one))], signal);
  const failed = results.find((one) => one.problem)?.problem;
  if (failed) throw new Error(failed.detail);
  return { ...results[0]!.answer!, answer: answerOfParts(parts, results) };
}

// The effect on all, and on each part where there are some.
export const useEffectOf = (question: EffectQuestion, parts: readonly Part[], turn: string) =>
  useLoad(`${turn} ${JSON.stringify([question, parts])}`, (signal) => (parts.length > 0 ? askParts(question, parts, signal) : api.ask("effect", question, signal)));
