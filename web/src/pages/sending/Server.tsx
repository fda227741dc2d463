import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Snippet } from "../../components/Snippet";

const line = 'public_url = "https://throng.example.com"';

// Where the links in messages lead, and what to do where nobody else can open them.
export function Server({ url }: { url: string }) {
  const { t } = useTranslation();
  const local = /^https?:\/\/(localhost|127\.|\[::1\])/.test(url);
  if (!local) return <Alert type="success" showIcon message={t("sending.server.links", { url })} data-testid="server-good" />;
  return (
    <Alert type="info" showIcon message={t("sending.server.local")} data-testid="server-local"
      description={<><p>{t("sending.server.localHint", { url })}</p><Snippet text={line} /></>} />
  );
}
