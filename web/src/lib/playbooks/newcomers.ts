// Playbooks for those who have just come.
import { active, all, did, didNot, mail, onEvent, pause, until } from "./parts";
import type { Playbook } from "./playbook";

export const welcome: Playbook = {
  key: "welcome", stage: "new", events: ["signup", "purchase"], knobs: ["delay"], delay: "2d", goal: "purchase", window: "14d",
  segment: ({ events }) => all(did(events.signup, 14), didNot(events.purchase)),
  entry: ({ events }) => onEvent(events.signup, { again: "never" }),
  steps: ({ events, delay }, name) => [
    mail("hello", "pause"),
    pause("pause", delay, "bought"),
    until("bought", { event: events.purchase }, "5d", "seen"),
    { id: "seen", kind: "branch", next: "absent", part: { branch: [{ name: name("came"), filter: active(3), next: "present" }] } },
    mail("present"),
    mail("absent"),
  ],
};

export const activation: Playbook = {
  key: "activation", stage: "new", events: ["signup", "activation"], knobs: ["delay"], delay: "2d", goal: "activation", window: "7d",
  segment: ({ events }) => all(did(events.signup, 7), didNot(events.activation)),
  entry: ({ events }) => onEvent(events.signup, { again: "never" }),
  steps: ({ events, delay }) => [
    until("done", { event: events.activation }, delay, "nudge"),
    mail("nudge", "then"),
    until("then", { event: events.activation }, "3d", "help"),
    mail("help"),
  ],
};
