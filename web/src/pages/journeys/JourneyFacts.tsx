import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { JourneyView, VisitorsOf } from "../../api/journeys";
import { useWords } from "../../hooks/use_words";
import { sayGoal } from "../../lib/effect";
import { isEverybody } from "../../lib/journeys";
import type { CanvasNumbers } from "../../lib/journey_numbers";
import { sayAgain, sayEnd, sayEntry, type JourneyNames } from "../../lib/journey_words";
import { CountButtons } from "./CountButtons";

interface Props { journey: JourneyView; names: JourneyNames; numbers: CanvasNumbers | undefined; onOpen: (of: VisitorsOf, title: string) => void }

// What the journey is, in sentences, and how ways ended.
export function JourneyFacts({ journey, names, numbers, onOpen }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { entry, goal } = journey;
  const ends = [...(numbers?.ends ?? [])];
  return (
    <Card title={t("journeys.one")} data-testid="journey-facts">
      <dl className="campaign-facts">
        {journey.description && <div><dt>{t("common.description")}</dt><dd>{journey.description}</dd></div>}
        <div><dt>{t("journeys.entry.title")}</dt><dd>{sayEntry(entry, t, names)}<br />{sayAgain(entry, t)}{!isEverybody(entry.audience) && <><br />{t("journeys.entry.says.audience", { rule: names.rule(entry.audience) })}</>}</dd></div>
        {journey.phase === "active" && journey.next && <div><dt>{t("journeys.next")}</dt><dd data-testid="journey-next">{words.instant(journey.next)}</dd></div>}
        <div><dt>{t("campaigns.measure.holdout")}</dt><dd>{words.number(journey.holdout_percent)} %</dd></div>
        <div><dt>{t("campaigns.measure.goal")}</dt><dd>{sayGoal(goal, t, names.match)}{goal && journey.exit_at_goal && <><br />{t("journeys.measure.exitAtGoal")}</>}</dd></div>
        {ends.length > 0 && <div><dt>{t("journeys.endsTitle")}</dt><dd>{ends.map(([reason, count]) => <div key={reason} className="end-line">{sayEnd(reason, t)} <CountButtons count={count} of={{ step: "", outcome: reason }} title={t("journeys.canvas.ended", { reason: sayEnd(reason, t) })} onOpen={onOpen} testid={`end-${reason}`} /></div>)}</dd></div>}
        <div><dt>{t("journeys.owner")}</dt><dd>{journey.owner}</dd></div>
      </dl>
      <p className="hint">{t("journeys.help")}</p>
    </Card>
  );
}
