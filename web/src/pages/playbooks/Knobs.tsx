import { Card, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import type { Language } from "../../api/types";
import { DurationInput } from "../../components/DurationInput";
import { isLink } from "../../lib/playbooks/build";
import type { Playbook, Setting } from "../../lib/playbooks/playbook";
import { tongueNames } from "./use_tongues";

interface Props { playbook: Playbook; setting: Setting; onChange: (part: Partial<Setting>) => void }

const languages: readonly Language[] = ["zh-CN", "en"];

function Offer({ setting, onChange }: Omit<Props, "playbook">) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <label>{t("playbooks.knob.offer")}</label>
      {languages.map((language) => (
        <Input key={language} addonBefore={tongueNames[language]} value={setting.offer[language]} maxLength={120} status={setting.offer[language].trim() === "" ? "error" : ""} aria-label={`${t("playbooks.knob.offer")} (${tongueNames[language]})`}
          onChange={(e) => onChange({ offer: { ...setting.offer, [language]: e.target.value } })} data-testid={`knob-offer-${language}`} />
      ))}
      <small className="meta">{t("playbooks.offerHint")}</small>
    </div>
  );
}

// What is worth asking before it is set up; everything else can be changed afterwards.
export function Knobs({ playbook, setting, onChange }: Props) {
  const { t } = useTranslation();
  const { knobs, key } = playbook;
  const amount = t("playbooks.knob.amount");
  const days = t("playbooks.knob.days");
  return (
    <Card className="builder" title={t("playbooks.knobs")}>
      <div className="step-form">
        {knobs.includes("delay") && <div className="field"><label>{t(`playbooks.delayOf.${key}`)}</label><div><DurationInput value={setting.delay} onChange={(delay) => onChange({ delay })} testid="knob-delay" /></div></div>}
        {knobs.includes("days") && <div className="field"><label>{days}</label><div><InputNumber className="count" min={1} max={365} precision={0} value={setting.days} suffix={t("playbooks.daysUnit")} onChange={(n) => onChange({ days: n ?? 30 })} aria-label={days} data-testid="knob-days" /></div></div>}
        {knobs.includes("amount") && <div className="field"><label>{amount}</label><div><InputNumber min={0} value={setting.amount} onChange={(n) => onChange({ amount: n ?? 0 })} aria-label={amount} data-testid="knob-amount" /></div></div>}
        {knobs.includes("offer") && <Offer setting={setting} onChange={onChange} />}
        <div className="field"><label>{t("playbooks.knob.control")}</label><div><InputNumber className="count" min={0} max={50} precision={0} value={setting.control} suffix="%" onChange={(n) => onChange({ control: n ?? 0 })} aria-label={t("playbooks.knob.control")} data-testid="knob-control" /></div></div>
        <div className="field">
          <label htmlFor="playbook-link">{t("playbooks.knob.link")}</label>
          <Input id="playbook-link" type="url" value={setting.link} placeholder="https://" status={setting.link !== "" && !isLink(setting.link) ? "error" : ""} onChange={(e) => onChange({ link: e.target.value })} data-testid="knob-link" />
          <small className="meta">{t("playbooks.linkHint")}</small>
        </div>
      </div>
    </Card>
  );
}
