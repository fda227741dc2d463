import { Card, Checkbox, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { rates } from "../../lib/channels";
import type { RulesProps } from "./Sending";

export function GeneralCard({ rules, change, disabled }: RulesProps) {
  const { t } = useTranslation();
  return (
    <Card title={t("sending.general")} className="builder">
      <div className="field">
        <label htmlFor="control">{t("sending.control.title")}</label>
        <div><InputNumber id="control" disabled={disabled} className="count" min={0} max={15} value={rules.control_percent} suffix="%" onChange={(n) => change({ control_percent: n ?? 0 })} data-testid="control" /></div>
        <small className="meta">{t("sending.control.hint")}</small>
      </div>
      <Checkbox disabled={disabled} checked={rules.review} onChange={(e) => change({ review: e.target.checked })} data-testid="review">{t("sending.review")}</Checkbox>
      <small className="meta">{t("sending.reviewHint")}</small>
      <h3 className="card-part">{t("channels.rates")}</h3>
      <div className="pair">
        {rates.map((key) => (
          <div key={key} className="field">
            <label htmlFor={key}>{t(`channels.rate.${key}`)}</label>
            <div><InputNumber id={key} disabled={disabled} className="count" min={0} max={100000} precision={0} value={rules[key]} onChange={(n) => change({ [key]: n ?? 0 })} data-testid={key} /></div>
          </div>
        ))}
      </div>
      <small className="meta">{t("channels.rateHint")}</small>
    </Card>
  );
}
