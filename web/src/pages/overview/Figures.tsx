import { Card } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Analyses, AnalysisName, OverviewResponse, RetentionQuestion, TrendQuestion } from "../../api/types";
import { NumberButton } from "../../components/NumberButton";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { useWords } from "../../hooks/use_words";
import { retentionDefault, trendDefault } from "../../lib/question_url";

// Yesterday is bucket 0 of these, today bucket 1.
const range = { last: 2, unit: "day" } as const;
const events: TrendQuestion = { ...trendDefault, range, bucket: "day" };
const fresh: RetentionQuestion = { ...retentionDefault, start: {}, back: {}, range, bucket: "day", buckets: 1, cohort: "first_ever" };

interface Behind {
  analysis: AnalysisName;
  question: Analyses[AnalysisName]["question"];
  drill: Drill<AnalysisName> | undefined;
}
const nothing: Behind = { analysis: "trend", question: events, drill: undefined };

// Today is not over, so it is shown as a part of all of yesterday, not as a rise or fall.
function Beside({ today, yesterday, onPick, testid }: { today: number; yesterday: number; onPick: () => void; testid: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const share = yesterday > 0 ? Math.min(1, today / yesterday) : today > 0 ? 1 : 0;
  return (
    <span className="beside">
      <i><u style={{ width: `${share * 100}%` }} /></i>
      {t("overview.yesterday")} <NumberButton text={words.number(yesterday)} disabled={yesterday === 0} onClick={onPick} testid={testid} />
    </span>
  );
}

function Figure({ name, value, onPick, children }: { name: "active" | "new" | "events" | "ever"; value: number; onPick: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Card className="figure">
      <span>{t(`overview.${name}`)}</span>
      <b><NumberButton text={words.number(value)} disabled={value === 0} onClick={onPick} testid={`figure-${name}`} /></b>
      {children}
    </Card>
  );
}

export function Figures({ data }: { data: OverviewResponse }) {
  const { t } = useTranslation();
  const words = useWords();
  const [behind, setBehind] = useState(nothing);
  const day = (name: "active" | "new" | "events", bucket: number) => () => {
    const title = `${t(`overview.behind.${name}`)} · ${t(bucket === 1 ? "overview.todayShort" : "overview.yesterdayShort")}`;
    setBehind(name === "new" ? { analysis: "retention", question: fresh, drill: { cell: { cohort: bucket, absent: false }, title } } : { analysis: "trend", question: events, drill: { cell: { series: 0, bucket, previous: false }, title } });
  };
  const ever = () => setBehind({ analysis: "segment", question: { filter: { all: [] } }, drill: { cell: { others: false }, title: t("overview.ever") } });
  const figure = (name: "active" | "new" | "events", today: number, yesterday: number) => (
    <Figure name={name} value={today} onPick={day(name, 1)}><Beside today={today} yesterday={yesterday} onPick={day(name, 0)} testid={`yesterday-${name}`} /></Figure>
  );
  return (
    <div className="figures">
      {figure("active", data.active_today, data.active_yesterday)}
      {figure("new", data.new_today, data.new_yesterday)}
      {figure("events", data.events_today, data.events_yesterday)}
      <Figure name="ever" value={data.persons} onPick={ever}>
        <span className="beside">{t("overview.eventsEver", { count: data.events, replace: { count: words.number(data.events) } })}</span>
      </Figure>
      <PersonsDrawer analysis={behind.analysis} question={behind.question} drill={behind.drill} onClose={() => setBehind((old) => ({ ...old, drill: undefined }))} />
    </div>
  );
}
