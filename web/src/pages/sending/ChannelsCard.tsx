import { CheckCircleFilled } from "@ant-design/icons";
import { Card, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Channel, SendingRulesView } from "../../api/engage";
import { Snippet } from "../../components/Snippet";
import { SetupLines } from "../../components/channel/SetupLines";
import { channelIcons } from "../../components/channel/icons";
import { channelKinds, channelName } from "../../lib/channels";

function PushKey({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <div className="push-key" data-testid="web-push-key">
      <small className="meta">{t("channels.key")}</small>
      <Snippet text={value} />
    </div>
  );
}

function ChannelLine({ channel, ready, pushKey }: { channel: Channel; ready: boolean; pushKey: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <li className="channel-line" data-testid={`channel-${channel}`} data-ready={ready}>
      <div className="channel-head">
        <i className={ready ? "step-icon message" : "step-icon"} aria-hidden>{channelIcons[channel]}</i>
        <span className="two-lines"><b>{channelName(channel, t)}</b><small>{t(`channels.about.${channel}`)}</small></span>
        {ready ? <Tag bordered={false} color="green" icon={<CheckCircleFilled />}>{t("channels.setUp")}</Tag> : <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)} data-testid={`how-${channel}`}>{t("channels.how")}</button>}
      </div>
      {ready && channel === "web_push" && pushKey !== "" && <PushKey value={pushKey} />}
      {!ready && open && <SetupLines channel={channel} />}
    </li>
  );
}

// What this server can send by, and for the rest, what to write into config.toml.
export function ChannelsCard({ rules }: { rules: Pick<SendingRulesView, "channels" | "web_push_key"> }) {
  const { t } = useTranslation();
  return (
    <Card title={t("channels.title")} className="builder channels-card" data-testid="channels">
      <p className="hint first">{t("channels.lead")}</p>
      <ul className="channel-lines">{channelKinds.map((one) => <ChannelLine key={one} channel={one} ready={rules.channels.includes(one)} pushKey={rules.web_push_key} />)}</ul>
    </Card>
  );
}
