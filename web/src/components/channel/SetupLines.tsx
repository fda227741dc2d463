import { useTranslation } from "react-i18next";
import type { Channel } from "../../api/engage";
import { setupWays } from "../../lib/channels";
import { Snippet } from "../Snippet";

// What to write into config.toml to set a channel up, to be copied.
export function SetupLines({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const ways = setupWays(channel);
  return (
    <div className="setup-lines" data-testid={`setup-${channel}`}>
      <p className="meta">{t("channels.hint")}{channel !== "email" && ` ${t(`channels.setup.${channel}`)}`}</p>
      {ways.map((one) => (
        <div key={one.name}>
          {one.name !== "" && <small className="meta">{one.name}</small>}
          <Snippet text={one.text} />
        </div>
      ))}
    </div>
  );
}
