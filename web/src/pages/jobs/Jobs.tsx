import { PlayCircleOutlined, StopOutlined } from "@ant-design/icons";
import { Button, Card, Progress, Table, Tag, Tooltip, type TableColumnsType } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { audience } from "../../api/audience";
import type { JobState, JobView, ScheduleLine } from "../../api/types";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useJobWords } from "../../hooks/use_job_words";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

const colours: Record<JobState, string> = { waiting: "default", running: "processing", done: "green", failed: "red", cancelled: "orange" };
const whileWorking = 1000; // ms between looks

const pageOf = (line: ScheduleLine) => `/${line.kind === "segment" ? "segments" : line.kind === "tag" ? "tags" : "layers"}/${line.object.slice(line.object.indexOf(":") + 1)}`;

function State({ job }: { job: JobView }) {
  const { t } = useTranslation();
  return <Tooltip title={job.message}><Tag bordered={false} color={colours[job.state]} data-testid="job-state">{t(`jobs.states.${job.state}`)}</Tag></Tooltip>;
}

function JobTable({ jobs, onCancel }: { jobs: JobView[]; onCancel?: (job: JobView) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const said = useJobWords();
  const took = (job: JobView) => (job.started && job.ended ? words.span(Date.parse(job.ended) - Date.parse(job.started)) : "–");
  const columns: TableColumnsType<JobView> = [
    { title: t("jobs.job"), key: "kind", render: (_, job) => <span className="two-lines"><b>{t(`jobs.kinds.${job.kind}`, { defaultValue: job.kind })}</b><small>{job.by || t("jobs.bySchedule")}</small></span> },
    { title: t("jobs.state"), key: "state", render: (_, job) => <State job={job} /> },
    { title: t("jobs.progress"), key: "progress", width: 180, render: (_, job) => (job.total > 0 ? <Progress size="small" percent={Math.floor((100 * job.done) / job.total)} status={job.state === "failed" ? "exception" : job.state === "running" ? "active" : "normal"} /> : null) },
    { title: t("jobs.message"), key: "message", responsive: ["md"], render: (_, job) => <span className="meta">{said(job)}</span> },
    { title: t("jobs.started"), key: "started", responsive: ["sm"], render: (_, job) => <span className="nowrap">{words.instant(job.started ?? job.created)}</span> },
    { title: t("jobs.took"), key: "took", align: "right", render: (_, job) => took(job) },
    ...(onCancel ? [{ key: "cancel", align: "right" as const, render: (_: unknown, job: JobView) => job.ended === undefined && <Button type="text" size="small" icon={<StopOutlined />} onClick={() => onCancel(job)} data-testid="cancel-job">{t("common.cancel")}</Button> }] : []),
  ];
  return <Table<JobView> rowKey="id" size="small" columns={columns} dataSource={jobs} pagination={jobs.length > 10 ? { pageSize: 10, size: "small" } : false} scroll={{ x: "max-content" }} />;
}

function Schedule({ lines, onRun }: { lines: ScheduleLine[]; onRun?: (line: ScheduleLine) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const refresh = ({ schedule }: ScheduleLine) => (schedule.refresh === "daily" ? t("jobs.dailyAt", { hour: schedule.hour }) : t(`jobs.refreshes.${schedule.refresh}`));
  const columns: TableColumnsType<ScheduleLine> = [
    { title: t("common.name"), key: "name", sorter: (a, b) => a.name.localeCompare(b.name), render: (_, line) => <Link to={pageOf(line)} className="two-lines"><b>{line.name}</b><small>{t(`jobs.objects.${line.kind}`)}</small></Link> },
    { title: t("jobs.refresh"), key: "refresh", render: (_, line) => refresh(line) },
    { title: t("jobs.last"), key: "last", sorter: (a, b) => (a.last ?? "").localeCompare(b.last ?? ""), render: (_, line) => (line.problem ? <Tooltip title={line.problem}><Tag bordered={false} color="red">{t("jobs.states.failed")}</Tag></Tooltip> : <span className="nowrap">{line.last ? words.instant(line.last) : t("jobs.never")}</span>) },
    { title: t("jobs.took"), key: "took", align: "right", responsive: ["md"], sorter: (a, b) => (a.took_ms ?? 0) - (b.took_ms ?? 0), render: (_, line) => (line.took_ms === undefined ? "–" : words.span(line.took_ms)) },
    { title: t("jobs.rows"), key: "persons", align: "right", sorter: (a, b) => (a.persons ?? -1) - (b.persons ?? -1), render: (_, line) => words.number(line.persons) },
    { title: t("jobs.next"), key: "next", responsive: ["sm"], render: (_, line) => <span className="nowrap">{line.next ? words.instant(line.next) : "–"}</span> },
    ...(onRun ? [{ key: "run", align: "right" as const, render: (_: unknown, line: ScheduleLine) => <Button type="text" size="small" icon={<PlayCircleOutlined />} aria-label={t("jobs.runNow")} title={t("jobs.runNow")} onClick={() => onRun(line)} data-testid="run-now" /> }] : []),
  ];
  return <Table<ScheduleLine> rowKey="object" size="small" columns={columns} dataSource={lines} pagination={lines.length > 50 ? { pageSize: 50 } : false} scroll={{ x: "max-content" }} />;
}

// When tags, segments and layers are worked out, and the work that was or is done.
export default function Jobs() {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const [problem, setProblem] = useState<unknown>();
  const schedule = useLoad("schedule", (signal) => audience.schedule(signal));
  const jobs = useLoad("jobs", (signal) => audience.jobs(signal));
  const working = jobs.data?.jobs.some((job) => job.ended === undefined) ?? false;
  const reloadJobs = jobs.reload;
  const reloadSchedule = schedule.reload;
  useEffect(() => {
    if (!working) return;
    const timer = setInterval(reloadJobs, whileWorking);
    return () => {
      clearInterval(timer);
      reloadSchedule();
    };
  }, [working, reloadJobs, reloadSchedule]);
  const act = (work: Promise<unknown>) => work.then(reloadJobs, setProblem);
  const failed = schedule.error ?? jobs.error ?? problem;
  const all = may("analyst") && <Button icon={<PlayCircleOutlined />} onClick={() => void act(audience.recompute([]))} data-testid="run-all">{t("jobs.runAll")}</Button>;
  return (
    <Page title={t("jobs.title")} extra={schedule.data && schedule.data.lines.length > 0 && all}>
      {failed !== undefined && <Problem error={failed} onRetry={() => { setProblem(undefined); reloadJobs(); reloadSchedule(); }} />}
      {schedule.data?.lines.length === 0 ? <Card><Empty title={t("jobs.empty")} hint={t("jobs.emptyHint")} /></Card> : (
        <Card className="table-card" title={t("jobs.schedule")}>
          <Schedule lines={schedule.data?.lines ?? []} {...(may("analyst") ? { onRun: (line: ScheduleLine) => void act(audience.recompute([line.object])) } : {})} />
          {schedule.data && <p className="rule">{t("jobs.memory", { size: `${words.number(Math.ceil(schedule.data.memory_bytes / 1048576))} MB` })}</p>}
        </Card>
      )}
      <Card className="table-card" title={t("jobs.recent")}>
        {jobs.data?.jobs.length === 0 ? <p className="meta">{t("jobs.noJobs")}</p> : <JobTable jobs={jobs.data?.jobs ?? []} {...(may("analyst") ? { onCancel: (job: JobView) => void act(audience.cancelJob(job.id)) } : {})} />}
      </Card>
    </Page>
  );
}
