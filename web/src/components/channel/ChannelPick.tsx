import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { channelKinds } from "../../lib/channels";
import { ChannelName } from "./ChannelName";

interface Props { value: string; onChange: (channel: string) => void; label: string; all?: string; among?: readonly string[]; disabled?: boolean; testid?: string }

// One channel of all kinds, or with `all` every one of them, which is "".
export function ChannelPick({ value, onChange, label, all, among = channelKinds, disabled, testid }: Props) {
  const { t } = useTranslation();
  const options = [...(all ? [{ value: "", label: all }] : []), ...among.map((one) => ({ value: one, label: <ChannelName channel={one} />, text: t(`channel.${one}`) }))];
  return <Select value={value} options={options} onChange={onChange} disabled={disabled ?? false} popupMatchSelectWidth={false} className="channel-pick" aria-label={label} data-testid={testid} />;
}
