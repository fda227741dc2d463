import { Card, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../components/BuilderCard";
import { RangePicker } from "../../components/RangePicker";
import { useMatchName } from "../../hooks/use_match_name";
import { mostCompared, type CompareAddress, type Compared } from "../../lib/compare";
import { sayGoal } from "../../lib/effect";

interface Props { all: readonly Compared[]; chosen: readonly Compared[]; address: CompareAddress; onChange: (part: Partial<CompareAddress>) => void }

// The goal of which all are judged by, or each by its own.
function GoalFields({ chosen, address, onChange }: Omit<Props, "all">) {
  const { t } = useTranslation();
  const nameOf = useMatchName();
  const withGoal = chosen.filter((one) => one.goal);
  return (
    <>
      <Field label={t("compare.one")}><Switch checked={address.goal !== ""} disabled={withGoal.length === 0} onChange={(on) => onChange({ goal: on ? withGoal[0]!.id : "" })} aria-label={t("compare.one")} data-testid="one-goal" /></Field>
      {address.goal !== "" && <Field label={t("compare.whose")}><Select<string> className="compare-goal" value={address.goal} onChange={(goal) => onChange({ goal })} popupMatchSelectWidth={false} aria-label={t("compare.whose")} data-testid="whose-goal"
        options={withGoal.map((one) => ({ value: one.id, label: `${one.name}: ${sayGoal(one.goal, t, nameOf)}` }))} /></Field>}
    </>
  );
}

// What stands side by side, of which time, and by which goal.
export function CompareForm({ all, ...rest }: Props) {
  const { t } = useTranslation();
  const { chosen, address, onChange } = rest;
  const group = (kind: Compared["kind"], label: string) => ({ label, options: all.filter((one) => one.kind === kind).map((one) => ({ value: one.id, label: one.name })) });
  const options = [group("campaign", t("campaigns.title")), group("journey", t("journeys.title"))].filter((one) => one.options.length > 0);
  return (
    <Card className="builder">
      <Select mode="multiple" maxCount={mostCompared} className="wide" value={chosen.map((one) => one.id)} placeholder={t("compare.choose")} optionFilterProp="label" options={options} onChange={(ids: string[]) => onChange({ ids })} aria-label={t("compare.choose")} data-testid="compare-ids" />
      <div className="fields">
        <Field label={t("compare.range")}><RangePicker value={address.range} onChange={(range) => onChange({ range })} /></Field>
        <GoalFields {...rest} />
      </div>
    </Card>
  );
}
