import { Skeleton } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { saved } from "../../api/saved";
import type { GoalState, GoalView } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { daysLeft, goalOption } from "../../lib/goals";

const barColors: Record<GoalState, string> = { waiting: "var(--faint)", on_track: "var(--blue)", behind: "var(--orange)", reached: "var(--green)", missed: "var(--bad)" };

// How far, as a bar with a mark where it should be by now.
function ProgressBar({ goal }: { goal: GoalView }) {
  const { t } = useTranslation();
  const words = useWords();
  const { progress } = goal;
  const share = Math.max(0, Math.min(1, progress?.progress ?? 0));
  return (
    <div className="goal-bar" role="progressbar" aria-valuenow={Math.round(share * 100)} aria-valuemin={0} aria-valuemax={100} aria-label={t("goals.progress")}>
      <i style={{ width: `${share * 100}%`, background: barColors[progress?.state ?? "waiting"] }} />
      {progress?.expected !== undefined && progress.elapsed < 1 && <u style={{ left: `${progress.elapsed * 100}%` }} title={`${t("goals.expected")}: ${words.number(progress.expected)}`} />}
    </div>
  );
}

// The figures of a goal and its course; in little room without what does not fit.
export function GoalCard({ goal, height }: { goal: GoalView; height: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const state = goal.progress?.state;
  const chartHeight = height - 112;
  const course = useLoad(state && state !== "waiting" && chartHeight >= 80 ? `${goal.id} ${goal.updated}` : undefined, (signal) => saved.goals.course(goal.id, signal));
  const option = useMemo(() => course.data && goalOption(goal, course.data.points, chart, { ...words, bucket: (iso) => words.bucket(iso, "day") }, { actual: t("goals.actual"), line: t("goals.line") }), [course.data, goal, chart, words, t]);
  if (goal.problem) return <div className="tile-problem" role="alert">{goal.problem.detail}</div>;
  const left = daysLeft(goal.due, words.dayKey(new Date().toISOString()));
  return (
    <div className="goal">
      <div className="goal-head">
        <b className="goal-value" data-testid="goal-value">{words.number(goal.progress?.value)}</b>
        <span className="meta">{t(`goals.${goal.direction === "at_least" ? "target" : "at_most"}`)} {words.number(goal.target)}</span>
        <span className={`goal-state ${state}`} data-testid="goal-state">{state && t(`goals.states.${state}`)}</span>
      </div>
      <ProgressBar goal={goal} />
      <div className="goal-facts meta">
        <span>{words.percent(goal.progress?.progress, 0)}</span>
        <span>{t("goals.expected")} {words.number(goal.progress?.expected)}</span>
        <span>{t("goals.projected")} {words.number(goal.progress?.projected)}</span>
        <span>{left > 0 ? t("goals.daysLeft", { count: left }) : t("goals.ended")}</span>
      </div>
      {option ? <Chart option={option} height={chartHeight} label={goal.name} /> : course.loading && chartHeight >= 80 ? <Skeleton active paragraph={{ rows: 3 }} /> : null}
    </div>
  );
}
