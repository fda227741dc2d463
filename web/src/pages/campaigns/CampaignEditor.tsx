import { Alert, Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { campaigns, sending, templates } from "../../api/engage";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { bodyOf, mayEdit, newCampaign } from "../../lib/campaigns";
import { firstReady } from "../../lib/channels";
import { CampaignForm } from "./CampaignForm";

// One saved campaign, or a new one, and what its form chooses from.
export default function CampaignEditor() {
  const { t } = useTranslation();
  const { id } = useParams();
  const { data, error, reload } = useLoad(id ?? "new", async (signal) => {
    const [all, rules, campaign] = await Promise.all([templates.list(signal), sending.rules(signal), id ? campaigns.find(id, signal) : undefined]);
    return { templates: all.templates, rules, campaign };
  });
  const title = t(id ? "campaigns.edit" : "campaigns.new");
  if (error !== undefined) return <Page title={title}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={title}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  if (data.campaign && !mayEdit(data.campaign.phase)) {
    return <Page title={data.campaign.name}><Alert type="info" showIcon message={t("campaigns.todo.busy")} action={<Link to={`/campaigns/${id}`}>{t("campaigns.back")}</Link>} /></Page>;
  }
  return <CampaignForm key={id ?? "new"} {...(id ? { id } : {})} begin={data.campaign ? bodyOf(data.campaign) : newCampaign(firstReady(data.rules.channels))} templates={data.templates} rules={data.rules} />;
}
