import { Typography } from "antd";
import { useTranslation } from "react-i18next";

// What every sender is told: this server's address and the project's write key.
export function SendTo({ writeKey }: { writeKey: string | undefined }) {
  const { t } = useTranslation();
  return (
    <dl className="send-to">
      <div><dt>{t("teach.host")}</dt><dd><Typography.Text copyable code>{window.location.origin}</Typography.Text></dd></div>
      <div><dt>{t("teach.key")}</dt><dd>{writeKey ? <Typography.Text copyable code>{writeKey}</Typography.Text> : t("teach.noKey")}</dd></div>
    </dl>
  );
}
