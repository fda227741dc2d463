// A board as it is on the page: saved, changed, and the answers of its tiles.
import { useCallback, useEffect, useMemo, useState } from "react";
import { saved } from "../../api/saved";
import type { AskManyResult, BoardBody, BoardView, GoalView, ReportView } from "../../api/types";
import { useLoad } from "../../hooks/use_load";
import { bodyOf } from "../../lib/board";

export interface BoardAnswers {
  results: Map<string, AskManyResult>; // by report
  at: string;
}

// The reports on the board, asked together; and again every so often.
function useAnswers(draft: BoardBody | undefined, reports: ReportView[] | undefined) {
  const wanted = useMemo(() => {
    const ids = new Set(draft?.tiles.flatMap((one) => (one.report ? [one.report] : [])));
    return reports?.filter((one) => ids.has(one.id)) ?? [];
  }, [draft?.tiles, reports]);
  const narrowing = { ...(draft?.filter ? { filter: draft.filter } : {}), ...(draft?.range ? { range: draft.range } : {}) };
  const key = draft && reports && JSON.stringify([wanted.map((one) => [one.id, one.updated]), narrowing]);
  const answers = useLoad(key, async (signal): Promise<BoardAnswers> => {
    const { results } = wanted.length === 0 ? { results: [] } : await saved.askMany(wanted.map(({ analysis, question }) => ({ analysis, question })), narrowing, signal);
    return { results: new Map(wanted.map((one, i) => [one.id, results[i]!])), at: new Date().toISOString() };
  });
  const { reload } = answers;
  const seconds = draft?.refresh_seconds ?? 0;
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setInterval(() => document.visibilityState === "visible" && reload(), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds, reload]);
  return answers;
}

export function useBoard(id: string) {
  const loaded = useLoad(id, async (signal) => {
    const board = await saved.boards.find(id, signal);
    const [{ reports }, { goals }] = await Promise.all([saved.reports.list(signal), saved.goals.list(signal)]);
    return { board, reports, goals };
  });
  const [kept, setKept] = useState<BoardView>();
  const [draft, setDraft] = useState<BoardBody>();
  useEffect(() => {
    if (!loaded.data) return;
    setKept(loaded.data.board);
    setDraft(bodyOf(loaded.data.board));
  }, [loaded.data]);
  const change = useCallback((part: Partial<BoardBody>) => setDraft((old) => old && bodyOf({ ...old, ...part })), []);
  const changed = kept !== undefined && draft !== undefined && JSON.stringify(bodyOf(kept)) !== JSON.stringify(draft);
  const save = useCallback(async () => {
    if (!draft) return;
    const done = await saved.boards.change(id, draft);
    setKept(done);
    setDraft(bodyOf(done));
  }, [id, draft]);
  const leave = useCallback(() => kept && setDraft(bodyOf(kept)), [kept]);
  const reports: ReportView[] | undefined = loaded.data?.reports;
  const goals: GoalView[] | undefined = loaded.data?.goals;
  return { loaded, draft, change, changed, save, leave, reports, goals, answers: useAnswers(draft, reports) };
}
