// A playbook (运营剧本): a segment, the journey its persons walk, the mails on it, and what it is measured by, as plain data.
import type { JourneyEntry, Step, StepKind } from "../../api/journeys";
import type { EventMatch, Filter, Language } from "../../api/types";

export const playbookKeys = ["welcome", "activation", "cart", "price", "care", "review", "birthday", "best", "promising", "back"] as const;
export type PlaybookKey = (typeof playbookKeys)[number];
// Of a customer's life, in its order.
export const stages = ["new", "buying", "bought", "value", "leaving"] as const;
export type Stage = (typeof stages)[number];

export const eventNeeds = ["signup", "activation", "view", "cart", "purchase", "review"] as const;
export type EventNeed = (typeof eventNeeds)[number];
export const propertyNeeds = ["revenue", "coupon", "birthday"] as const;
export type PropertyNeed = (typeof propertyNeeds)[number];
// What is asked before it is set up, beside events, properties, the link and the control group.
export type Knob = "delay" | "days" | "amount" | "offer";

// What a playbook is made with.
export interface Setting {
  events: Record<EventNeed, EventMatch>;
  revenue: string; // property of the purchase that is money; "": none
  coupon: string; // property of the purchase that names its coupon; "": none
  birthday: string; // trait that begins with a date
  delay: string; // duration before the first mail
  days: number; // without any activity: who counts as leaving
  amount: number; // spent in 90 days: who is among the best
  offer: Record<Language, string>; // what the mails promise
  language: Language; // the operator's: of names, and what persons of no known language read
  link: string; // where their buttons lead
  control: number; // percent held out
}

// A step without its place and name; `part` is what its kind needs beyond what a new step has.
export interface PlannedStep { id: string; kind: StepKind; next: string; part?: Partial<Step> }

export interface Playbook {
  key: PlaybookKey;
  stage: Stage;
  events: readonly EventNeed[];
  properties?: readonly PropertyNeed[];
  knobs: readonly Knob[];
  delay?: string; // what the knob begins with
  segment: (of: Setting) => Filter;
  entry: (of: Setting) => Partial<JourneyEntry>;
  steps: (of: Setting, name: (part: string) => string) => PlannedStep[];
  goal: EventNeed;
  window: string;
  walksOn?: true; // also whoever has reached the goal
}
