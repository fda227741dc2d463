import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { OverviewResponse } from "../../api/types";
import { useWords } from "../../hooks/use_words";

function Change({ today, yesterday }: { today: number; yesterday: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const up = today >= yesterday;
  return (
    <span className="change">
      {yesterday > 0 && <em className={up ? "up" : "down"}>{up ? <ArrowUpOutlined /> : <ArrowDownOutlined />}{words.percent(Math.abs(today / yesterday - 1), 0)}</em>}
      {t("overview.yesterday", { count: yesterday, replace: { count: words.number(yesterday) } })}
    </span>
  );
}

export function Figures({ data }: { data: OverviewResponse }) {
  const { t } = useTranslation();
  const words = useWords();
  const cards = [
    { key: "active", value: data.active_today, under: <Change today={data.active_today} yesterday={data.active_yesterday} /> },
    { key: "new", value: data.new_today, under: <Change today={data.new_today} yesterday={data.new_yesterday} /> },
    { key: "events", value: data.events_today, under: <Change today={data.events_today} yesterday={data.events_yesterday} /> },
    { key: "ever", value: data.persons, under: <span className="change">{t("overview.eventsEver", { count: data.events, replace: { count: words.number(data.events) } })}</span> },
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
