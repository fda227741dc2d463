import { Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Channel } from "../../api/engage";
import { channelKinds } from "../../lib/channels";
import { ChannelName } from "./ChannelName";
import { NotSetUp } from "./NotSetUp";

interface Props { value: Channel; ready: readonly Channel[] | undefined; onChange: (channel: Channel) => void; testid?: string }

// The channel that something is sent by. Those that are not set up can be chosen too, and what to do about that is said.
export function ChannelField({ value, ready, onChange, testid = "channel" }: Props) {
  const { t } = useTranslation();
  const options = channelKinds.map((one) => ({ value: one, text: t(`channel.${one}`), label: <span className="channel-option"><ChannelName channel={one} />{ready && !ready.includes(one) && <Tag bordered={false}>{t("channels.notSetUp")}</Tag>}</span> }));
  return (
    <div className="field channel-field">
      <label>{t("channels.one")}</label>
      <div><Select<Channel> value={value} options={options} onChange={onChange} aria-label={t("channels.one")} listHeight={340} className="value wide" data-testid={testid} /></div>
      {ready && !ready.includes(value) && <NotSetUp channel={value} />}
    </div>
  );
}
