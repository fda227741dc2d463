import { Button, Popconfirm, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { campaigns, type CampaignAct, type CampaignView } from "../../api/engage";
import { actsOf, mayEdit } from "../../lib/campaigns";
import { StartDialog } from "./StartDialog";
import { useAct } from "./use_act";

// What can be done with a campaign in its phase.
export function CampaignTools({ campaign, onChanged }: { campaign: CampaignView; onChanged: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { busy, act, say } = useAct("campaigns", onChanged);
  const [starting, setStarting] = useState<"start" | "approve">();
  const go = (what: CampaignAct) => act(what, () => campaigns.act(campaign.id, what));
  const clone = () => act("clone", async () => {
    const made = await campaigns.act(campaign.id, "clone");
    navigate(`/campaigns/${made.id}`);
  }, () => undefined);
  const button = (what: CampaignAct) => {
    const shared = { loading: busy === what, "data-testid": `act-${what}` };
    const again = what === "start" && campaign.phase === "ended";
    const text = t(`campaigns.act.${again ? "again" : what}`);
    if (what === "start" || what === "approve") return <Button key={what} type={again ? "default" : "primary"} {...shared} onClick={() => setStarting(what)}>{text}…</Button>;
    if (what === "clone") return <Button key={what} {...shared} onClick={() => void clone()}>{text}</Button>;
    if (what === "stop") return <Popconfirm key={what} title={t("campaigns.confirmStop")} okText={text} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => go(what)} styles={{ root: { maxWidth: 320 } }}><Button danger {...shared}>{text}</Button></Popconfirm>;
    return <Button key={what} {...(what === "resume" ? { type: "primary" as const } : {})} {...shared} onClick={() => void go(what)}>{text}</Button>;
  };
  return (
    <Space wrap>
      {mayEdit(campaign.phase) && <Button onClick={() => navigate(`/campaigns/${campaign.id}/edit`)} data-testid="edit-campaign">{t("common.edit")}</Button>}
      {actsOf(campaign.phase).filter((one) => one !== "start" && one !== "approve").map(button)}
      {campaign.phase === "draft" && (
        <Popconfirm title={t("campaigns.confirmDelete", { name: campaign.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => act("remove", () => campaigns.remove(campaign.id), () => navigate("/campaigns"))}>
          <Button danger loading={busy === "remove"} data-testid="delete-campaign">{t("common.delete")}</Button>
        </Popconfirm>
      )}
      {actsOf(campaign.phase).filter((one) => one === "start" || one === "approve").map(button)}
      {starting && <StartDialog campaign={campaign} act={starting} onClose={() => setStarting(undefined)} onDone={() => { setStarting(undefined); say(starting); onChanged(); }} />}
    </Space>
  );
}
