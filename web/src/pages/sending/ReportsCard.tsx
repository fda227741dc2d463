import { Card, Tabs, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { reportPipe } from "../../lib/sending";

const providers = ["ses", "sendgrid", "mailgun", "postmark"] as const;

function Copied({ text, testid }: { text: string; testid: string }) {
  const { t } = useTranslation();
  return <Typography.Paragraph copyable={{ text, tooltips: [t("common.copy"), t("common.copied")] }} className="snippet reports-line"><pre data-testid={testid}>{text}</pre></Typography.Paragraph>;
}

// Where bounces and complaints are posted to, and how each kind of sender is told. Viewers are shown no address.
export function ReportsCard({ url }: { url: string }) {
  const { t } = useTranslation();
  if (url === "") return null;
  const server = <><p className="meta">{t("sending.reports.pipe")}</p><Copied text={reportPipe(url)} testid="reports-pipe" /></>;
  const items = [
    { key: "server", label: t("sending.reports.name.server"), children: server },
    ...providers.map((key) => ({ key, label: t(`sending.reports.name.${key}`), children: <p className="meta" data-testid={`reports-${key}`}>{t(`sending.reports.how.${key}`)}</p> })),
  ];
  return (
    <Card title={t("sending.reports.title")} className="builder" data-testid="reports">
      <p className="hint first">{t("sending.reports.lead")}</p>
      <Copied text={url} testid="reports-url" />
      <Tabs size="small" items={items} className="reports-ways" />
    </Card>
  );
}
