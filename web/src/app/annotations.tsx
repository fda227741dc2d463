// What happened when, read once and marked on every chart over time.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { saved } from "../api/saved";
import type { AnnotationView } from "../api/types";

interface Annotations {
  annotations: AnnotationView[];
  reload: () => void;
}
const Context = createContext<Annotations>({ annotations: [], reload: () => undefined });

export function AnnotationsProvider({ children }: { children: ReactNode }) {
  const [annotations, setAnnotations] = useState<AnnotationView[]>([]);
  // Charts do without when they cannot be read; the page of annotations says why.
  const reload = useCallback(() => void saved.annotations.list().then((r) => setAnnotations(r.annotations), () => undefined), []);
  useEffect(reload, [reload]);
  const value = useMemo(() => ({ annotations, reload }), [annotations, reload]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export const useAnnotations = () => useContext(Context);
