// A builder's question: edited as a draft, asked on Run, kept in the address.
import { useCallback, useEffect, useState } from "react";
import { useSearchParams } from "react-router-dom";
import { api } from "../api/client";
import type { Analyses, AnalysisName } from "../api/types";
import { questionFromText, questionToText } from "../lib/question_url";
import type { ChartChoice } from "../lib/reports";
import { useLoad } from "./use_load";

type Asked = Exclude<AnalysisName, "segment">;

export function useQuestion<A extends Asked>(
  analysis: A, otherwise: Analyses[A]["question"],
  toAsk: (question: Analyses[A]["question"]) => Analyses[A]["question"] | undefined,
) {
  type Question = Analyses[A]["question"];
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.get("q") ?? "";
  const [draft, setDraft] = useState<Question>(() => questionFromText(text, otherwise));
  useEffect(() => setDraft(questionFromText(text, otherwise)), [text, otherwise]);

  const asked = toAsk(questionFromText(text, otherwise));
  const answer = useLoad(asked && JSON.stringify(asked), (signal) => api.ask(analysis, asked!, signal));
  const wanted = questionToText(draft, otherwise);
  const shown = questionToText(questionFromText(text, otherwise), otherwise);
  const changed = wanted !== shown;

  const go = useCallback((next: string, chart?: ChartChoice) => setParameters((old) => {
    const parameters = new URLSearchParams(old);
    parameters.set("q", next);
    if (chart) parameters.set("chart", JSON.stringify(chart));
    return parameters;
  }), [setParameters]);
  const run = useCallback(() => (changed ? go(wanted) : answer.reload()), [changed, wanted, answer, go]);
  // What is chosen beside the answer is asked at once, with the draft as it stands.
  const ask = useCallback((part: Partial<Question>, chart?: ChartChoice) => go(questionToText({ ...draft, ...part }, otherwise), chart), [draft, otherwise, go]);
  const change = useCallback((part: Partial<Question>) => setDraft((old) => ({ ...old, ...part })), []);

  return { draft, change, run, ask, changed, asked, answer };
}
