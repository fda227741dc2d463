import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { OverviewResponse } from "../../api/types";
import { useWords } from "../../hooks/use_words";

// Today is not over, so it is shown as a part of all of yesterday, not as a rise or fall.
function Beside({ today, yesterday }: { today: number; yesterday: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const share = yesterday > 0 ? Math.min(1, today / yesterday) : today > 0 ? 1 : 0;
  return (
    <span className="beside">
      <i><u style={{ width: `${share * 100}%` }} /></i>
      {t("overview.yesterday", { count: yesterday, replace: { count: words.number(yesterday) } })}
    </span>
  );
}

export function Figures({ data }: { data: OverviewResponse }) {
  const { t } = useTranslation();
  const words = useWords();
  const cards = [
    { key: "active", value: data.active_today, under: <Beside today={data.active_today} yesterday={data.active_yesterday} /> },
    { key: "new", value: data.new_today, under: <Beside today={data.new_today} yesterday={data.new_yesterday} /> },
    { key: "events", value: data.events_today, under: <Beside today={data.events_today} yesterday={data.events_yesterday} /> },
    { key: "ever", value: data.persons, under: <span className="beside">{t("overview.eventsEver", { count: data.events, replace: { count: words.number(data.events) } })}</span> },
  ] as const;
  return (
    <div className="figures">
      {cards.map((card) => (
        <Card key={card.key} className="figure">
          <span>{t(`overview.${card.key}`)}</span>
          <b data-testid={`figure-${card.key}`}>{words.number(card.value)}</b>
          {card.under}
        </Card>
      ))}
    </div>
  );
}
