import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { person as api } from "../../api/person";
import type { PersonView } from "../../api/types";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

// Who she is in numbers.
export function Figures({ summary }: { summary: PersonView["summary"] }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, reload } = useLoad(`figures of ${summary.person}`, (signal) => api.figures(summary.person, signal));
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  const toRoles = (text: string) => <Link to="/operating" className="fact-hint">{text}</Link>;
  const wait = <Skeleton.Button active size="small" />;
  const last = data?.last_purchase ? t("person.lastPurchase", { when: words.instant(data.last_purchase) }) : t("person.noPurchase");
  const facts: [string, string, ReactNode, ReactNode?][] = [
    ["first", t("persons.firstSeen"), words.instant(summary.first_seen)],
    ["last", t("persons.lastSeen"), words.instant(summary.last_seen)],
    ["days", t("person.activeDays"), data ? words.number(data.active_days) : wait],
    ["sessions", t("person.sessions"), data ? words.number(data.sessions) : wait],
    ["events", t("person.activities"), data ? words.number(data.events) : wait],
    ["devices", t("persons.anonymous"), words.number(summary.anonymous_ids)],
    ["purchases", t("person.purchases"), data ? words.number(data.purchases) : wait, data && (data.missing.includes("purchase") ? toRoles(t("person.noRole")) : <small>{last}</small>)],
    ["revenue", t("person.revenue"), data ? <>{words.number(data.revenue)} {typeof data.revenue === "number" && <small>{data.currency}</small>}</> : wait, data?.missing.length === 1 && toRoles(t("person.noRevenueRole"))],
  ];
  return <div className="facts" data-testid="person-figures">{facts.map(([key, name, value, hint]) => <div key={key} data-testid={`fact-${key}`}><span>{name}</span><b>{value}</b>{hint}</div>)}</div>;
}
