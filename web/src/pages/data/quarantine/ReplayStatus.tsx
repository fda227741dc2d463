import { Alert, Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { JobView } from "../../../api/types";
import { Problem } from "../../../components/Problem";
import { useSession } from "../../../app/session";
import { useJobWords } from "../../../hooks/use_job_words";
import { replayed } from "../../../lib/quarantine";
import type { Replay } from "./use_replay";

function Ended({ job }: { job: JobView }) {
  const { t } = useTranslation();
  const said = useJobWords();
  const link = <Link to="/jobs">{t("quarantine.job")}</Link>;
  if (job.state === "failed") return <Alert type="error" showIcon message={t("quarantine.failed")} description={job.message} action={link} data-testid="replay-ended" />;
  if (job.state === "cancelled") return <Alert type="info" showIcon message={t("quarantine.cancelled")} action={link} data-testid="replay-ended" />;
  const counts = replayed(job.message);
  const hint = counts && (counts.read === 0 ? "nothing" : counts.quarantined > 0 ? "still" : "good");
  return <Alert type={hint === "still" ? "warning" : "success"} showIcon message={<span data-testid="replay-result">{said(job)}</span>} description={hint && t(`quarantine.hint.${hint}`)} action={link} data-testid="replay-ended" />;
}

// How far reading in again is, and what came of it.
export function ReplayStatus({ replay: { job, working, problem, cancel } }: { replay: Replay }) {
  const { t } = useTranslation();
  const { may } = useSession();
  if (problem !== undefined) return <Problem error={problem} />;
  if (!job) return null;
  if (!working) return <Ended job={job} />;
  const percent = job.total > 0 ? Math.min(99, Math.floor((100 * job.done) / job.total)) : 0;
  return (
    <div className="replay-line" data-testid="replay-working">
      <b>{t("quarantine.working")}</b>
      <Progress percent={percent} size="small" status="active" />
      <Link to="/jobs">{t("quarantine.job")}</Link>
      {may("analyst") && <Button size="small" onClick={() => void cancel()} data-testid="replay-cancel">{t("quarantine.cancel")}</Button>}
    </div>
  );
}
