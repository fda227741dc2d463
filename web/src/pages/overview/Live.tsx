import { PauseOutlined, CaretRightOutlined } from "@ant-design/icons";
import { Button, Card, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { api } from "../../api/client";
import { EventIcon } from "../../components/EventIcon";
import { PersonName } from "../../components/PersonName";
import { useLive } from "../../hooks/use_live";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { readablePath } from "../../lib/format";

// While nothing comes in: who was here last.
function LastSeen() {
  const { t } = useTranslation();
  const words = useWords();
  const { data } = useLoad("last", (signal) => api.persons("", 10, signal));
  if (!data || data.persons.length === 0) return null;
  return (
    <>
      <h3>{t("overview.lastSeen")}</h3>
      <ul>
        {data.persons.map((p) => (
          <li key={p.person}>
            <Link to={`/persons/${p.person}`}><PersonName person={p.person} label={p.label} detail={p.user_ids[0]} /><time>{words.instant(p.last_seen)}</time></Link>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Live() {
  const { t } = useTranslation();
  const words = useWords();
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState("");
  const { events, connected } = useLive(paused);
  const wanted = filter.trim().toLowerCase();
  const shown = events.filter((e) => `${e.name} ${words.event(e.name)}`.toLowerCase().includes(wanted)).slice(0, 60);
  const state = paused ? t("overview.paused") : connected ? t("overview.waiting") : t("overview.disconnected");
  return (
    <Card className="live" title={<span className={paused || !connected ? "pulse off" : "pulse"}>{t("overview.live")}</span>}
      extra={<span className="row">
        <Input size="small" allowClear placeholder={t("overview.filter")} aria-label={t("overview.filter")} value={filter} onChange={(e) => setFilter(e.target.value)} />
        <Button size="small" icon={paused ? <CaretRightOutlined /> : <PauseOutlined />} aria-label={t(paused ? "overview.resume" : "overview.pause")} onClick={() => setPaused(!paused)} data-testid="pause" />
      </span>}>
      {shown.length === 0 && <div className="live-wait">{events.length === 0 && connected && !paused ? t("overview.quiet") : state}</div>}
      {events.length === 0 && <LastSeen />}
      <ul data-testid="live">
        {shown.map((event) => (
          <li key={event.number}>
            <Link to={`/persons/${event.person}`}>
              <EventIcon name={event.name} />
              <span><b>{words.event(event.name)}</b><small>{event.user_id || event.anonymous_id}{event.page && ` · ${readablePath(event.page)}`}</small></span>
              <time>{words.clock(event.time)}</time>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
