// Playbooks for those who are about to buy.
import type { Filter } from "../../api/types";
import { all, daily, did, didNot, mail, onEvent, until, where } from "./parts";
import type { Playbook, Setting } from "./playbook";

export const cart: Playbook = {
  key: "cart", stage: "buying", events: ["cart", "purchase"], knobs: ["delay"], delay: "1h", goal: "purchase", window: "3d",
  segment: ({ events }) => all(did(events.cart, 3), didNot(events.purchase, 3)),
  entry: ({ events }) => onEvent(events.cart, { again_after: "7d" }),
  steps: ({ events, delay }) => [
    until("bought", { event: events.purchase }, delay, "remind"),
    mail("remind", "then"),
    until("then", { event: events.purchase }, "1d", "last"),
    mail("last"),
  ],
};

// How systems write that a purchase had no coupon.
const noCoupon = ["", "0", "0.00", "false"];
// Where purchases name their coupon: who never bought without one. Else: who looks again and again and does not buy.
function priceSensitive({ events: { purchase, view }, coupon }: Setting): Filter {
  if (coupon === "") return all(did(view, 14, { count: { op: ">=", value: 3 } }), didNot(purchase));
  const used = all({ event: coupon, op: "is_set" }, { event: coupon, op: "not_in", value: noCoupon });
  return all(did(where(purchase, used), 365), didNot(where(purchase, { not: used }), 365), didNot(purchase, 30));
}

export const price: Playbook = {
  key: "price", stage: "buying", events: ["view", "purchase"], properties: ["coupon"], knobs: ["offer"], goal: "purchase", window: "7d",
  segment: priceSensitive,
  entry: () => daily("60d"),
  steps: ({ events }) => [mail("offer", "bought"), until("bought", { event: events.purchase }, "3d", "last"), mail("last")],
};
