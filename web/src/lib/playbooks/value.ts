// Playbooks by what somebody is worth, and for those who are leaving.
import { active, all, daily, did, didNot, mail, reward, spent, until } from "./parts";
import type { Playbook } from "./playbook";

const spentIn = 90; // days

export const best: Playbook = {
  key: "best", stage: "value", events: ["purchase"], properties: ["revenue"], knobs: ["amount", "offer"], goal: "purchase", window: "30d",
  segment: ({ events, revenue, amount }) => spent(events.purchase, revenue, ">=", amount, spentIn),
  entry: () => daily("180d"),
  steps: ({ events, offer, language }) => [
    reward("gift", offer[language], "thanks"),
    mail("thanks", "used"),
    until("used", { event: events.purchase }, "14d", "remind"),
    mail("remind"),
  ],
};

// From half of what the best spend up to just below it.
export const promising: Playbook = {
  key: "promising", stage: "value", events: ["purchase"], properties: ["revenue"], knobs: ["amount", "offer"], goal: "purchase", window: "21d",
  segment: ({ events, revenue, amount }) => all(spent(events.purchase, revenue, ">=", amount / 2, spentIn), spent(events.purchase, revenue, "<", amount, spentIn)),
  entry: () => daily("90d"),
  steps: ({ events }) => [mail("near", "bought"), until("bought", { event: events.purchase }, "10d", "last"), mail("last")],
};

export const back: Playbook = {
  key: "back", stage: "leaving", events: ["purchase"], knobs: ["days", "offer"], goal: "purchase", window: "14d",
  segment: ({ events, days }) => all(did(events.purchase, Math.max(90, days * 2)), didNot({}, days)),
  entry: () => daily("90d"),
  steps: () => [mail("miss", "returned"), until("returned", { filter: active(7) }, "7d", "offer"), mail("offer")],
};
