import { sending, type Channel } from "../api/engage";
import { useLoad } from "./use_load";

// The channels that are set up; undefined: not known yet.
export function useReadyChannels(): readonly Channel[] | undefined {
  return useLoad("channels", (signal) => sending.rules(signal)).data?.channels;
}
