import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { RetentionAnswer } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { retentionDays, retentionLines } from "../../lib/operating";
import { reportLink } from "../../lib/reports";
import { trendOption } from "../../lib/trend_chart";
import { Figure } from "./StageCard";
import type { Answered, Open } from "./use_operating";

// D1, D7 and D30: a line each over the days of the range; a point has the persons of its cohort who were back.
export function Kept({ of, open }: { of: ReadonlyMap<number, Answered>; open: Open }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const { days, lines } = useSteady([of], () => retentionLines(new Map([...of].map(([n, one]) => [n, one.answer as RetentionAnswer]))));
  const name = (iso: string) => words.bucket(iso, "day");
  const option = useSteady([days, lines, chart, words, t], () => trendOption(
    { buckets: days, complete: days.map(() => true), series: lines.map(({ values }) => ({ values })) },
    { shape: "line", theme: chart, words: { ...words, bucket: name, number: words.percent, compact: (v) => words.percent(v, 0) }, called: lines.map(({ n }) => t("operating.figure.dn", { n })) }));
  const pick = (series: number, cohort: number) => {
    const line = lines[series];
    const one = line && of.get(line.n);
    if (!one || line.values[cohort] === null) return;
    open({ asked: one.now, cell: { cohort, bucket: line.n, absent: false }, title: `${t("operating.returned", { n: line.n })} · ${name(days[cohort]!)}` });
  };
  return (
    <>
      <div className="stage-figures">
        {retentionDays.map((n, i) => {
          const one = of.get(n);
          const now = (one?.answer as RetentionAnswer | undefined)?.mean[n];
          const before = (one?.before as RetentionAnswer | undefined)?.mean[n];
          const behind = () => one && open({ asked: one.now, cell: { cohort: 0, every: true, bucket: n, absent: false }, title: t("operating.returned", { n }) });
          return <Figure key={n} big={i === 0} onPick={behind} name={t("operating.figure.dn", { n })} text={words.percent(now)} now={now} before={before} say={words.percent} hint={t("operating.hint.retention")} testid={`retention-${n}`} />;
        })}
      </div>
      {lines.some((line) => line.values.some((value) => value !== null)) ? <Chart option={option} height={200} label={t("operating.stage.retention")} onPick={pick} /> : <p className="meta">{t("operating.none")}</p>}
      <p className="stage-links">{retentionDays.map((n) => of.get(n) && <Link key={n} to={reportLink("retention", of.get(n)!.now.question)}>{t("operating.figure.dn", { n })}</Link>)}</p>
    </>
  );
}
