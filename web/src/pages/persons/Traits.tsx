import { Card, Skeleton, Timeline } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { person as api, type TraitChange } from "../../api/person";
import type { PersonView } from "../../api/types";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { valueText } from "../../lib/format";

function Change({ change }: { change: TraitChange }) {
  const { t } = useTranslation();
  const words = useWords();
  const source = [t("person.by", { id: change.by_id }), change.channel && t("person.via", { channel: change.channel }), change.device].filter(Boolean).join(" · ");
  return (
    <div className="trait-change" data-testid="trait-change">
      <b>{change.value === null ? <em>{t("person.unset")}</em> : valueText(change.value)}</b>
      <small>{words.instant(change.since)}{change.times > 1 && ` · ${t("person.said", { count: change.times, when: words.instant(change.last_said) })}`}</small>
      <small>{source} · {t("person.eventId")} <code>{change.event}</code></small>
    </div>
  );
}

// Every value of one trait, the newest first; read when it is first opened.
function History({ person, trait }: { person: number; trait: string }) {
  const { t } = useTranslation();
  const { data, error, reload } = useLoad(`traits of ${person}`, (signal) => api.traits(person, signal));
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (!data) return <Skeleton active paragraph={{ rows: 1 }} title={false} />;
  const found = data.traits.find((one) => one.name === trait);
  return (
    <div className="trait-history" aria-label={t("person.historyOf", { trait })} data-testid="trait-history">
      <Timeline items={(found?.changes ?? []).map((change) => ({ key: `${change.event} ${change.since}`, children: <Change change={change} /> }))} />
      {(found?.older ?? 0) > 0 && <p className="meta">{t("person.older", { count: found!.older })}</p>}
      {data.more && <p className="meta">{t("person.more")}</p>}
    </div>
  );
}

// Traits as they are; each opens to what it was before, and where that came from.
export function Traits({ view }: { view: PersonView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState("");
  return (
    <Card title={t("persons.traits")} size="small">
      {view.traits.length === 0 ? <p className="meta">{t("persons.noTraits")}</p> : (
        <ul className="trait-list" data-testid="traits">
          {view.traits.map(({ name, value, since }) => (
            <li key={name}>
              <button type="button" aria-expanded={open === name} title={`${t("persons.since")} ${words.instant(since)} · ${t("person.history")}`} onClick={() => setOpen(open === name ? "" : name)} data-testid={`trait-${name}`}>
                <span>{name}</span><span>{valueText(value)}</span>
              </button>
              {open === name && <History person={view.summary.person} trait={name} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
