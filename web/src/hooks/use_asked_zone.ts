import { createContext, useContext } from "react";
import { useSearchParams } from "react-router-dom";
import { zoneOfText } from "../lib/zones";

// Of a question that is not the address's: a tile of a board. null: the project's zone; undefined: the address decides.
export const AskedZone = createContext<string | null | undefined>(undefined);

// The time zone that the answers shown here were asked in; undefined: the project's.
export function useAskedZone(): string | undefined {
  const given = useContext(AskedZone);
  const [parameters] = useSearchParams();
  return given === undefined ? zoneOfText(parameters.get("q")) : (given ?? undefined);
}
