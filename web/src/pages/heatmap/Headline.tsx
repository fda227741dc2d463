import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { HeatmapAnswer, HeatmapKind } from "../../api/types";
import type { Shown } from "../../components/AnalysisFrame";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { headlineKeys, headlineOf } from "../../lib/heatmap";

// The numbers of the page in the width looked at.
export function Headline({ answer, open }: { answer: HeatmapAnswer; open: Shown<"heatmap">["open"] }) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = headlineOf(answer);
  return (
    <div className="tiles heatmap-tiles">
      {headlineKeys.map((key) => {
        const { value, share, cell, persons } = numbers[key];
        return (
          <Card key={key} className="tile">
            <span>{t(`heatmap.${key}`)}</span>
            <b><NumberButton text={share ? words.percent(value) : words.number(value)} disabled={persons === 0} onClick={() => open(cell, t(share ? `heatmap.mode.${cell.kind as HeatmapKind}` : `heatmap.${key}`))} testid={`heatmap-${key}`} /></b>
          </Card>
        );
      })}
    </div>
  );
}
