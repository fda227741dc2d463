import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { CampaignPhase } from "../../api/engage";
import { phaseColors } from "../../lib/campaigns";

export function Phase({ phase }: { phase: CampaignPhase }) {
  const { t } = useTranslation();
  return <Tag bordered={false} color={phaseColors[phase]} data-testid="phase" data-phase={phase}>{t(`campaigns.phase.${phase}`)}</Tag>;
}
