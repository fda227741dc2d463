import { AlertOutlined, LineChartOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { CatalogEvent } from "../../../api/catalog";
import type { TrendQuestion } from "../../../api/types";
import { useSession } from "../../../app/session";
import { When } from "../../../components/When";
import { useWords } from "../../../hooks/use_words";
import { volume } from "../../../lib/catalog";
import { asideLink } from "../../../lib/quarantine";
import { newSeries, trendDefault } from "../../../lib/question_url";
import { reportLink } from "../../../lib/reports";
import { AlertForm } from "../../alerts/AlertForm";

const totalOf = (event: string): TrendQuestion => ({ ...trendDefault, series: [{ ...newSeries, match: { event }, measure: "total" }] });
type Fact = "volume" | "ever" | "first" | "last" | "warned" | "quarantined";

// The event in numbers, and what to do with them.
export function EventFacts({ event }: { event: CatalogEvent }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const [alerting, setAlerting] = useState(false);
  const fact = (of: Fact, value: ReactNode) => <div><span>{t(`catalog.column.${of}`)}</span><b data-testid={`event-${of}`}>{value}</b></div>;
  const called = words.event(event.name);
  return (
    <>
      <div className="facts source-facts">
        {fact("volume", words.number(volume(event)))}
        {fact("ever", words.number(event.events))}
        {fact("warned", words.number(event.warned))}
        {fact("first", <When at={event.first_seen} />)}
        {fact("last", <When at={event.last_seen} />)}
        {fact("quarantined", event.quarantined > 0 ? <Link to={asideLink(event.name)}>{words.number(event.quarantined)}</Link> : "0")}
      </div>
      {event.events > 0 && (
        <div className="row event-ways">
          <Link to={reportLink("trend", totalOf(event.name))}><Button size="small" icon={<LineChartOutlined />} tabIndex={-1}>{t("catalog.see")}</Button></Link>
          {may("analyst") && <Button size="small" icon={<AlertOutlined />} onClick={() => setAlerting(true)} data-testid="event-alert">{t("catalog.alert")}</Button>}
        </div>
      )}
      {alerting && <AlertForm question={totalOf(event.name)} start={{ name: t("catalog.alertName", { name: called }), rule: "change", side: "below", bound: 50 }} onClose={() => setAlerting(false)} />}
    </>
  );
}
