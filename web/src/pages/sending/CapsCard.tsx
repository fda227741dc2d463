import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { SendingCap } from "../../api/engage";
import { ChannelPick } from "../../components/channel/ChannelPick";
import { sayCap } from "../../lib/campaigns";
import type { RulesProps } from "./Sending";

// How often somebody may be written to: each cap edited as parts, and said as a sentence.
export function CapsCard({ rules, change, disabled }: RulesProps) {
  const { t } = useTranslation();
  const { caps } = rules;
  const set = (index: number, part: Partial<SendingCap>) => change({ caps: caps.map((old, i) => (i === index ? { ...old, ...part } : old)) });
  const units = (["hour", "day", "week"] as const).map((value) => ({ value, label: t(`sending.caps.unit.${value}`) }));
  return (
    <Card title={t("sending.caps.title")} className="builder" data-testid="caps">
      <p className="hint first">{t(caps.length > 0 ? "sending.caps.lead" : "sending.caps.none")}</p>
      {caps.map((cap, i) => (
        <div key={i} className="cap-line" data-testid="cap-line">
          <span className="row wraps">
            <InputNumber disabled={disabled} className="count" min={1} max={1000} precision={0} value={cap.messages} onChange={(n) => set(i, { messages: n ?? 1 })} aria-label={t("sending.caps.messages")} />
            <ChannelPick value={cap.channel} all={t("channels.all")} label={t("sending.caps.channel")} disabled={disabled} onChange={(channel) => set(i, { channel })} testid="cap-channel" />
            <Select disabled={disabled} value={cap.unit} options={units} onChange={(unit) => set(i, { unit })} aria-label={t("sending.caps.per")} style={{ minWidth: 130 }} data-testid="cap-unit" />
            {cap.unit === "hour" && <InputNumber disabled={disabled} className="count" min={1} max={744} precision={0} value={cap.hours} suffix={t("sending.caps.h")} onChange={(n) => set(i, { hours: n ?? 24 })} aria-label={t("sending.caps.unit.hour")} />}
            <Button type="text" size="small" disabled={disabled} icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={() => change({ caps: caps.filter((_, j) => j !== i) })} />
          </span>
          <small className="meta">{sayCap(cap, t)}</small>
        </div>
      ))}
      {!disabled && <Button type="dashed" size="small" className="add" icon={<PlusOutlined />} onClick={() => change({ caps: [...caps, { channel: "", messages: 2, unit: "week", hours: 24 }] })} data-testid="add-cap">{t("sending.caps.add")}</Button>}
    </Card>
  );
}
