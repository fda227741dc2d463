import { Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { api } from "../../api/client";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

export function TopEvents() {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, reload } = useLoad("top", () => api.eventNames());
  const list = data?.events.slice(0, 8) ?? [];
  const most = list[0]?.events ?? 1;
  return (
    <Card title={t("overview.top")} extra={<span className="meta">{t("overview.times")}</span>}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {!data && error === undefined && <Skeleton active paragraph={{ rows: 6 }} />}
      <ul className="top-events">
        {list.map((event) => (
          <li key={event.name}>
            <Link to={`/trend?q=${encodeURIComponent(JSON.stringify({ series: [{ match: { event: event.name }, measure: "total" }] }))}`}>
              <i style={{ width: `${Math.max(1, (event.events / most) * 100)}%` }} />
              <span>{words.event(event.name)}</span>
              <b>{words.number(event.events)}</b>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
