import { Drawer, Skeleton } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { catalog, type Catalog, type CatalogDetail } from "../../../api/catalog";
import { usePreferences } from "../../../app/preferences";
import { BarsChart } from "../../../components/BarsChart";
import { Problem } from "../../../components/Problem";
import { useLoad } from "../../../hooks/use_load";
import { useWords } from "../../../hooks/use_words";
import { isUnknown, type Days } from "../../../lib/catalog";
import { About } from "./About";
import { Decide } from "./Decide";
import { EventFacts } from "./EventFacts";
import { Findings } from "./Findings";
import { Properties } from "./Properties";
import { SchemaEditor } from "./SchemaEditor";
import { StatusTag } from "./StatusTag";

interface Props {
  name: string | undefined;
  listed: Catalog;
  days: Days;
  toFindings: boolean; // what was not as planned is looked for
  onClose: () => void;
  onChanged: () => void;
}

function Parts({ detail, listed, toFindings, onChanged }: { detail: CatalogDetail; listed: Catalog; toFindings: boolean; onChanged: () => void }) {
  const { t } = useTranslation();
  const { chart } = usePreferences();
  const { event } = detail;
  const findings = useRef<HTMLElement>(null);
  useEffect(() => {
    if (toFindings) findings.current?.scrollIntoView();
  }, [toFindings]);
  return (
    <div className="stack">
      {isUnknown(detail) && <p className="meta">{t("catalog.unknown")}</p>}
      <section className="source-part">
        <EventFacts event={event} />
        {detail.sampled > 0 && <BarsChart buckets={listed.days} unit="day" lines={[{ name: t("catalog.column.volume"), color: chart.colors[0]!, values: event.days }]} label={`${t("catalog.column.volume")}, ${t("catalog.perDay")}`} note={t("catalog.perDay")} nothing={t("sources.nothing")} />}
      </section>
      <Decide event={event} rules={listed.rules} onChanged={onChanged} />
      <About key={`${event.owner}\n${event.description}`} event={event} onChanged={onChanged} />
      <Properties detail={detail} onChanged={onChanged} />
      <Findings findings={detail.findings} place={findings} />
      <SchemaEditor key={JSON.stringify(detail.schema ?? null)} detail={detail} rules={listed.rules} onChanged={onChanged} />
    </div>
  );
}

// One event: how often it comes, what it is, what it carries and has to carry.
export function EventDrawer({ name, listed, days, toFindings, onClose, onChanged }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, reload } = useLoad(name && `${days} ${name}`, (signal) => catalog.event(name!, days, signal));
  const detail = data?.event.name === name && data?.event.days.length === listed.days.length ? data : undefined;
  const changed = () => { reload(); onChanged(); };
  const called = name && words.event(name);
  const title = name && <div className="drawer-title"><b>{called}</b><small>{called === name ? "" : `${name} · `}{t(`catalog.days.${days}`)}</small></div>;
  return (
    <Drawer open={name !== undefined} onClose={onClose} width="min(860px, 100vw)" destroyOnHidden title={title} extra={detail && <StatusTag status={detail.event.status} />} data-testid="event-drawer">
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : detail ? <Parts key={name} detail={detail} listed={listed} toFindings={toFindings} onChanged={changed} /> : <Skeleton active paragraph={{ rows: 10 }} />}
    </Drawer>
  );
}
