import { Alert } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Channel } from "../../api/engage";
import { channelFacts, channelName } from "../../lib/channels";
import { SetupLines } from "./SetupLines";

// Says that nothing can be sent by this channel yet, and what to write where so that it can.
export function NotSetUp({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const how = <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="how-to-set-up">{t("channels.how")}</button>;
  return (
    <Alert type="warning" showIcon className="not-set-up" data-testid="not-set-up" message={t("channels.none", { channel: channelName(channel, t) })}
      description={<>{t("channels.writable", { table: `[${channelFacts[channel].table}]` })} {how}{open && <SetupLines channel={channel} />}</>} />
  );
}
