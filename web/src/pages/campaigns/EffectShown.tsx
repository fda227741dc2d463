import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EffectAnswer, EffectGroup, EffectOf } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { NumberButton } from "../../components/NumberButton";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { effectOption, fatigueFigures, fatigueOption, figuresOf, inOrder, rate, sayGroup, sayPersons, sayUplift, sayUpliftShort, verdictOf, type EffectView } from "../../lib/effect";

interface Props { answer: EffectAnswer; by: EffectView; revenue: boolean; onOpen: (of: EffectOf, label?: string) => void; children?: ReactNode }

function Headline({ group, revenue, onOpen, children }: { group: EffectGroup; revenue: boolean; onOpen: (of: EffectOf) => void; children?: ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  const { uplift } = group;
  const side = (title: string, converted: number, all: number, of: EffectOf, everyone: EffectOf) => (
    <div>
      <span>{title}</span>
      <b>{words.percent(rate(converted, all))}</b>
      <small><NumberButton text={words.number(converted)} disabled={converted === 0} onClick={() => onOpen(of)} testid={`effect-${of}`} /> {t("effect.ofAll")} <NumberButton text={words.number(all)} disabled={all === 0} onClick={() => onOpen(everyone)} testid={`effect-${everyone}`} /></small>
    </div>
  );
  return (
    <div className="effect-headline">
      <div className="numbers">
        {side(t("effect.treated"), group.converted, group.sent, "converted", "sent")}
        {side(t("effect.control"), group.held_out_converted, group.held_out, "held_out_converted", "held_out")}
      </div>
      {uplift ? (
        <div className={`uplift ${verdictOf(uplift)}`} data-testid="uplift">
          <b>{t(`effect.verdict.${verdictOf(uplift)}`)}</b>
          <p>{sayUplift(uplift, t, words)}</p>
          <p className="meta">{t("effect.more", { count: Math.round(uplift.conversions), replace: { count: words.number(Math.round(uplift.conversions)) } })}
            {revenue && typeof uplift.revenue === "number" && ` · ${t("effect.moreRevenue", { revenue: words.number(uplift.revenue), low: words.number(uplift.revenue_low), high: words.number(uplift.revenue_high) })}`}</p>
        </div>
      ) : <p className="meta">{t("effect.noControl")}</p>}
      {children}
      {group.window_open > 0 && <p className="meta">{t("effect.open", { count: group.window_open, replace: { count: words.number(group.window_open) } })}</p>}
    </div>
  );
}

// `children`: more figures beside the uplift.
export function EffectShown({ answer, by, revenue, onOpen, children }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const name = (group: EffectGroup) => sayGroup(by, group.label, t, words);
  const groups = inOrder(by, answer.groups);
  const rows = groups.length > 0 ? groups : [answer.all];
  const label = (group: EffectGroup) => (answer.groups.length > 0 ? group.label : undefined);
  const option = useSteady([answer, chart, words, by, t], () => (by === "number"
    ? fatigueOption(rows, chart, name, { percent: words.percent, of: (figure) => t(`effect.of.${figure}`) })
    : effectOption(rows, chart, name, { percent: words.percent, sent: t("effect.treated"), held: t("effect.control") })));
  const behind = (series: number): EffectOf => (by === "number" ? fatigueFigures[series]! : series === 0 ? "converted" : "held_out_converted");
  const columns: Column<EffectGroup>[] = [
    { key: "group", title: t(`effect.by.${by}`), raw: (group) => group.label, text: name },
    ...figuresOf(answer).map((of): Column<EffectGroup> => ({ key: of, title: t(`effect.of.${of}`), raw: (group) => group[of], text: (group) => sayPersons(group, of, words), pick: (group) => () => onOpen(of, label(group)) })),
    ...(revenue ? [{ key: "revenue", title: t("effect.revenue"), raw: (group: EffectGroup) => group.revenue ?? null, text: (group: EffectGroup) => words.number(group.revenue) }] : []),
    { key: "uplift", title: t("effect.upliftTitle"), words: true, raw: (group) => group.uplift?.difference ?? null, text: (group) => (group.uplift ? <span title={sayUplift(group.uplift, t, words)} className={`uplift-${verdictOf(group.uplift)}`}>{sayUpliftShort(group.uplift, t, words)}</span> : "–") },
  ];
  return (
    <>
      <Headline group={answer.all} revenue={revenue} onOpen={(of) => onOpen(of)}>{children}</Headline>
      {by === "number" && <p className="meta" data-testid="fatigue-rule">{t("effect.fatigue")}</p>}
      {rows.length > 1 && <Chart option={option} height={260} label={t("effect.title")} onPick={(series, index) => onOpen(behind(series), rows[index]?.label)} />}
      <NumbersTable title={t("answer.table")} file="effect" columns={columns} rows={rows} testid="effect-cell" />
      <p className="hint">{t("effect.rule")}</p>
    </>
  );
}
