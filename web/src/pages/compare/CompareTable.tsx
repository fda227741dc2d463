import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { EffectOf } from "../../api/types";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { ChannelName } from "../../components/channel/ChannelName";
import { useMatchName } from "../../hooks/use_match_name";
import { bestOf, figuresOf, isPersonFigure, valueOf, type FigureKey, type Side } from "../../lib/compare";
import { sayGoal } from "../../lib/effect";
import { useFigureWords } from "./use_figure_words";

// Whose column it is, and by which goal it is judged.
function Head({ side: { of, goal, name, problem } }: { side: Side }) {
  const { t } = useTranslation();
  const nameOf = useMatchName();
  return (
    <span className="two-lines compare-head">
      <Link to={`/${of.kind === "campaign" ? "campaigns" : "journeys"}/${of.id}`} title={name} data-testid="compare-link">{name}</Link>
      {of.channel ? <small><ChannelName channel={of.channel} /></small> : <small>{t("journeys.one")}</small>}
      <small data-testid="compare-goal">{goal ? sayGoal(goal, t, nameOf) : t("compare.noGoal")}</small>
      {goal && goal.revenue !== "" && <small>{t("compare.money", { property: goal.revenue })}</small>}
      {problem !== undefined && <small className="bad">{problem}</small>}
    </span>
  );
}

// As a file has it: persons as their number, all else as it is compared.
const raw = (key: FigureKey, side: Side): number | null => {
  const value = valueOf(key, side) ?? null;
  return value !== null && isPersonFigure(key) ? side.outcome!.group[key] : value;
};

// Figures as rows, whom they are of as columns.
export function CompareTable({ sides, onOpen }: { sides: readonly Side[]; onOpen: (side: Side, of: EffectOf) => void }) {
  const { t } = useTranslation();
  const say = useFigureWords();
  const rows = figuresOf(sides).map((key) => ({ key, best: bestOf(key, sides) }));
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "figure", title: t("compare.figure"), raw: ({ key }) => key, text: ({ key }) => say.name(key) },
    ...sides.map((side): Column<(typeof rows)[number]> => ({
      key: side.name, title: side.name, head: <Head side={side} />, raw: ({ key }) => raw(key, side), text: ({ key }) => say.cell(key, side),
      pick: ({ key }) => (isPersonFigure(key) && valueOf(key, side) !== undefined ? () => onOpen(side, key) : undefined),
      best: ({ best }) => (best.has(side) ? t("compare.best") : undefined),
    })),
  ];
  return <NumbersTable title={t("compare.table")} file="compare" columns={columns} rows={rows} testid="compare-cell" />;
}
