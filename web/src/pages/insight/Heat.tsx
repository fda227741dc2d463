import { Card, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { InsightCrossTable } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { heat } from "../../lib/palette";
import type { PartProps } from "./Summary";

interface TableProps { cross: InsightCrossTable; segment: number; baseline: number; onPick: (a: string, b: string) => void }

function Cross({ cross, segment, baseline, onPick }: TableProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const most = Math.max(1, ...cross.segment.flat());
  if (cross.a.length === 0 || cross.b.length === 0) return <p className="meta">{t("insight.nothing")}</p>;
  const tgi = (i: number, j: number) => {
    const base = cross.baseline[i]![j]! / Math.max(1, baseline);
    return base > 0 && segment > 0 ? Math.round((100 * cross.segment[i]![j]!) / segment / base) : undefined;
  };
  return (
    <div className="triangle">
      <table className="flow-matrix" data-testid="cross">
        <thead><tr><th />{cross.b.map((b) => <th key={b}>{words.label(b)}</th>)}</tr></thead>
        <tbody>
          {cross.a.map((a, i) => (
            <tr key={a}><th>{words.label(a)}</th>{cross.b.map((b, j) => (
              <td key={b}><button type="button" className="heat" style={heat(chart, cross.segment[i]![j]! / most)} disabled={cross.segment[i]![j] === 0} onClick={() => onPick(a, b)} data-testid="cross-cell">{words.number(cross.segment[i]![j]!)}{tgi(i, j) !== undefined && <small> {words.number(tgi(i, j))}</small>}</button></td>
            ))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Pair { a: number; b: number }

// Two groupings against each other, asked when they are chosen.
export function Heat({ looked, groupings, open }: PartProps) {
  const { t } = useTranslation();
  const listed = groupings.map((one, by) => ({ value: by, label: one.label })).filter(({ value }) => (looked.answer.groups[value]?.values.length ?? 0) > 1);
  const [chosen, setChosen] = useState<Pair>();
  const isListed = ({ a, b }: Pair) => [a, b].every((by) => listed.some(({ value }) => value === by));
  const first: Pair | undefined = listed.length > 1 ? { a: listed[0]!.value, b: listed[1]!.value } : undefined;
  const pair = chosen && isListed(chosen) ? chosen : first; // an answer to come may have others
  const question = pair && { ...looked.question, cross: pair };
  const { data, error, loading, reload } = useLoad(question && JSON.stringify(question), (signal) => api.ask("insight", question!, signal));
  if (!pair || !question) return null;
  const select = (side: "a" | "b") => <Select showSearch optionFilterProp="label" value={pair[side]} options={listed.map((one) => ({ ...one, disabled: one.value === pair[side === "a" ? "b" : "a"] }))} onChange={(by: number) => setChosen({ ...pair, [side]: by })} popupMatchSelectWidth={false} aria-label={t("insight.heat")} data-testid={`cross-${side}`} />;
  const name = (side: "a" | "b", value: string) => `${groupings[pair[side]]!.label} = ${value}`;
  const { answer } = looked;
  return (
    <Card title={t("insight.heat")} className="table-card" extra={<span className="row">{select("a")} × {select("b")}</span>}>
      <p className="meta">{t("insight.heatHint")}</p>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data?.answer.cross ? <Skeleton active /> : (
        <div className={loading ? "waiting" : ""}>
          <Cross cross={data.answer.cross} segment={answer.segment} baseline={answer.baseline}
            onPick={(a, b) => open(looked, { of: "segment", picks: [{ by: pair.a, value: a }, { by: pair.b, value: b }] }, `${name("a", a)}, ${name("b", b)}`)} />
        </div>
      )}
    </Card>
  );
}
