import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { Channel } from "../../api/engage";
import { channelName, notReady } from "../../lib/channels";

// Warns of channels that are used and not set up. `ready` is undefined while it is not known.
export function NotReady({ used, ready }: { used: readonly Channel[]; ready: readonly Channel[] | undefined }) {
  const { t } = useTranslation();
  const lacking = ready ? notReady(used, ready) : [];
  if (lacking.length === 0) return null;
  return <Alert type="warning" showIcon message={t("channels.notReady", { channels: lacking.map((one) => channelName(one, t)).join(t("campaigns.rehearsal.comma")) })} action={<Link to="/sending">{t("channels.how")}</Link>} data-testid="not-ready" />;
}
