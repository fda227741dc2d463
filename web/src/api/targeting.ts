// Targeting: audiences side by side, and the playbook.
import { call } from "./client";
import type { components } from "./openapi";
import type { Filter } from "./types";

type S = components["schemas"];
export type TargetingMeasure = S["TargetingMeasure"];
export type Channel = S["Channel"];
export type PlayRole = S["PlayRole"];
export type TargetView = S["TargetView"];
export type ScorePart = S["ScorePart"];
export type ChannelView = Omit<S["ChannelView"], "filter"> & { filter: Filter };
export type TargetingResponse = Omit<S["TargetingResponse"], "channels" | "bought"> & { channels: ChannelView[]; bought?: Filter };
export type PlayView = Omit<S["PlayView"], "filter"> & { filter?: Filter };
export type PlaybookResponse = Omit<S["PlaybookResponse"], "plays"> & { plays: PlayView[] };

export const targeting = {
  // `query`: weights and growth_days, as lib/targeting.ts writes them.
  ranked: (query: string, signal?: AbortSignal) => call<TargetingResponse>("GET", `/api/targeting?${query}`, undefined, signal),
  playbook: (signal?: AbortSignal) => call<PlaybookResponse>("GET", "/api/playbook", undefined, signal),
};
