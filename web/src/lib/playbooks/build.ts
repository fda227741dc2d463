// A playbook with its setting, as what is saved: the templates, the segment, and the journey.
import type { TFunction } from "i18next";
import type { TemplateBody } from "../../api/engage";
import type { JourneyBody } from "../../api/journeys";
import type { Filter, SegmentBody } from "../../api/types";
import { safeUrl } from "../blocks";
import { tidied } from "../journey_layout";
import { newEntry, newStep } from "../journeys";
import { mailContent } from "./mails";
import { namesOf } from "./guess";
import type { Playbook, Setting } from "./playbook";
import type { Plan } from "./set_up";

export const nameOfPlaybook = (playbook: Playbook, t: TFunction) => t(`playbooks.book.${playbook.key}.name`);
export const segmentName = (playbook: Playbook, t: TFunction) => t(`playbooks.book.${playbook.key}.segment`);
const stepName = (playbook: Playbook, id: string, t: TFunction) => t(`playbooks.book.${playbook.key}.step.${id}`);
export const templateName = (playbook: Playbook, mail: string, t: TFunction) => t("playbooks.templateName", { playbook: nameOfPlaybook(playbook, t), mail: stepName(playbook, mail, t) });

const plannedOf = (playbook: Playbook, setting: Setting, t: TFunction) => playbook.steps(setting, (part) => stepName(playbook, part, t));
// Its messages, by the ids of their steps.
export const mailIds = (playbook: Playbook, setting: Setting): string[] => playbook.steps(setting, () => "").filter((one) => one.kind === "message").map((one) => one.id);

export function templateOf(playbook: Playbook, mail: string, setting: Setting, t: TFunction): TemplateBody {
  const languages = setting.language === "en" ? (["en", "zh-CN"] as const) : (["zh-CN", "en"] as const);
  const contents = languages.map((language) => mailContent(playbook.key, mail, language, { offer: setting.offer[language], link: setting.link }));
  return { name: templateName(playbook, mail, t), description: t(`playbooks.book.${playbook.key}.about`), channel: "email", contents };
}

export function segmentOf(playbook: Playbook, setting: Setting, t: TFunction): SegmentBody {
  return { name: segmentName(playbook, t), description: t("playbooks.segmentAbout", { playbook: nameOfPlaybook(playbook, t) }), filter: playbook.segment(setting) };
}

// `audience`: the segment, or its rule while it is not there; `template`: what each message sends.
export interface Parts { audience: Filter; template: (mail: string) => string }
export function journeyOf(playbook: Playbook, setting: Setting, { audience, template }: Parts, t: TFunction): JourneyBody {
  const { event: _, ...entry } = newEntry();
  const steps = plannedOf(playbook, setting, t).map(({ id, kind, next, part }) => ({ ...newStep([], kind, template(id)), id, name: stepName(playbook, id, t), next, ...part }));
  const earns = playbook.goal === "purchase" ? setting.revenue : "";
  return {
    name: nameOfPlaybook(playbook, t), description: t(`playbooks.book.${playbook.key}.about`), entry: { ...entry, ...playbook.entry(setting), audience }, steps: tidied(steps),
    holdout_percent: setting.control, goal: { event: setting.events[playbook.goal], window: playbook.window, revenue: earns }, exit_at_goal: playbook.walksOn === undefined,
  };
}

// What must be said before it can be set up.
export type Unsaid = "event" | "revenue" | "birthday" | "amount" | "offer" | "link";
export function unsaidOf(playbook: Playbook, setting: Setting): Unsaid | undefined {
  if (playbook.events.some((need) => namesOf(setting.events[need]).length === 0)) return "event";
  for (const need of ["revenue", "birthday"] as const) if (playbook.properties?.includes(need) && setting[need].trim() === "") return need;
  if (playbook.knobs.includes("amount") && !(setting.amount > 0)) return "amount";
  if (playbook.knobs.includes("offer") && Object.values(setting.offer).some((text) => text.trim() === "")) return "offer";
  return isLink(setting.link) ? undefined : "link";
}
// Whether its rule is whole, so that persons can be counted by it.
export function isCountable(playbook: Playbook, setting: Setting): boolean {
  const unsaid = unsaidOf(playbook, setting);
  return unsaid !== "event" && unsaid !== "revenue" && unsaid !== "birthday";
}
// An address that leads somewhere: with a host, not the scheme alone.
export const isLink = (text: string) => /^https?:\/\/[^\s/]/i.test(safeUrl(text));

// All that is made. `tongues`: the words of every language, the operator's first.
export function planOf(playbook: Playbook, setting: Setting, tongues: readonly [TFunction, ...TFunction[]]): Plan {
  const [t] = tongues;
  const named = (name: (t: TFunction) => string) => tongues.map(name);
  return {
    templates: mailIds(playbook, setting).map((mail) => ({ mail, names: named((of) => templateName(playbook, mail, of)), body: templateOf(playbook, mail, setting, t) })),
    segment: { names: named((of) => segmentName(playbook, of)), body: segmentOf(playbook, setting, t) },
    journey: { names: named((of) => nameOfPlaybook(playbook, of)), body: (parts) => journeyOf(playbook, setting, parts, t) },
  };
}
