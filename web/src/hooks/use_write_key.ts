import { api } from "../api/client";
import { useSession } from "../app/session";
import { useLoad } from "./use_load";

// The project's first write key; only owners are shown any.
export function useWriteKey(): string | undefined {
  const { may } = useSession();
  const { data } = useLoad(may("owner") ? "keys" : undefined, (signal) => api.keys(signal));
  return data?.keys.find((one) => one.kind === "write")?.shown;
}
