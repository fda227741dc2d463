import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { saved } from "../../api/saved";
import type { GoalView } from "../../api/types";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useTrendNames } from "../../hooks/use_trend_names";
import { dayAfter } from "../../lib/window";
import { reportLink } from "../../lib/reports";
import { GoalCard } from "./GoalCard";
import { GoalForm } from "./GoalForm";

function Metric({ goal }: { goal: GoalView }) {
  const names = useTrendNames(goal.question);
  const question = { ...goal.question, range: { between: [goal.start, dayAfter(goal.due)] }, bucket: "day" };
  return <Link to={reportLink("trend", question)}>{names.row({ index: 0, formula: goal.question.formulas.length > 0 })}</Link>;
}

export default function Goals() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [open, setOpen] = useState<GoalView | "new">();
  const [problem, setProblem] = useState<unknown>();
  const { data, error, reload } = useLoad("goals", (signal) => saved.goals.list(signal));
  const remove = (goal: GoalView) => saved.goals.remove(goal.id).then(reload, setProblem);
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("new")} data-testid="new-goal">{t("goals.new")}</Button>;
  const tools = (goal: GoalView) => may("analyst") && (
    <span className="nowrap">
      <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("common.edit")} onClick={() => setOpen(goal)} />
      <Popconfirm title={t("save.confirmDelete", { name: goal.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void remove(goal)}>
        <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.delete")} />
      </Popconfirm>
    </span>
  );
  const failed = error ?? problem;
  return (
    <Page title={t("goals.title")} extra={make}>
      {failed !== undefined && <Problem error={failed} onRetry={reload} />}
      {!data && error === undefined && <Card><Skeleton active /></Card>}
      {data?.goals.length === 0 && <Card><Empty title={t("goals.empty")} hint={t("goals.emptyHint")} action={make} /></Card>}
      {data && data.goals.length > 0 && (
        <>
          <div className="goal-cards">
            {data.goals.map((goal) => (
              <Card key={goal.id} title={<span className="two-lines"><b>{goal.name}</b><small><Metric goal={goal} /> · {goal.start} – {goal.due}</small></span>} extra={tools(goal)} data-testid="goal">
                <GoalCard goal={goal} height={300} />
              </Card>
            ))}
          </div>
          <p className="rule">{t("goals.rule")}</p>
        </>
      )}
      {open !== undefined && <GoalForm {...(open === "new" ? {} : { old: open })} onClose={() => setOpen(undefined)} onSaved={reload} />}
    </Page>
  );
}
