// Journeys: their definition, how far persons are in them, and how they would have gone.
import { call } from "./client";
import type { CampaignGoal, CampaignPhase, Timing } from "./engage";
import type { components } from "./openapi";
import type { EventMatch, Filter, Json, PersonsResponse, Weekday } from "./types";

type S = components["schemas"];
export type StepKind = S["StepKind"];
export type WaitKind = S["WaitKind"];
export type Reentry = S["Reentry"];
export type Wait = Omit<S["Wait"], "weekdays"> & { weekdays: Weekday[] };
// One of event and filter.
export type WaitFor = Omit<S["WaitFor"], "event" | "filter"> & { event?: EventMatch; filter?: Filter };
export type BranchArm = Omit<S["BranchArm"], "filter"> & { filter: Filter };
export type SplitArm = S["SplitArm"];
export type ChannelArm = S["ChannelArm"];
export type MessageStep = S["MessageStep"];
export type TraitStep = Omit<S["TraitStep"], "value"> & { value: Json };
export type TagStep = S["TagStep"];
export type RewardStep = S["RewardStep"];
// Has the part that its kind names, and no other; go_to and exit have none.
interface Parts { wait?: Wait; wait_for?: WaitFor; branch?: BranchArm[]; split?: SplitArm[]; channel?: ChannelArm[]; message?: MessageStep; trait?: TraitStep; tag?: TagStep; reward?: RewardStep }
export type Step = Omit<S["Step"], keyof Parts> & Parts;
export type JourneyEntry = Omit<S["JourneyEntry"], "event" | "audience" | "timing"> & { event?: EventMatch; audience: Filter; timing: Timing };
interface Exact { entry: JourneyEntry; steps: Step[]; goal?: CampaignGoal }
export type JourneyBody = Omit<S["JourneyBody"], keyof Exact> & Exact;
export type JourneyView = Omit<S["JourneyView"], keyof Exact> & Exact;
export type JourneyVersion = S["JourneyVersionView"];
export type VisitCount = S["VisitCountView"];
export type Standing = S["StandingView"];
export type StepSends = S["StepSendsView"];
export type JourneyNumbers = S["JourneyNumbersResponse"];
export type JourneyWay = S["JourneyWayView"];
export type JourneyRehearsal = S["JourneyRehearsal"];
export type RehearsedVisit = S["RehearsedVisit"];
export type JourneyPhase = CampaignPhase;
export type JourneyAct = "start" | "approve" | "reject" | "publish" | "pause" | "resume" | "stop" | "clone";

// Whom a number counts: those who went on from a step by an outcome, or who stand there.
export interface VisitorsOf { version?: number; step?: string; outcome?: string; standing?: true; held?: boolean }
// `person`: that one alone, with his trail.
export interface RehearsalOf { days: number; person?: number }

function query(parameters: object): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined && value !== "") out.set(key, String(value));
  return out.size > 0 ? `?${out}` : "";
}

const path = "/api/journeys";

export const journeys = {
  list: (signal?: AbortSignal) => call<{ journeys: JourneyView[] }>("GET", path, undefined, signal),
  find: (id: string, signal?: AbortSignal) => call<JourneyView>("GET", `${path}/${id}`, undefined, signal),
  create: (body: JourneyBody) => call<JourneyView>("POST", path, body),
  change: (id: string, body: JourneyBody) => call<JourneyView>("PUT", `${path}/${id}`, body),
  remove: (id: string) => call<object>("DELETE", `${path}/${id}`),
  act: (id: string, what: JourneyAct) => call<JourneyView>("POST", `${path}/${id}/${what}`, {}),
  numbers: (id: string, signal?: AbortSignal) => call<JourneyNumbers>("GET", `${path}/${id}/numbers`, undefined, signal),
  persons: (id: string, of: VisitorsOf, signal?: AbortSignal) => call<PersonsResponse>("GET", `${path}/${id}/persons${query(of)}`, undefined, signal),
  // `id` of the saved one: its draw of lots.
  rehearse: (body: JourneyBody, of: RehearsalOf, id?: string, signal?: AbortSignal) => call<JourneyRehearsal>("POST", `${path}/rehearse${query({ journey: id, ...of })}`, body, signal),
  ofPerson: (person: number, signal?: AbortSignal) => call<{ ways: JourneyWay[] }>("GET", `/api/persons/${person}/journeys`, undefined, signal),
};
