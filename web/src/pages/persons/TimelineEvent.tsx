import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventView } from "../../api/types";
import { EventIcon } from "../../components/EventIcon";
import { useWords } from "../../hooks/use_words";
import { readablePath, valueText } from "../../lib/format";

export function TimelineEvent({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const properties = Object.entries(event.properties ?? {});
  const brief = readablePath(event.page) || properties.slice(0, 3).map(([k, v]) => `${k}: ${valueText(v)}`).join(" · ");
  return (
    <li>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="timeline-event">
        <EventIcon name={event.name} />
        <span><b>{words.event(event.name)}</b><small>{brief}</small></span>
        <time>{words.clock(event.time)}</time>
      </button>
      {open && (
        <table className="traits"><tbody>
          {properties.map(([name, value]) => <tr key={name}><th>{name}</th><td>{valueText(value)}</td></tr>)}
          <tr className="quiet"><th>id</th><td>{event.id}</td></tr>
          <tr className="quiet"><th>{t("persons.received")}</th><td>{words.instant(event.received)}</td></tr>
          <tr className="quiet"><th>{t(`persons.kind.${event.user_id ? "user" : "anonymous"}`)}</th><td>{event.user_id || event.anonymous_id}</td></tr>
        </tbody></table>
      )}
    </li>
  );
}
