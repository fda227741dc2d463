import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Card } from "antd";
import { useTranslation } from "react-i18next";
import { catalog, type Catalog } from "../../../api/catalog";
import { useSession } from "../../../app/session";
import { sayProblem } from "../../../components/Problem";
import { hasPlan, unplanned, undecided } from "../../../lib/catalog";
import { download } from "../../../lib/csv";
import { PlanRuleSelect } from "./PlanRuleSelect";
import { PlanUpload } from "./PlanUpload";
import { useEntryChange } from "./use_entry_change";

interface Props {
  listed: Catalog;
  now: number;
  onChanged: () => void;
}

function Download() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const save = () => catalog.plan().then((plan) => download("tracking-plan.json", JSON.stringify(plan, null, 2), "application/json"), (problem: unknown) => void message.error(sayProblem(problem, t).detail));
  return <Button size="small" icon={<DownloadOutlined />} onClick={() => void save()} data-testid="plan-download">{t("plan.download")}</Button>;
}

// What a plan is good for, and the shortest way to one.
function Teach({ listed, now, onChanged }: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { busy, change } = useEntryChange(onChanged);
  const seen = undecided(listed.events, now).map((event) => event.name);
  const make = () => change(seen, (entry) => ({ ...entry, status: "expected" }), t("plan.made", { count: seen.length }));
  return (
    <Card className="plan-teach" data-testid="plan-teach">
      <h2>{t("plan.teachTitle")}</h2>
      <p>{t("plan.teachText")}</p>
      <div className="plan-ways">
        {seen.length === 0 ? <p className="meta">{t("plan.nothingSeen")}</p> : (
          <div>
            <Button type="primary" disabled={!may("analyst")} title={may("analyst") ? undefined : t("catalog.onlyAnalyst")} loading={busy} onClick={() => void make()} data-testid="plan-make">{t("plan.make", { count: seen.length })}</Button>
            <p className="hint">{t("plan.makeHint")}</p>
          </div>
        )}
        {may("owner") && <PlanUpload onChanged={onChanged} />}
      </div>
    </Card>
  );
}

// The plan in numbers, what becomes of what does not keep to it, and the plan as a file.
export function PlanCard(props: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { listed: { rules, events }, onChanged } = props;
  if (!hasPlan(events)) return <Teach {...props} />;
  const off = unplanned(events).length;
  const schemas = events.filter((event) => event.has_schema).length;
  const of = (status: string) => events.filter((event) => event.status === status).length;
  return (
    <Card className="plan-card" title={t("plan.title")} extra={<Download />} data-testid="plan-card">
      <p className="meta" data-testid="plan-summary">{t("plan.summary", { expected: of("expected"), schemas, blocked: of("blocked") })}{off > 0 && ` · ${t("plan.off", { count: off })}`}</p>
      <div className="plan-body">
        <PlanRuleSelect rule="mismatch" rules={rules} affected={schemas} onChanged={onChanged} />
        <PlanRuleSelect rule="unplanned" rules={rules} affected={off} onChanged={onChanged} />
        {may("owner") && <PlanUpload onChanged={onChanged} />}
      </div>
    </Card>
  );
}
