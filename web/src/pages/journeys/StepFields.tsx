import { Input } from "antd";
import { useTranslation } from "react-i18next";
import type { SendingRulesView, TemplateView } from "../../api/engage";
import type { Step } from "../../api/journeys";
import { Field } from "../../components/BuilderCard";
import { choiceOf } from "../../lib/journey_graph";
import { GoToFields, RewardFields, TagFields, TraitFields } from "./ActFields";
import { BranchFields, ChannelFields, SplitFields } from "./ArmFields";
import { MessageFields } from "./MessageFields";
import { WaitFields } from "./WaitFields";
import { WaitForFields } from "./WaitForFields";

// What the fields choose from.
export interface Choices { templates: TemplateView[]; rules: SendingRulesView }
interface Props { step: Step; steps: readonly Step[]; choices: Choices; onChange: (step: Step, mark: string) => void }

function KindFields({ step, steps, choices, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<Step>) => onChange({ ...step, ...part }, Object.keys(part).join());
  const { wait, wait_for, branch, split, channel, message, trait, tag, reward } = step;
  if (wait) return <WaitFields wait={wait} onChange={(next) => set({ wait: next })} />;
  if (wait_for) return <WaitForFields wait={wait_for} onChange={(next) => set({ wait_for: next })} />;
  if (branch) return <BranchFields arms={branch} onChange={(next) => set({ branch: next })} />;
  if (split) return <SplitFields arms={split} onChange={(next) => set({ split: next })} />;
  if (channel) return <ChannelFields arms={channel} ready={choices.rules.channels} onChange={(next) => set({ channel: next })} />;
  if (message) return <MessageFields message={message} {...choices} onChange={(next) => set({ message: next })} />;
  if (trait) return <TraitFields trait={trait} onChange={(next) => set({ trait: next })} />;
  if (tag) return <TagFields tag={tag} onChange={(next) => set({ tag: next })} />;
  if (reward) return <RewardFields reward={reward} onChange={(next) => set({ reward: next })} />;
  if (step.kind === "go_to") return <GoToFields step={step} steps={steps} onChange={(next) => set({ next })} />;
  return <p className="meta">{t("journeys.field.nothing")}</p>;
}

export function StepFields(props: Props) {
  const { t } = useTranslation();
  const { step, onChange } = props;
  const choice = choiceOf(step);
  return (
    <>
      <p className="meta">{t(`journeys.about.${choice}`)}</p>
      <Field label={t("journeys.field.name")}><Input value={step.name} maxLength={60} placeholder={t(`journeys.kind.${choice}`)} onChange={(e) => onChange({ ...step, name: e.target.value }, "name")} aria-label={t("journeys.field.name")} data-testid="step-name" /></Field>
      <KindFields {...props} />
    </>
  );
}
