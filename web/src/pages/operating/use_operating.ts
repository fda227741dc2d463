// A ready board: its questions, asked together over the range and the period before.
import { operating } from "../../api/operating";
import { saved } from "../../api/saved";
import type { AskManyResult, Asked, OperatingModel, OperatingQuestions, Window } from "../../api/types";
import { useLoad, type Loaded } from "../../hooks/use_load";

export interface Answered {
  now: Asked;
  answer: unknown; // of the range; undefined where there is a problem
  before: unknown;
  problem: AskManyResult["problem"];
}
export interface OperatingBoard extends Omit<OperatingQuestions, "questions"> {
  answers: ReadonlyMap<string, Answered>;
}

// `version` changes when the roles do.
export function useOperating(model: OperatingModel | undefined, range: Window, version: string): Loaded<OperatingBoard> {
  return useLoad(model && JSON.stringify([model, range, version]), async (signal) => {
    const { questions, ...rest } = await operating.questions(model!, range, signal);
    const asked = questions.flatMap((one) => (one.before ? [one.now, one.before] : [one.now]));
    const { results } = asked.length > 0 ? await saved.askMany(asked, {}, signal) : { results: [] };
    const answers = new Map<string, Answered>();
    let next = 0;
    for (const { key, now, before } of questions) {
      const result = results[next++]!;
      const earlier = before && results[next++];
      answers.set(key, { now, answer: result.answer?.answer, before: earlier?.answer?.answer, problem: result.problem });
    }
    return { ...rest, answers };
  });
}

export interface Behind { asked: Asked; cell: unknown; title: string }
export type Open = (behind: Behind) => void;
