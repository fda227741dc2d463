import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import type { ChannelCost } from "../../api/engage";
import { ChannelPick } from "../../components/channel/ChannelPick";
import { unpriced } from "../../lib/sending";
import type { RulesProps } from "./Sending";

// What a message costs by each channel: what the return on a campaign is counted from.
export function CostsCard({ rules, change, disabled }: RulesProps) {
  const { t } = useTranslation();
  const { costs } = rules;
  const left = unpriced(costs);
  const set = (index: number, part: Partial<ChannelCost>) => change({ costs: costs.map((old, i) => (i === index ? { ...old, ...part } : old)) });
  return (
    <Card title={t("sending.costs.title")} className="builder" data-testid="costs">
      <p className="hint first">{t(costs.length > 0 ? "sending.costs.lead" : "sending.costs.none")}</p>
      {costs.map((cost, i) => (
        <span key={cost.channel} className="cost-line" data-testid="cost-line">
          <ChannelPick value={cost.channel} among={[cost.channel, ...left]} label={t("sending.caps.channel")} disabled={disabled} onChange={(channel) => set(i, { channel })} testid="cost-channel" />
          <InputNumber disabled={disabled} min={0} max={1000} step={0.01} value={cost.each} suffix={t("sending.costs.each")} onChange={(n) => set(i, { each: n ?? 0 })} aria-label={t("sending.costs.each")} data-testid="cost-each" />
          <Button type="text" size="small" disabled={disabled} icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => change({ costs: costs.filter((_, j) => j !== i) })} />
        </span>
      ))}
      {!disabled && left.length > 0 && <Button type="dashed" size="small" className="add" icon={<PlusOutlined />} onClick={() => change({ costs: [...costs, { channel: left[0]!, each: 0 }] })} data-testid="add-cost">{t("sending.costs.add")}</Button>}
    </Card>
  );
}
