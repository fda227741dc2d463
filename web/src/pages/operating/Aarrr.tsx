import { useTranslation } from "react-i18next";
import type { RolesView } from "../../api/types";
import { named, retentionDays } from "../../lib/operating";
import { reportLink } from "../../lib/reports";
import { Kept } from "./Kept";
import { Acquisition, Activation } from "./NewPersons";
import { StageCard } from "./StageCard";
import { Sums, type FigureName } from "./Sums";
import type { Answered, OperatingBoard, Open } from "./use_operating";

interface Props {
  board: OperatingBoard;
  roles: RolesView;
  open: Open;
  onMap: () => void;
}
const revenueFigures: FigureName[] = ["revenue", "payers", "arpu", "arppu", "paying"];
const referralFigures: FigureName[] = ["k", "invites", "inviters", "accepted", "per_person", "acceptance"];

// Five stages, one card each.
export function Aarrr({ board, roles, open, onMap }: Props) {
  const { t } = useTranslation();
  const { answers, bucket } = board;
  const say = (name: string) => t(`operating.figure.${name as FigureName}`);
  const link = (one: Answered | undefined) => one && reportLink(one.now.analysis, named(one.now.question, say));
  const [acquisition, activation, revenue, referral] = ["acquisition", "activation", "revenue", "referral"].map((key) => answers.get(key));
  const kept = new Map(retentionDays.flatMap((n) => {
    const one = answers.get(`retention_${n}`);
    return one?.answer ? [[n, one] as [number, Answered]] : [];
  }));
  const firstKept = answers.get("retention_1");
  return (
    <div className="stages">
      <StageCard stage="acquisition" of={acquisition} link={link(acquisition)} rule={t("operating.rule.acquisition")} onMap={onMap}>
        {acquisition && <Acquisition of={acquisition} bucket={bucket} open={open} cac={answers.get("cac")} byChannel={answers.get("cac_channel")} />}
      </StageCard>
      <StageCard stage="activation" of={activation} link={link(activation)} rule={t("operating.rule.activation", { days: roles.activation_days })} onMap={onMap}>
        {activation && <Activation of={activation} bucket={bucket} open={open} />}
      </StageCard>
      <StageCard stage="retention" of={firstKept} rule={t("operating.rule.retention")} onMap={onMap}>
        <Kept of={kept} open={open} />
      </StageCard>
      <StageCard stage="revenue" of={revenue} link={link(revenue)} rule={t("operating.rule.revenue")} onMap={onMap}>
        {revenue && <Sums of={revenue} bucket={bucket} figures={revenueFigures} drawn={roles.revenue ? ["revenue"] : ["payers"]} open={open} ltv={answers.get("ltv")} />}
      </StageCard>
      <StageCard stage="referral" of={referral} link={link(referral)} rule={t("operating.rule.referral")} onMap={onMap}>
        {referral && <Sums of={referral} bucket={bucket} figures={roles.accepted ? referralFigures : ["invites", "inviters", "per_person"]} drawn={["invites", "accepted"]} open={open} />}
      </StageCard>
    </div>
  );
}
