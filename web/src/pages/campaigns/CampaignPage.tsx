import { ArrowLeftOutlined } from "@ant-design/icons";
import { Alert, Card, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { campaigns, sending, templates, type CampaignView } from "../../api/engage";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { usePolling } from "../../hooks/use_polling";
import { bodyOf, mayEdit } from "../../lib/campaigns";
import { CampaignFacts } from "./CampaignFacts";
import { CampaignTools } from "./CampaignTools";
import { Effect } from "./Effect";
import { NotReady } from "./NotReady";
import { Phase } from "./Phase";
import { RehearsalPanel } from "./RehearsalPanel";
import { Runs } from "./Runs";

function Detail({ campaign, turn, onChanged }: { campaign: CampaignView; turn: number; onChanged: () => void }) {
  const { t } = useTranslation();
  const names = useLoad("names", async (signal) => ({ templates: (await templates.list(signal)).templates, rules: await sending.rules(signal) }));
  const runs = useLoad(campaign.id, (signal) => campaigns.runs(campaign.id, signal));
  const going = runs.data?.runs.some((one) => one.state === "filling" || one.state === "running") ?? false;
  usePolling(campaign.phase === "active" || going, runs.reload);
  usePolling(campaign.phase === "active" || going, onChanged);
  const sent = (runs.data?.runs.length ?? 0) > 0;
  return (
    <>
      {campaign.phase === "in_review" && <Alert type="info" showIcon message={t("campaigns.inReview", { by: campaign.by })} />}
      {campaign.phase !== "ended" && <NotReady used={[campaign.channel]} ready={names.data?.rules.channels} />}
      <div className={sent ? "columns" : "columns even"}>
        <div className="stack">
          {!sent && <CampaignFacts campaign={campaign} templates={names.data?.templates ?? []} rules={names.data?.rules} />}
          {sent && <Runs runs={runs} onChanged={runs.reload} />}
          {sent && <Effect of={campaign} turn={`${turn} ${campaign.sent} ${campaign.held_out}`} compares={campaign.variants.length > 1} edit={mayEdit(campaign.phase) ? `/campaigns/${campaign.id}/edit` : undefined} />}
        </div>
        <div className="stack">
          {sent && <CampaignFacts campaign={campaign} templates={names.data?.templates ?? []} rules={names.data?.rules} />}
          {campaign.phase !== "active" && <RehearsalPanel body={bodyOf(campaign)} ready id={campaign.id} />}
        </div>
      </div>
    </>
  );
}

export default function CampaignPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const { may } = useSession();
  const [turn, setTurn] = useState(0);
  const { data: campaign, error, reload } = useLoad(id, (signal) => campaigns.find(id, signal));
  const title = (name: string) => <span className="row"><Link to="/campaigns" aria-label={t("campaigns.back")}><ArrowLeftOutlined /></Link>{name}{campaign && <Phase phase={campaign.phase} />}</span>;
  if (error !== undefined) return <Page title={title(t("campaigns.title"))}><Problem error={error} onRetry={reload} /></Page>;
  if (!campaign) return <Page title={title(t("campaigns.title"))}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  const changed = () => {
    setTurn(turn + 1);
    reload();
  };
  return (
    <Page title={title(campaign.name)} extra={may("analyst") && <CampaignTools campaign={campaign} onChanged={changed} />}>
      <Detail key={`${id} ${turn}`} campaign={campaign} turn={turn} onChanged={reload} />
    </Page>
  );
}
