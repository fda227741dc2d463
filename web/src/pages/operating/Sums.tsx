import { useTranslation } from "react-i18next";
import type { BucketUnit, LtvAnswer, TrendAnswer } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { byName } from "../../lib/operating";
import { cellOf } from "../../lib/trend";
import { trendOption } from "../../lib/trend_chart";
import { Figure } from "./StageCard";
import type { Answered, Open } from "./use_operating";

export type FigureName = "revenue" | "payers" | "paying" | "arpu" | "arppu" | "invites" | "inviters" | "accepted" | "per_person" | "acceptance" | "k";
const percents: readonly string[] = ["paying", "acceptance"];
const hinted = ["arpu", "arppu", "paying", "per_person", "acceptance", "k"] as const;
type Hinted = (typeof hinted)[number];

interface Props {
  of: Answered;
  bucket: BucketUnit;
  figures: FigureName[]; // the first is the headline
  drawn: FigureName[];
  open: Open;
  ltv?: Answered | undefined; // beside them: what persons have brought by the age of 30 days
}
const ltvAge = 30;

function Worth({ of, open }: { of: Answered; open: Open }) {
  const { t } = useTranslation();
  const words = useWords();
  const at = (answer: unknown) => (answer as LtvAnswer | undefined)?.series[0]?.ltv[ltvAge];
  return <Figure name={t("operating.figure.ltv")} text={words.number(at(of.answer))} now={at(of.answer)} before={at(of.before)} say={words.number} hint={t("operating.hint.ltv")} onPick={() => open({ asked: of.now, cell: { age: ltvAge }, title: t("operating.paidBy", { n: ltvAge }) })} testid="figure-ltv" />;
}

// Figures of one trend whose series and formulas are called as the figures.
export function Sums({ of, bucket, figures, drawn, open, ltv }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const answer = of.answer as TrendAnswer;
  const now = byName(answer);
  const before = byName(of.before as TrendAnswer | undefined);
  const lines = drawn.filter((one) => now[one]);
  const name = (iso: string) => words.bucket(iso, bucket);
  const option = useSteady([answer, chart, words, bucket, lines.join(), t], () => trendOption(
    { buckets: answer.buckets, complete: answer.complete, series: lines.map((one) => ({ values: now[one]!.values as (number | null)[] })) },
    { shape: lines.length > 1 ? "line" : "bar", theme: chart, words: { ...words, bucket: name }, called: lines.map((one) => t(`operating.figure.${one}`)) }));
  const pick = (one: FigureName, at?: number) => open({
    asked: of.now, cell: cellOf(now[one]!, at),
    title: [t(`operating.figure.${one}`), at === undefined ? "" : name(answer.buckets[at]!)].filter(Boolean).join(" · "),
  });
  return (
    <>
      <div className="stage-figures">
        {figures.filter((one) => now[one]).map((one, i) => {
          const value = now[one]!.total;
          const say = (v: number | null | undefined) => (percents.includes(one) ? words.percent(v) : words.number(v));
          const hint = hinted.includes(one as Hinted) ? { hint: t(`operating.hint.${one as Hinted}`) } : {};
          return <Figure key={one} big={i === 0} name={t(`operating.figure.${one}`)} text={say(value)} now={value} before={before[one]?.total} say={say} {...hint} onPick={() => pick(one)} testid={`figure-${one}`} />;
        })}
        {ltv?.answer !== undefined && <Worth of={ltv} open={open} />}
      </div>
      <Chart option={option} height={200} label={lines.map((one) => t(`operating.figure.${one}`)).join(", ")} times={answer.buckets} onPick={(series, index) => lines[series] && pick(lines[series], index)} />
    </>
  );
}
