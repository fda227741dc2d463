import { useTranslation } from "react-i18next";
import type { VisitorsOf } from "../../api/journeys";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import type { Count } from "../../lib/journey_numbers";

interface Props { count: Count; of: VisitorsOf; title: string; onOpen?: ((of: VisitorsOf, title: string) => void) | undefined; testid: string }

// How many walk there, and apart from them how many of those held out; each opens them.
export function CountButtons({ count, of, title, onOpen, testid }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const button = (persons: number, held: boolean, id: string) => (
    <NumberButton text={words.number(persons)} plain={onOpen === undefined} disabled={persons === 0} testid={id} onClick={() => onOpen?.({ ...of, held }, held ? t("journeys.canvas.inControl", { title }) : title)} />
  );
  return (
    <span className="count-buttons nodrag nopan" onClick={(e) => e.stopPropagation()} onKeyDown={(e) => e.stopPropagation()}>
      {button(count.walked, false, testid)}
      {count.held > 0 && <span className="held" title={t("journeys.canvas.heldOut")}>+{button(count.held, true, `${testid}-held`)}</span>}
    </span>
  );
}
