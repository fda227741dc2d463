import { createContext, useContext } from "react";
import type { JourneyEntry, Step, VisitorsOf } from "../../api/journeys";
import type { Edge, Flaw, StepChoice } from "../../lib/journey_graph";
import type { CanvasNumbers, Trail } from "../../lib/journey_numbers";
import type { JourneyNames } from "../../lib/journey_words";

// What the cards of a canvas show and do. They look it up here, so that the canvas itself knows only places and ways.
export interface CanvasInfo {
  entry: JourneyEntry;
  steps: readonly Step[];
  names: JourneyNames;
  flaws: ReadonlyMap<string, Flaw>;
  problems: ReadonlyMap<string, string>; // by step; "" is the entry
  numbers?: CanvasNumbers | undefined;
  trail?: Trail | undefined;
  onOpen?: ((of: VisitorsOf, title: string) => void) | undefined; // the persons behind a number
  onInsert?: ((edge: Edge, choice: StepChoice) => void) | undefined;
}
const Context = createContext<CanvasInfo | undefined>(undefined);
export const CanvasProvider = Context.Provider;

export function useCanvas(): CanvasInfo {
  const value = useContext(Context);
  if (!value) throw new Error("no canvas above");
  return value;
}
