import { Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { campaigns, sending, type CampaignView } from "../../api/engage";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { bodyOf, sayTiming } from "../../lib/campaigns";
import { CampaignProblem } from "./CampaignProblem";
import { RehearsalShown } from "./RehearsalShown";

interface Props { campaign: CampaignView; act: "start" | "approve"; onClose: () => void; onDone: () => void }

// The last look before mails go out: when, and to how many as of this moment.
export function StartDialog({ campaign, act, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const rehearsal = useLoad(campaign.id, (signal) => campaigns.rehearse(bodyOf(campaign), campaign.id, signal));
  const rules = useLoad("rules", (signal) => sending.rules(signal));
  const asks = act === "start" && rules.data?.review;
  const text = t(asks ? "campaigns.askReview" : `campaigns.act.${act}`);
  const go = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      await campaigns.act(campaign.id, act);
      onDone();
    } catch (problem) {
      setRefused(problem);
      setBusy(false);
    }
  };
  return (
    <Modal open title={t("campaigns.startTitle", { name: campaign.name })} okText={text} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void go()} confirmLoading={busy}
      okButtonProps={{ disabled: rehearsal.data === undefined, "data-testid": "start-go" }}>
      <div className="stack">
        <p>{asks ? t("campaigns.startReview") : t("campaigns.startWhen", { when: sayTiming(campaign.timing, t, words.instant) })}</p>
        {rehearsal.error !== undefined ? <CampaignProblem error={rehearsal.error} /> : rehearsal.data ? <RehearsalShown rehearsal={rehearsal.data} /> : <Skeleton active paragraph={{ rows: 4 }} />}
        {campaign.timing.rhythm !== "now" && rehearsal.data && <p className="meta">{t("campaigns.startLater")}</p>}
        {refused !== undefined && <CampaignProblem error={refused} />}
      </div>
    </Modal>
  );
}
