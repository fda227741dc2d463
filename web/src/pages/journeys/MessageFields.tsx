import { Alert, Checkbox, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { SendingRulesView, TemplateView } from "../../api/engage";
import type { MessageStep } from "../../api/journeys";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { ChannelAndContent } from "../campaigns/ContentSection";

interface Props { message: MessageStep; templates: TemplateView[]; rules: SendingRulesView; onChange: (message: MessageStep) => void }

// What is written, and what is asked before it goes out.
export function MessageFields({ message, templates, rules, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<MessageStep>) => onChange({ ...message, ...part });
  const topics = rules.topics.map((one) => ({ value: one.id, label: one.opt_in ? `${one.name} · ${t("sending.topics.optIn")}` : one.name }));
  return (
    <>
      <ChannelAndContent variants={message.variants} channel={message.channel} templates={templates} ready={rules.channels} onChange={(variants) => set({ variants })} onChannel={(channel, variants) => set({ channel, variants })} />
      <div className="fields">
        <Field label={t("campaigns.rules.topic")}><Select value={message.topic} options={[{ value: "", label: t("campaigns.rules.noTopic") }, ...topics]} onChange={(topic) => set({ topic })} style={{ minWidth: 200 }} aria-label={t("campaigns.rules.topic")} /></Field>
        <Field label={t("campaigns.rules.priority")}><InputNumber className="count" min={-100} max={100} precision={0} value={message.priority} onChange={(n) => set({ priority: n ?? 0 })} aria-label={t("campaigns.rules.priority")} title={t("campaigns.rules.priorityHint")} /></Field>
      </div>
      <div className="fields">
        <Field label={t("campaigns.timing.quiet")}><Radio.Group disabled={message.transactional} value={message.at_quiet} onChange={(e) => set({ at_quiet: e.target.value as "wait" | "drop" })} options={(["wait", "drop"] as const).map((value) => ({ value, label: t(`campaigns.timing.quiets.${value}`) }))} /></Field>
        <Field label={t("campaigns.timing.giveUp")}><DurationInput value={message.give_up_after} onChange={(give_up_after) => set({ give_up_after })} /></Field>
      </div>
      <Checkbox checked={message.transactional} onChange={(e) => set({ transactional: e.target.checked })}>{t("campaigns.rules.transactional")}</Checkbox>
      {message.transactional && <Alert type="warning" showIcon message={t("campaigns.rules.transactionalWarning")} />}
    </>
  );
}
