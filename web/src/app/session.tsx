// Who is signed in, and the gate before everything else.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { api, setCsrf, whenSignedOut } from "../api/client";
import type { Role, SessionView } from "../api/types";

interface Session extends SessionView {
  may: (role: Role) => boolean;
  signOut: () => Promise<void>;
}
const Context = createContext<Session | undefined>(undefined);
const ranks: Record<Role, number> = { viewer: 0, analyst: 1, owner: 2 };

type State = { phase: "asking" } | { phase: "out" } | { phase: "in"; view: SessionView };

export function SessionGate({ children, signIn, waiting }: {
  children: ReactNode;
  signIn: (done: (view: SessionView) => void) => ReactNode;
  waiting: ReactNode;
}) {
  const [state, setState] = useState<State>({ phase: "asking" });
  const enter = useCallback((view: SessionView) => {
    setCsrf(view.csrf);
    setState({ phase: "in", view });
  }, []);
  useEffect(() => {
    whenSignedOut(() => setState({ phase: "out" }));
    api.session().then(enter, () => setState({ phase: "out" }));
  }, [enter]);
  const value = useMemo<Session | undefined>(() => {
    if (state.phase !== "in") return undefined;
    const { view } = state;
    return {
      ...view,
      may: (role) => ranks[view.who.role] >= ranks[role],
      signOut: async () => {
        await api.signOut().catch(() => undefined);
        setState({ phase: "out" });
      },
    };
  }, [state]);
  if (state.phase === "asking") return <>{waiting}</>;
  if (!value) return <>{signIn(enter)}</>;
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useSession(): Session {
  const value = useContext(Context);
  if (!value) throw new Error("nobody is signed in");
  return value;
}
