// A journey as a graph: where each step leads to, and what editing it does. Pure, so that it can be tested.
import type { Step, StepKind } from "../api/journeys";

// What a journey is put together from: the kinds of steps, and messages to a URL, which people take for another kind.
export type StepChoice = StepKind | "webhook";
export const stepChoices = ["message", "webhook", "wait", "wait_for", "branch", "split", "channel", "trait", "tag", "reward", "go_to", "exit"] as const satisfies readonly StepChoice[];
export const choiceOf = (step: Step): StepChoice => (step.message?.channel === "webhook" ? "webhook" : step.kind);
export const mostArms = 10;

// A way out of a step. `outcome` is what the server counts who takes it by; "" as next: the journey ends.
export interface Port { outcome: string; next: string }
// A port of a step, and of entering where `step` is "".
export interface Edge { step: string; outcome: string }
export const entryEdge: Edge = { step: "", outcome: "entered" };

export function portsOf(step: Step): Port[] {
  const next = (outcome: string): Port => ({ outcome, next: step.next });
  const arms = (all: readonly { next: string }[]) => all.map((arm, i): Port => ({ outcome: String(i + 1), next: arm.next }));
  switch (step.kind) {
    case "exit": return [];
    case "wait_for": return [next("met"), { outcome: "timeout", next: step.wait_for?.otherwise ?? "" }];
    case "branch": return [...arms(step.branch ?? []), next("otherwise")];
    case "split": return arms(step.split ?? []);
    case "channel": return [...arms(step.channel ?? []), next("otherwise")];
    default: return [next("done")];
  }
}
export const findStep = (steps: readonly Step[], id: string) => steps.find((one) => one.id === id);
export function nextOf(steps: readonly Step[], edge: Edge): string {
  if (edge.step === "") return steps[0]?.id ?? "";
  const step = findStep(steps, edge.step);
  return (step && portsOf(step).find((one) => one.outcome === edge.outcome)?.next) ?? "";
}
export const followers = (step: Step) => portsOf(step).map((one) => one.next).filter((id) => id !== "");

// The step with that port leading to `next`.
export function withNext(step: Step, outcome: string, next: string): Step {
  if (outcome === "timeout" && step.wait_for) return { ...step, wait_for: { ...step.wait_for, otherwise: next } };
  const at = Number(outcome) - 1;
  if (step.kind === "branch" && step.branch?.[at]) return { ...step, branch: step.branch.map((arm, i) => (i === at ? { ...arm, next } : arm)) };
  if (step.kind === "split" && step.split?.[at]) return { ...step, split: step.split.map((arm, i) => (i === at ? { ...arm, next } : arm)) };
  if (step.kind === "channel" && step.channel?.[at]) return { ...step, channel: step.channel.map((arm, i) => (i === at ? { ...arm, next } : arm)) };
  return portsOf(step).some((one) => one.outcome === outcome) ? { ...step, next } : step;
}
function mapNexts(step: Step, change: (next: string) => string): Step {
  return portsOf(step).reduce((made, port) => withNext(made, port.outcome, change(port.next)), step);
}

// Leads an edge to a step, or with "" nowhere; that of entering makes the step the first.
export function connect(steps: readonly Step[], edge: Edge, to: string): Step[] {
  if (edge.step !== "") return steps.map((one) => (one.id === edge.step ? withNext(one, edge.outcome, to) : one));
  const first = findStep(steps, to);
  return first ? [first, ...steps.filter((one) => one !== first)] : [...steps];
}

// The step comes between; where the edge led, its first way leads.
export function insertOn(steps: readonly Step[], edge: Edge, step: Step): Step[] {
  const [port] = portsOf(step);
  const target = nextOf(steps, edge);
  const made = port && target !== step.id ? withNext(step, port.outcome, target) : step;
  return edge.step === "" ? [made, ...steps] : [...connect(steps, edge, made.id), made];
}

// What led to it leads to where its first way did. The last step cannot go: a journey has one at least.
export function removeStep(steps: readonly Step[], id: string): Step[] {
  const gone = findStep(steps, id);
  if (!gone || steps.length === 1) return [...steps];
  const after = followers(gone).find((next) => next !== id) ?? "";
  const rest = steps.filter((one) => one !== gone).map((one) => mapNexts(one, (next) => (next === id ? after : next)));
  return steps[0] === gone && after !== "" ? connect(rest, entryEdge, after) : rest;
}

// Where a step goes that is added without saying where: behind the chosen one, else at the first open end from behind.
export function edgeToExtend(steps: readonly Step[], chosen: string): Edge | undefined {
  const openOf = (step: Step) => portsOf(step).find((one) => one.next === "");
  const step = findStep(steps, chosen);
  const port = step && (openOf(step) ?? portsOf(step)[0]);
  if (step && port) return { step: step.id, outcome: port.outcome };
  const reached = reachable(steps);
  const last = steps.filter((one) => reached.has(one.id) && openOf(one)).at(-1);
  return last && { step: last.id, outcome: openOf(last)!.outcome };
}

export function freeId(steps: readonly Step[], choice: StepChoice): string {
  for (let n = 1; ; ++n) if (!findStep(steps, `${choice}_${n}`)) return `${choice}_${n}`;
}

// ---- what people should know before it starts ----

export function reachable(steps: readonly Step[], from = steps[0]?.id ?? ""): Set<string> {
  const reached = new Set<string>();
  const open = [from];
  while (open.length > 0) {
    const step = findStep(steps, open.pop()!);
    if (!step || reached.has(step.id)) continue;
    reached.add(step.id);
    open.push(...followers(step));
  }
  return reached;
}

// Whether time passes there whatever is known of the person.
export const waits = (step: Step) => (step.kind === "wait" ? step.wait?.kind === "time" || step.wait?.kind === "clock" : step.kind === "wait_for" && step.wait_for?.event !== undefined);

// The steps from which a way leads back to themselves without waiting.
export function circles(steps: readonly Step[]): Set<string> {
  const hasty = steps.filter((one) => !waits(one));
  const leadsBack = (step: Step) => followers(step).some((next) => reachable(hasty, next).has(step.id));
  return new Set(hasty.filter(leadsBack).map((one) => one.id));
}

export type Flaw = "unreachable" | "circle" | "nowhere";
// At most one for each step. The server refuses to start a journey that has any.
export function flawsOf(steps: readonly Step[]): Map<string, Flaw> {
  const reached = reachable(steps);
  const round = circles(steps);
  const found = new Map<string, Flaw>();
  for (const step of steps) {
    if (!reached.has(step.id)) found.set(step.id, "unreachable");
    else if (round.has(step.id)) found.set(step.id, "circle");
    else if (step.kind === "go_to" && step.next === "") found.set(step.id, "nowhere");
  }
  return found;
}

// The step that a field of the server's is about: "steps[3].wait.time".
export function stepOfField(steps: readonly Step[], field: string): string | undefined {
  const found = /^steps\[(\d+)\]/.exec(field);
  return found ? steps[Number(found[1])]?.id : undefined;
}
