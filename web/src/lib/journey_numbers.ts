// What was counted of a journey, by step and by way: for its canvas. Pure, so that it can be tested.
import type { JourneyNumbers, JourneyRehearsal, RehearsedVisit, Standing, StepSends, VisitCount } from "../api/journeys";
import type { Edge } from "./journey_graph";

export interface Count { walked: number; held: number }
export const none: Count = { walked: 0, held: 0 };
export const edgeKey = ({ step, outcome }: Edge) => `${step} ${outcome}`;

export interface CanvasNumbers {
  edges: ReadonlyMap<string, Count>; // by edgeKey: who took it
  passed: ReadonlyMap<string, Count>; // by step: who went on from there
  standing: ReadonlyMap<string, Count>; // by step: who is there now
  ends: ReadonlyMap<string, Count>; // by reason: whose way ended so
}

function add(to: Map<string, Count>, key: string, held: boolean, count: number) {
  const { walked, held: control } = to.get(key) ?? none;
  to.set(key, held ? { walked, held: control + count } : { walked: walked + count, held: control });
}

// `version` 0: of all versions.
export function numbersOf({ visits, standing }: Pick<JourneyNumbers, "visits" | "standing">, version = 0): CanvasNumbers {
  const of = (one: VisitCount | Standing) => version === 0 || one.version === version;
  const edges = new Map<string, Count>(), passed = new Map<string, Count>(), ends = new Map<string, Count>(), stands = new Map<string, Count>();
  for (const visit of visits.filter(of)) {
    add(edges, edgeKey(visit), visit.held, visit.count);
    if (visit.step !== "") add(passed, visit.step, visit.held, visit.count);
    else if (visit.outcome !== "entered") add(ends, visit.outcome, visit.held, visit.count);
  }
  for (const one of standing.filter(of)) add(stands, one.step, one.held, one.count);
  return { edges, passed, standing: stands, ends };
}

export function numbersOfRehearsal(rehearsal: JourneyRehearsal): CanvasNumbers {
  const counted = { version: 1, held: false };
  return numbersOf({ visits: rehearsal.visits.map((one) => ({ ...one, ...counted })), standing: rehearsal.standing.map((one) => ({ ...one, ...counted })) });
}

// Where one person went: the ways he took and the steps where he was.
export interface Trail { edges: ReadonlySet<string>; steps: ReadonlySet<string> }
export function trailOf(visits: readonly RehearsedVisit[], standing: readonly { step: string }[]): Trail {
  return { edges: new Set(visits.map(edgeKey)), steps: new Set([...visits, ...standing].map((one) => one.step).filter((step) => step !== "")) };
}

// What was sent of each step, the newest version first.
export function sendsOf(sends: readonly StepSends[], version = 0): StepSends[] {
  return sends.filter((one) => (version === 0 || one.version === version) && one.counts.some((count) => count.count > 0)).sort((a, b) => b.version - a.version);
}
