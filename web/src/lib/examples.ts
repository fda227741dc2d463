// Questions to begin with, of the events that the project's roles name; none where there are no such events.
import type { Analyses, AnalysisName, EventMatch, Roles } from "../api/types";

type Example<A extends AnalysisName> = (roles: Roles) => Partial<Analyses[A]["question"]> | undefined;

const present = (matches: (EventMatch | null | undefined)[]) => matches.filter((one): one is EventMatch => one !== undefined && one !== null);
const moneyOf = (roles: Roles) => (roles.paid && roles.revenue ? { match: roles.paid, property: roles.revenue } : undefined);

const attribution: Example<"attribution"> = (roles) => {
  const conversion = roles.paid ?? roles.order;
  return conversion ? { conversion, value: roles.paid ? roles.revenue : "" } : undefined;
};
const ltv: Example<"ltv"> = (roles) => (roles.paid ? { revenue: roles.paid, value: roles.revenue } : undefined);
const funnel: Example<"funnel"> = (roles) => {
  const steps = present([roles.product, roles.order, roles.paid]).filter((one, i, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === i);
  return steps.length > 1 ? { steps } : undefined;
};
const trend: Example<"trend"> = (roles) => {
  const money = moneyOf(roles);
  return money && { series: [{ name: "", measure: "sum", ...money }] };
};
const distribution: Example<"distribution"> = (roles) => {
  const money = moneyOf(roles);
  return money && { measure: "sum", ...money };
};
const retention: Example<"retention"> = (roles) => {
  const money = moneyOf(roles);
  return money && { back: money.match, value: "sum", property: money.property };
};

const examples: { [A in AnalysisName]?: Example<A> } = { attribution, ltv, funnel, trend, distribution, retention };

export function exampleOf<A extends AnalysisName>(analysis: A, roles: Roles): Partial<Analyses[A]["question"]> | undefined {
  return (examples[analysis] as Example<A> | undefined)?.(roles);
}
