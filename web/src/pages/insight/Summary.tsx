import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { useWords } from "../../hooks/use_words";
import { summary, type Grouping, type SummaryWords } from "../../lib/insight";
import { NumberButton } from "../../components/NumberButton";
import type { Looked, Open } from "./Insight";

export interface PartProps { looked: Looked; groupings: Grouping[]; baseline: string; open: Open }

export function Summary({ looked, groupings, baseline, open }: PartProps) {
  const { t } = useTranslation();
  const words = useWords();
  // The sentences' holes are filled here, not by the language files.
  const sentences = t("insight.summary", { returnObjects: true, skipInterpolation: true }) as unknown as SummaryWords;
  const text = summary({ segment: looked.name, baseline, answer: looked.answer, groupings }, sentences, words);
  return (
    <Card title={t("insight.summaryTitle")} extra={<span className="row"><NumberButton text={`${looked.name} ${words.number(looked.answer.segment)}`} disabled={looked.answer.segment === 0} onClick={() => open(looked, { of: "segment", picks: [] }, looked.name)} testid="insight-segment" /> / <NumberButton text={`${baseline} ${words.number(looked.answer.baseline)}`} disabled={looked.answer.baseline === 0} onClick={() => open(looked, { of: "baseline", picks: [] }, baseline)} testid="insight-base" /></span>}>
      <p className="insight-summary" data-testid="summary">{text}</p>
    </Card>
  );
}
