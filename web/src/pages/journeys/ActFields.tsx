import { AutoComplete, Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RewardStep, Step, TagStep, TraitStep } from "../../api/journeys";
import { useSchema } from "../../app/schema";
import { Field } from "../../components/BuilderCard";
import { PropertyPicker } from "../../components/PropertyPicker";
import { stepTitle } from "../../lib/journey_words";
import { valueFromText, valueToText } from "../../lib/journeys";
import { isPutIn } from "../../lib/tags";

export function TraitFields({ trait, onChange }: { trait: TraitStep; onChange: (trait: TraitStep) => void }) {
  const { t } = useTranslation();
  const [typed, setText] = useState(() => valueToText(trait.value));
  const gone = trait.value === null;
  const text = JSON.stringify(valueFromText(typed)) === JSON.stringify(trait.value) ? typed : valueToText(trait.value); // "1.0" stays as it is typed
  return (
    <>
      <Field label={t("journeys.field.setTrait")}><PropertyPicker events={[]} scope="person" value={trait.trait ? `person.${trait.trait}` : undefined} placeholder={t("journeys.field.setTrait")} onChange={(ref) => onChange({ ...trait, trait: ref?.replace(/^person\./, "") ?? "" })} testid="trait-name" /></Field>
      {!gone && <Field label={t("journeys.field.value")}><Input value={text} maxLength={1000} placeholder={t("journeys.field.valueHint")} onChange={(e) => { setText(e.target.value); onChange({ ...trait, value: valueFromText(e.target.value) }); }} data-testid="trait-value" /></Field>}
      <Checkbox checked={gone} onChange={(e) => onChange({ ...trait, value: e.target.checked ? null : valueFromText(text) })}>{t("journeys.field.takeAway")}</Checkbox>
    </>
  );
}

// Only tags that are put in by hand or by import can be given: the others are worked out.
export function TagFields({ tag, onChange }: { tag: TagStep; onChange: (tag: TagStep) => void }) {
  const { t } = useTranslation();
  const { tags } = useSchema();
  const own = tags.filter((one) => isPutIn(one.kind));
  const values = own.find((one) => one.id === tag.tag)?.values.map((one) => ({ value: one.value })) ?? [];
  const [taken, setTaken] = useState(tag.tag !== "" && tag.value === "");
  return (
    <>
      <Field label={t("journeys.field.tag")}><Select className="value wide" showSearch optionFilterProp="label" value={tag.tag || undefined} options={own.map((one) => ({ value: one.id, label: one.name }))} placeholder={t("journeys.field.chooseTag")} onChange={(id: string) => onChange({ ...tag, tag: id })} aria-label={t("journeys.field.tag")} data-testid="tag-id" /></Field>
      {own.length === 0 && <p className="meta">{t("journeys.field.noTags")}</p>}
      {!taken && <Field label={t("journeys.field.tagValue")}><AutoComplete className="value" value={tag.value} options={values} maxLength={200} onChange={(value: string) => onChange({ ...tag, value })} aria-label={t("journeys.field.tagValue")} data-testid="tag-value" /></Field>}
      <Checkbox checked={taken} onChange={(e) => { setTaken(e.target.checked); if (e.target.checked) onChange({ ...tag, value: "" }); }}>{t("journeys.field.takeAway")}</Checkbox>
    </>
  );
}

export function RewardFields({ reward, onChange }: { reward: RewardStep; onChange: (reward: RewardStep) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="fields">
        <Field label={t("journeys.field.reward")}><Input value={reward.reward} maxLength={60} placeholder={t("journeys.field.rewardPlace")} onChange={(e) => onChange({ ...reward, reward: e.target.value })} aria-label={t("journeys.field.reward")} data-testid="reward-name" /></Field>
        <Field label={t("journeys.field.amount")}><InputNumber className="count" min={0.01} value={reward.amount} onChange={(n) => onChange({ ...reward, amount: n ?? 1 })} aria-label={t("journeys.field.amount")} /></Field>
      </div>
      <p className="meta">{t("journeys.field.rewardHint")}</p>
    </>
  );
}

export function GoToFields({ step, steps, onChange }: { step: Step; steps: readonly Step[]; onChange: (next: string) => void }) {
  const { t } = useTranslation();
  const others = steps.filter((one) => one.id !== step.id).map((one) => ({ value: one.id, label: stepTitle(steps, one.id, t) }));
  return <Field label={t("journeys.field.goTo")}><Select className="value wide" showSearch optionFilterProp="label" value={step.next || undefined} options={others} placeholder={t("journeys.field.chooseStep")} onChange={onChange} aria-label={t("journeys.field.goTo")} data-testid="go-to" /></Field>;
}
