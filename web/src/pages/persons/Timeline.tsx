import { Button, Card, Skeleton } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { EventView } from "../../api/types";
import { Empty } from "../../components/Empty";
import { Problem } from "../../components/Problem";
import { useWords } from "../../hooks/use_words";
import { factsOf, groupByDay, type Visit } from "../../lib/timeline";
import { TimelineEvent } from "./TimelineEvent";

const pageSize = 100;

function useEvents(person: number) {
  const [state, setState] = useState<{ events: EventView[]; more: boolean; loading: boolean; error: unknown }>({ events: [], more: true, loading: true, error: undefined });
  const abort = useRef<AbortController | undefined>(undefined);
  const load = useCallback((before?: EventView) => {
    abort.current?.abort();
    const mine = (abort.current = new AbortController());
    setState((old) => ({ ...old, loading: true, error: undefined }));
    api.personEvents(person, pageSize, before, mine.signal).then(
      (r) => setState((old) => ({ events: [...(before ? old.events : []), ...r.events], more: r.more, loading: false, error: undefined })),
      (error: unknown) => !mine.signal.aborted && setState((old) => ({ ...old, loading: false, error })),
    );
  }, [person]);
  useEffect(() => {
    load();
    return () => abort.current?.abort();
  }, [load]);
  return { ...state, load };
}

function VisitBlock({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const words = useWords();
  const facts = factsOf(visit);
  const length = facts.ms < 1000 ? t("person.moment") : words.span(facts.ms);
  const size = facts.pages > 0 ? t("person.pages", { count: facts.pages }) : t("person.visitEvents", { count: facts.events });
  return (
    <section className="visit">
      <header data-testid="visit"><span>{t("persons.session")} {words.clock(facts.start).slice(0, 5)}</span><span>{[length, size].join(" · ")}</span><small>{facts.about.join(" · ")}</small></header>
      <ul>{visit.events.map((event) => <TimelineEvent key={event.number} event={event} />)}</ul>
    </section>
  );
}

export function Timeline({ person }: { person: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const { events, more, loading, error, load } = useEvents(person);
  const days = groupByDay(events, words.dayKey);
  return (
    <Card title={t("persons.timeline")} className="timeline" data-testid="timeline">
      {error !== undefined && <Problem error={error} onRetry={() => load(events.at(-1))} />}
      {loading && events.length === 0 && <Skeleton active paragraph={{ rows: 10 }} />}
      {!loading && events.length === 0 && error === undefined && <Empty title={t("persons.noEvents")} />}
      {days.map((day) => (
        <div key={day.key} className="day">
          <h3>{words.day(day.visits[0]!.events[0]!.time)}</h3>
          {day.visits.map((visit) => <VisitBlock key={visit.events[0]!.number} visit={visit} />)}
        </div>
      ))}
      {events.length > 0 && (more ? <Button block loading={loading} onClick={() => load(events.at(-1))} data-testid="more">{t("common.more")}</Button> : <p className="meta center">{t("persons.end")}</p>)}
    </Card>
  );
}
