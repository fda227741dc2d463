import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { PageNumbers, SessionCell, SessionNumbers, SessionQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { BucketField, RangeField } from "../../components/ActivityFields";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { BreakdownField } from "../../components/BreakdownField";
import { Field } from "../../components/BuilderCard";
import { Chart } from "../../components/Chart";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { NumberButton } from "../../components/NumberButton";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { matchFromJson } from "../../lib/filter";
import { readablePath } from "../../lib/format";
import { sessionDefault } from "../../lib/question_url";
import { metricOf, sessionMetrics } from "../../lib/session_metrics";
import { trendOption } from "../../lib/trend_chart";

const tiles = ["sessions", "persons", "pages_per_session", "events_per_session", "bounce_rate", "median_ms"] as const;

function Builder({ draft, change }: { draft: SessionQuestion; change: (part: Partial<SessionQuestion>) => void }) {
  const { t } = useTranslation();
  const units = ["hour", "day", "week", "month", "quarter", "total"] as const;
  const extra = [{ value: "event.$entry_page", label: t("session.entryPage") }, { value: "event.$exit_page", label: t("session.exitPage") }];
  return (
    <>
      <Field label={t("session.match")}><MatchEditor value={draft.match} onChange={(match) => change({ match })} testid="event" /></Field>
      <div className="fields">
        <RangeField draft={draft} change={change} />
        <BucketField value={draft.bucket} units={units} onChange={(bucket) => change({ bucket })} />
        <Field label={t("session.timeout")}><DurationInput value={draft.sessions.timeout} onChange={(timeout) => change({ sessions: { ...draft.sessions, timeout } })} testid="timeout" /></Field>
        <BreakdownField events={matchFromJson(draft.match as never).events} breakdown={draft.breakdown} top={draft.top} change={change} extra={extra} />
      </div>
    </>
  );
}

function useSaying() {
  const words = useWords();
  return (metric: string, value: number | null | undefined) => (metric.endsWith("_ms") ? words.span(value) : metric === "bounce_rate" ? words.percent(value) : words.number(value));
}
type Pick = (cell: Partial<SessionCell>, name: string) => void;

function Pages({ pages, pick }: { pages: PageNumbers[]; pick: Pick }) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useSaying();
  const called = (page: string) => readablePath(words.label(page));
  const parts: { key: "views" | "persons" | "entries" | "exits" | "bounces"; part: SessionCell["part"] }[] = [
    { key: "views", part: "viewed" }, { key: "persons", part: "viewed" }, { key: "entries", part: "entered" }, { key: "exits", part: "left" }, { key: "bounces", part: "entered" },
  ];
  const columns: Column<PageNumbers>[] = [
    { key: "page", title: t("session.page"), raw: (row) => row.page, text: (row) => <span title={row.page}>{called(row.page)}</span> },
    ...parts.map(({ key, part }): Column<PageNumbers> => ({
      key, title: t(`session.${key}`), raw: (row) => row[key], text: (row) => words.number(row[key]),
      pick: (row) => () => pick({ page: row.page, part, bounced: key === "bounces" }, `${t(`session.${part}`, { page: called(row.page) })}${key === "bounces" ? ` · ${t("session.bounces")}` : ""}`),
    })),
    ...(["bounce_rate", "mean_dwell_ms", "median_dwell_ms"] as const).map((key): Column<PageNumbers> => ({ key, title: t(`session.${key}`), raw: (row) => row[key], text: (row) => say(key, row[key]) })),
  ];
  return <NumbersTable title={t("session.pages")} file="pages" columns={columns} rows={pages} testid="page-cell" />;
}

interface Row { name: string; raw: string; numbers: SessionNumbers; cell: Partial<SessionCell>; running?: boolean }

function Answer({ answer, asked, open, meta, choice, choose }: Shown<"session">) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useSaying();
  const { chart } = usePreferences();
  const metric = metricOf(choice);
  const series = answer.groups.length > 0 ? answer.groups : [answer.all];
  const name = (iso: string) => words.bucket(iso, asked.bucket);
  const called = (label: string) => (label === "" ? t("session.everything") : readablePath(words.label(label)));
  const option = useSteady([answer, metric, chart, words, asked.bucket, t], () => trendOption({ ...answer, series: series.map((one) => ({ values: one.buckets.map((b) => b[metric] ?? null) })) }, {
    shape: "line", theme: chart, called: series.map((one) => (one.label === "" ? t(`session.${metric}`) : called(one.label))),
    words: { ...words, bucket: name, number: (v) => say(metric, v), compact: (v) => (metric.endsWith("_ms") || metric === "bounce_rate" ? say(metric, v) : words.compact(v)) },
  }));
  const pick: Pick = (cell, title) => open({ bounced: false, part: "viewed", ...cell }, title);
  const group = (label: string) => (label ? { label } : {});
  const columns = (first: string): Column<Row>[] => [
    { key: first, title: first === "bucket" ? t("answer.bucket") : t("session.groups"), raw: (row) => row.raw, text: (row) => (row.running ? <span className="running" title={t("answer.running")}>{row.name} *</span> : row.name) },
    ...sessionMetrics.map((key): Column<Row> => ({
      key, title: t(`session.${key}`), raw: (row) => row.numbers[key], text: (row) => say(key, row.numbers[key]),
      ...(key === "sessions" || key === "persons" || key === "bounces" ? { pick: (row: Row) => () => pick({ ...row.cell, bounced: key === "bounces" }, `${row.name} · ${t(`session.${key}`)}`) } : {}),
    })),
  ];
  const groups = [answer.all, ...answer.groups].map((one): Row => ({ name: called(one.label), raw: one.label || "all", numbers: one.total, cell: group(one.label) }));
  const buckets = answer.all.buckets.map((numbers, bucket): Row => ({ name: name(answer.buckets[bucket]!), raw: answer.buckets[bucket]!, numbers, cell: { bucket }, running: answer.complete[bucket] === false })).reverse();
  return (
    <>
      <div className="tiles">
        {tiles.map((key) => (
          <Card key={key} className={key === metric ? "tile chosen" : "tile"}>
            <button type="button" className="tile-name" aria-pressed={key === metric} onClick={() => choose({ metric: key })} data-testid={`tile-${key}`}>{t(`session.${key}`)}</button>
            <b><NumberButton text={say(key, answer.all.total[key])} plain={!["sessions", "persons", "bounce_rate"].includes(key)} disabled={!answer.all.total[key]} testid={`kpi-${key}`} onClick={() => pick({ bounced: key === "bounce_rate" }, t(`session.${key === "bounce_rate" ? "bounces" : key}`))} /></b>
          </Card>
        ))}
      </div>
      <Card title={<><span>{t(`session.${metric}`)}</span> {meta}</>} className="titled">
        <Chart option={option} height={300} times={asked.bucket === "total" ? undefined : answer.buckets} label={t(`session.${metric}`)} onPick={(at, bucket) => pick({ bucket, ...group(series[at]?.label ?? ""), bounced: metric === "bounce_rate" }, [name(answer.buckets[bucket]!), series[at]?.label ? called(series[at].label) : ""].filter(Boolean).join(" · "))} />
      </Card>
      {answer.groups.length > 0 && <NumbersTable title={t("session.groups")} file="session-groups" columns={columns("group")} rows={groups} testid="group-cell" />}
      {answer.pages.length > 0 && <Pages pages={answer.pages} pick={pick} />}
      <NumbersTable title={t("session.overTime")} file="sessions" columns={columns("bucket")} rows={buckets} testid="session-cell" />
    </>
  );
}

export default function Sessions() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="session" title={t("session.title")} otherwise={sessionDefault} isEmpty={(a) => a.all.total.sessions === 0}
      builder={(draft, change) => <Builder draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
