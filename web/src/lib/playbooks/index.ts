// All playbooks, in the order of a customer's life.
import { birthday, care, review } from "./bought";
import { cart, price } from "./buying";
import { activation, welcome } from "./newcomers";
import type { Playbook, PlaybookKey } from "./playbook";
import { back, best, promising } from "./value";

export const playbooks: readonly Playbook[] = [welcome, activation, cart, price, care, review, birthday, best, promising, back];
export const playbookOf = (key: string | undefined): Playbook | undefined => playbooks.find((one) => one.key === key);
export type { Playbook, PlaybookKey };
