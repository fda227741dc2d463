import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { JourneyView, VisitorsOf } from "../../api/journeys";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";

const figures = ["entered", "inside", "reached", "held_out"] as const;
// Who is inside stands at the steps, whose numbers open them.
const behind: Record<(typeof figures)[number], VisitorsOf | undefined> = { entered: { step: "", outcome: "entered" }, inside: undefined, reached: { step: "", outcome: "goal" }, held_out: { step: "", outcome: "entered", held: true } };

export function Figures({ journey, onOpen }: { journey: JourneyView; onOpen: (of: VisitorsOf, title: string) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Card className="journey-figures">
      <div className="numbers">
        {figures.map((key) => {
          const title = t(`journeys.figures.${key}`);
          const of = behind[key];
          return <div key={key}><span>{title}</span><b><NumberButton text={words.number(journey[key])} plain={of === undefined} disabled={journey[key] === 0} onClick={() => of && onOpen(of, title)} testid={`figure-${key}`} /></b></div>;
        })}
      </div>
    </Card>
  );
}
