import { useTranslation } from "react-i18next";
import { channelName, isChannel } from "../../lib/channels";
import { channelIcons } from "./icons";

// A channel with its icon.
export function ChannelName({ channel, testid }: { channel: string; testid?: string }) {
  const { t } = useTranslation();
  return <span className="channel-name" data-testid={testid} data-channel={channel}>{isChannel(channel) && <i aria-hidden>{channelIcons[channel]}</i>}{channelName(channel, t)}</span>;
}
