import { Card, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActiveDay, ActiveWindow, StickinessAnswer } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { ActivityFields } from "../../components/ActivityFields";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { Chart } from "../../components/Chart";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { activeDaysOption, barsOption } from "../../lib/activity_charts";
import { stickinessDefault } from "../../lib/question_url";

function Histogram({ answer, asked, open, meta }: Shown<"stickiness">) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [least, setLeast] = useState(false);
  const name = (n: number) => t(`stickiness.${asked.bucket}`, { count: n });
  const option = useSteady([answer, least, chart, words, t], () => barsOption(answer.histogram.map((row) => name(row.buckets)), [{ name: t("drawer.title"), values: answer.histogram.map((row) => (least ? row.at_least : row.persons)) }], chart, { ...words, bucket: String }));
  const pick = (buckets: number, at_least: boolean) => open({ buckets, at_least, window: "dau" }, `${t(at_least ? "stickiness.atLeast" : "stickiness.exactly")} ${name(buckets)}`);
  const all = answer.histogram[0]?.at_least ?? 0;
  const columns: Column<StickinessAnswer["histogram"][number]>[] = [
    { key: "buckets", title: t(`unit.${asked.bucket}`), raw: (row) => row.buckets, text: (row) => name(row.buckets) },
    { key: "persons", title: t("stickiness.exactly"), raw: (row) => row.persons, text: (row) => words.number(row.persons), pick: (row) => () => pick(row.buckets, false) },
    { key: "at_least", title: t("stickiness.atLeast"), raw: (row) => row.at_least, text: (row) => words.number(row.at_least), pick: (row) => () => pick(row.buckets, true) },
    { key: "share", title: t("stickiness.share"), raw: (row) => (all ? row.at_least / all : ""), text: (row) => words.percent(all ? row.at_least / all : null) },
  ];
  return (
    <>
      <Card title={<><span>{t("stickiness.histogram")}</span> {meta}</>} className="titled"
        extra={<Segmented size="small" value={least} onChange={setLeast} options={[{ value: false, label: t("stickiness.exactly") }, { value: true, label: t("stickiness.atLeast") }]} />}>
        <Chart option={option} height={280} label={t("stickiness.histogram")} onPick={(_, index) => pick(answer.histogram[index]!.buckets, least)} />
      </Card>
      <NumbersTable title={t("stickiness.histogram")} file="stickiness" columns={columns} rows={answer.histogram} testid="stickiness-cell" />
    </>
  );
}

const windows: readonly ActiveWindow[] = ["dau", "wau", "mau"];

function Days({ answer, open }: Shown<"stickiness">) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const name = (iso: string) => words.bucket(iso, "day");
  const option = useSteady([answer, chart, words, t], () => activeDaysOption(answer, chart, { ...words, bucket: name }, { dau: t("stickiness.dau"), ratio: t("stickiness.ratio") }));
  const pick = (day: number, window: ActiveWindow) => open({ day, window, at_least: false }, `${name(answer.days[day]!.start)} · ${t(`stickiness.${window}Long`)}`);
  type Row = ActiveDay & { day: number };
  const columns: Column<Row>[] = [
    { key: "day", title: t("answer.bucket"), raw: (row) => row.start, text: (row) => (row.complete ? name(row.start) : <span className="running" title={t("answer.running")}>{name(row.start)} *</span>) },
    ...windows.map((window): Column<Row> => ({ key: window, title: t(`stickiness.${window}`), raw: (row) => row[window], text: (row) => words.number(row[window]), pick: (row) => () => pick(row.day, window) })),
    { key: "dau_per_mau", title: t("stickiness.ratio"), raw: (row) => row.dau_per_mau, text: (row) => words.percent(row.dau_per_mau) },
  ];
  return (
    <>
      <Card title={t("stickiness.days")}>
        <Chart option={option} height={280} times={answer.days.map((row) => row.start)} label={t("stickiness.days")} onPick={(_, index) => pick(index, "dau")} />
      </Card>
      <NumbersTable title={t("stickiness.days")} file="active-days" columns={columns} rows={answer.days.map((row, day) => ({ ...row, day })).reverse()} testid="active-cell" />
    </>
  );
}

export default function Stickiness() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="stickiness" title={t("stickiness.title")} otherwise={stickinessDefault} isEmpty={(a) => a.histogram.every((row) => row.persons === 0)}
      builder={(draft, change) => <ActivityFields draft={draft} change={change} />}>
      {(shown) => <><Histogram {...shown} /><Days {...shown} /></>}
    </AnalysisFrame>
  );
}
