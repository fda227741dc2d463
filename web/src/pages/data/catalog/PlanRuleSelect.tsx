import { App, Select, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { catalog, type PlanAction, type PlanRules } from "../../../api/catalog";
import { useSession } from "../../../app/session";
import { sayProblem } from "../../../components/Problem";
import { useAsk } from "../../../hooks/use_ask";

interface Props {
  rule: keyof PlanRules;
  rules: PlanRules;
  affected: number; // events of which some may be kept aside
  onChanged: () => void;
}
const actions: readonly PlanAction[] = ["take", "warn", "quarantine"];

// What becomes of events that are not as planned. Keeping them aside takes them out of the answers, so that is asked first.
export function PlanRuleSelect({ rule, rules, affected, onChanged }: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const ask = useAsk();
  const sure = () => ask({ title: t("plan.strictTitle"), text: t(`plan.strict.${rule}`, { count: affected }), yes: t("plan.strictGo"), testid: "strict-go" });
  const set = async (action: PlanAction) => {
    if (action === "quarantine" && affected > 0 && !(await sure())) return;
    setBusy(true);
    await catalog.keepRules({ ...rules, [rule]: action }).then(() => message.success(t("plan.changed")), (problem: unknown) => message.error(sayProblem(problem, t).detail));
    setBusy(false);
    onChanged();
  };
  return (
    <div className="plan-rule">
      <label htmlFor={`plan-${rule}`}>{t(`plan.${rule}`)}</label>
      <Tooltip title={may("owner") ? undefined : t("plan.onlyOwner")}>
        <Select<PlanAction> id={`plan-${rule}`} value={rules[rule]} disabled={!may("owner")} loading={busy} onChange={(action) => void set(action)} data-testid={`rule-${rule}`}
          options={actions.map((value) => ({ value, label: t(`plan.action.${value}`) }))} />
      </Tooltip>
      <small className="meta">{t(`plan.says.${rule}.${rules[rule]}`)}</small>
    </div>
  );
}
