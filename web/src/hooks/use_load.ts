import { useCallback, useEffect, useState } from "react";

export interface Loaded<T> {
  data: T | undefined;
  error: unknown;
  loading: boolean;
  reload: () => void;
}

// Loads when `key` changes; the old data stays until the new is there, and a late answer to an old key is dropped.
export function useLoad<T>(key: string | undefined, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ data: T | undefined; error: unknown; of?: string }>({ data: undefined, error: undefined });
  const [turn, setTurn] = useState(0);
  const wanted = key === undefined ? undefined : `${turn} ${key}`;
  useEffect(() => {
    if (key === undefined) return;
    const abort = new AbortController();
    load(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ data, error: undefined, of: wanted }),
      (error: unknown) => !abort.signal.aborted && setState({ data: undefined, error, of: wanted }),
    );
    return () => abort.abort();
    // `load` is a new closure at every render; `key` says when it means something else.
  }, [key, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { data: state.data, error: state.error, loading: wanted !== undefined && state.of !== wanted, reload };
}
