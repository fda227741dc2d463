// Playbooks for those who have bought.
import { all, daily, did, didNot, mail, onEvent, pause, reward, until } from "./parts";
import { newStep } from "../journeys";
import type { Playbook } from "./playbook";

export const care: Playbook = {
  key: "care", stage: "bought", events: ["purchase"], knobs: ["delay"], delay: "3d", goal: "purchase", window: "30d",
  segment: ({ events }) => did(events.purchase, 7),
  entry: ({ events }) => onEvent(events.purchase, { again_after: "30d" }),
  steps: ({ events, delay }) => [
    pause("pause", delay, "howto"),
    mail("howto", "again"),
    until("again", { event: events.purchase }, "14d", "cross"),
    mail("cross"),
  ],
};

export const review: Playbook = {
  key: "review", stage: "bought", events: ["purchase", "review"], knobs: ["delay"], delay: "10d", goal: "review", window: "14d",
  segment: ({ events }) => all(did(events.purchase, 30), didNot(events.review, 30)),
  entry: ({ events }) => onEvent(events.purchase, { again_after: "60d" }),
  steps: ({ events, delay }) => [
    until("early", { event: events.review }, delay, "ask"),
    mail("ask", "wrote"),
    until("wrote", { event: events.review }, "5d", "again"),
    mail("again"),
  ],
};

// The filter language knows no "today's day and month", but a journey can wait for it: whoever has a birthday enters, stands
// at the wait until it comes round, and after the mails enters again for the next. The condition, which only a real date meets,
// keeps out who has none or writes it otherwise: they would walk on at once, and be congratulated today. It walks on past the goal: whoever buys in March wants his
// wishes in June. `again_after` is shorter than a year, so that no birthday is missed, and so long that a birthday moved
// to next week brings no second gift.
export const birthday: Playbook = {
  key: "birthday", stage: "bought", events: ["purchase"], properties: ["birthday"], knobs: ["offer"], goal: "purchase", window: "14d", walksOn: true,
  segment: ({ birthday: trait }) => ({ person: trait, op: "after", value: "1900-01-01" }),
  entry: () => daily("300d"),
  steps: ({ birthday: trait, events, offer, language }) => [
    { id: "wait", kind: "wait", next: "gift", part: { wait: { ...newStep([], "wait").wait!, kind: "date", trait, minute: 9 * 60, yearly: true } } },
    reward("gift", offer[language], "wishes"),
    mail("wishes", "bought"),
    until("bought", { event: events.purchase }, "7d", "last"),
    mail("last"),
  ],
};
