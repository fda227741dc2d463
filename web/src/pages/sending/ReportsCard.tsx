import { Card, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Snippet } from "../../components/Snippet";
import { reportPipe } from "../../lib/sending";

const providers = ["ses", "sendgrid", "mailgun", "postmark"] as const;

// Where bounces and complaints are posted to, and how each kind of sender is told. Viewers are shown no address.
export function ReportsCard({ url }: { url: string }) {
  const { t } = useTranslation();
  if (url === "") return null;
  const server = <><p className="meta">{t("sending.reports.pipe")}</p><Snippet text={reportPipe(url)} testid="reports-pipe" className="reports-line" /></>;
  const items = [
    { key: "server", label: t("sending.reports.name.server"), children: server },
    ...providers.map((key) => ({ key, label: t(`sending.reports.name.${key}`), children: <p className="meta" data-testid={`reports-${key}`}>{t(`sending.reports.how.${key}`)}</p> })),
  ];
  return (
    <Card title={t("sending.reports.title")} className="builder" data-testid="reports">
      <p className="hint first">{t("sending.reports.lead")}</p>
      <Snippet text={url} testid="reports-url" className="reports-line" />
      <Tabs size="small" items={items} className="reports-ways" />
    </Card>
  );
}
