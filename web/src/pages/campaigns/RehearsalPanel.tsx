import { ExperimentOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { campaigns, type CampaignBody } from "../../api/engage";
import { useLoad } from "../../hooks/use_load";
import { CampaignProblem } from "./CampaignProblem";
import { RehearsalShown } from "./RehearsalShown";

interface Props { body: CampaignBody; ready: boolean; id?: string }

// What would happen if it went out now: asked for by hand, since it judges and composes for everybody.
export function RehearsalPanel({ body, ready, id }: Props) {
  const { t } = useTranslation();
  const now = JSON.stringify(body);
  const [asked, setAsked] = useState<{ body: string; turn: number }>();
  const { data, error, loading } = useLoad(asked && `${asked.turn} ${asked.body}`, (signal) => campaigns.rehearse(JSON.parse(asked!.body) as CampaignBody, id, signal));
  const stale = asked !== undefined && !loading && asked.body !== now;
  const ask = () => setAsked({ body: now, turn: (asked?.turn ?? 0) + 1 });
  return (
    <Card title={t("campaigns.rehearsal.title")} data-testid="rehearsal" aria-busy={loading}
      extra={<Button type={stale || !asked ? "primary" : "default"} ghost={stale || !asked} size="small" icon={<ExperimentOutlined />} disabled={!ready} loading={loading} onClick={ask} data-testid="rehearse">{t(asked ? "campaigns.rehearsal.again" : "campaigns.rehearsal.do")}</Button>}>
      {!asked && <p className="meta">{t("campaigns.rehearsal.hint")}</p>}
      {stale && <Alert type="info" showIcon message={t("campaigns.rehearsal.stale")} />}
      {error !== undefined && <CampaignProblem error={error} />}
      {loading && !data && <Skeleton active paragraph={{ rows: 4 }} />}
      {data && <div className={stale || loading ? "waiting" : ""}><RehearsalShown rehearsal={data} /></div>}
    </Card>
  );
}
