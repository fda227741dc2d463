import { Alert, Checkbox, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { SendingRulesView } from "../../api/engage";
import { Field } from "../../components/BuilderCard";
import { sayCap, sayQuiet } from "../../lib/campaigns";
import type { SectionProps } from "./CampaignForm";
import { Section } from "./Section";

// What this campaign asks for before it writes to somebody, beside the rules that hold for all.
export function RulesSection({ body, change, rules, problem }: SectionProps & { rules: SendingRulesView }) {
  const { t } = useTranslation();
  const topics = rules.topics.map((one) => ({ value: one.id, label: one.opt_in ? `${one.name} · ${t("sending.topics.optIn")}` : one.name }));
  const general = [...rules.caps.map((one) => sayCap(one, t)), sayQuiet(rules.quiet, t), ...(rules.control_percent > 0 ? [t("sending.control.says", { percent: rules.control_percent })] : [])];
  return (
    <Section title={t("campaigns.rules.title")} problem={problem} testid="section-rules">
      <div className="fields">
        <Field label={t("campaigns.rules.topic")}><Select value={body.topic} options={[{ value: "", label: t("campaigns.rules.noTopic") }, ...topics]} onChange={(topic) => change({ topic })} style={{ minWidth: 220 }} aria-label={t("campaigns.rules.topic")} data-testid="topic" /></Field>
        <Field label={t("campaigns.rules.priority")}><InputNumber className="count" min={-100} max={100} precision={0} value={body.priority} onChange={(n) => change({ priority: n ?? 0 })} aria-label={t("campaigns.rules.priority")} title={t("campaigns.rules.priorityHint")} /></Field>
      </div>
      <Checkbox checked={body.recheck} onChange={(e) => change({ recheck: e.target.checked })}>{t("campaigns.rules.recheck")}</Checkbox>
      <Checkbox checked={body.transactional} onChange={(e) => change({ transactional: e.target.checked })} data-testid="transactional">{t("campaigns.rules.transactional")}</Checkbox>
      {body.transactional ? <Alert type="warning" showIcon message={t("campaigns.rules.transactionalWarning")} /> : (
        <p className="meta">{t("campaigns.rules.general")} {general.join(" ")} <Link to="/sending" target="_blank">{t("sending.title")}</Link></p>
      )}
    </Section>
  );
}
