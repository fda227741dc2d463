import { Card, Input } from "antd";
import { useTranslation } from "react-i18next";
import { channelKinds, channelFacts } from "../../lib/channels";
import type { RulesProps } from "./Sending";

const addressTraits = channelKinds.flatMap((one) => channelFacts[one].trait ?? []);

// From whom mails come, and which traits say where and how a person is reached.
export function SenderCard({ rules, change, disabled }: RulesProps) {
  const { t } = useTranslation();
  const text = (key: "from_name" | "reply_to" | "zone_trait" | "language_trait" | (typeof addressTraits)[number], label: string) => (
    <div key={key} className="field"><label htmlFor={key}>{label}</label><Input id={key} disabled={disabled} value={rules[key]} onChange={(e) => change({ [key]: e.target.value })} data-testid={key} /></div>
  );
  return (
    <Card title={t("sending.sender.title")} className="builder">
      <div className="pair">{(["from_name", "reply_to"] as const).map((key) => text(key, t(`sending.sender.${key}`)))}</div>
      <h3 className="card-part">{t("sending.sender.traits")}</h3>
      <div className="pair">
        {addressTraits.map((key) => text(key, t(`channels.trait.${key}`)))}
        {(["language_trait", "zone_trait"] as const).map((key) => text(key, t(`sending.sender.${key}`)))}
      </div>
    </Card>
  );
}
