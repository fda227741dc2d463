import { useEffect, useRef, useState } from "react";
import { api } from "../../api/client";
import type { SqlAnswer } from "../../api/types";

export interface Run {
  answer: SqlAnswer | undefined;
  sql: string;  // what the answer or error is of
  error: unknown;
  loading: boolean;
}

// One statement at a time: running another or leaving the page hangs up on the one before, which ends it on the server.
export function useStatement() {
  const [run, setRun] = useState<Run>({ answer: undefined, sql: "", error: undefined, loading: false });
  const abort = useRef<AbortController>();
  useEffect(() => () => abort.current?.abort(), []);
  const cancel = () => {
    abort.current?.abort();
    setRun((old) => ({ ...old, loading: false }));
  };
  const start = (sql: string, limit: number) => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    setRun((old) => ({ ...old, loading: true }));
    api.sql(sql, limit, mine.signal).then(
      (answer) => !mine.signal.aborted && setRun({ answer, sql, error: undefined, loading: false }),
      (error: unknown) => !mine.signal.aborted && setRun({ answer: undefined, sql, error, loading: false }),
    );
  };
  return { run, start, cancel };
}
