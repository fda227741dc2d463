import { Alert, Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { api } from "../../api/client";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { DailyChart } from "./DailyChart";
import { Figures } from "./Figures";
import { Live } from "./Live";
import { Teach } from "./Teach";
import { TopEvents } from "./TopEvents";

export default function Overview() {
  const { t } = useTranslation();
  const { data, error, reload } = useLoad("overview", (signal) => api.overview(signal));
  if (error !== undefined) return <Page title={t("overview.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("overview.title")}><div className="figures">{[0, 1, 2, 3].map((n) => <Card key={n}><Skeleton active paragraph={{ rows: 1 }} /></Card>)}</div><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  if (data.events === 0) return <Page title={t("overview.title")}><Teach onFirst={reload} /></Page>;
  return (
    <Page title={t("overview.title")}>
      {data.quarantined > 0 && (
        <Alert type="warning" showIcon message={t("overview.quarantined", { count: data.quarantined })} action={<Link to="/data?tab=quarantine">{t("overview.look")}</Link>} className="notice" />
      )}
      <Figures data={data} />
      <div className="columns">
        <div className="stack">
          <DailyChart />
          <TopEvents />
        </div>
        <Live />
      </div>
    </Page>
  );
}
