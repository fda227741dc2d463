import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Card } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { campaigns as api, type CampaignView } from "../../api/engage";
import { useSession } from "../../app/session";
import { usePreferences } from "../../app/preferences";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { daysAround, monthAfter, monthGrid, occasionKinds, occasionsOf, type Occasion } from "../../lib/send_calendar";
import { weekdays } from "../../lib/zones";

function Sending({ one }: { one: Occasion }) {
  const { t } = useTranslation();
  const clock = one.at.slice(11) + (one.more > 0 ? ` +${one.more}` : "");
  return <Link to={`/campaigns/${one.campaign}`} className={`calendar-sending ${one.kind}`} title={`${clock} ${one.name} · ${t(`campaigns.calendar.${one.kind}`)}`} data-testid="calendar-sending" data-kind={one.kind}><b>{clock}</b> {one.name}</Link>;
}

// A month, with when each campaign was sent and when it is sent next and again, by the project's clock.
export function SendCalendar({ campaigns }: { campaigns: readonly CampaignView[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const { language } = usePreferences();
  const { project } = useSession();
  const today = words.dayKey(new Date().toISOString());
  const [month, setMonth] = useState(today.slice(0, 7));
  const sent = campaigns.filter((one) => one.phase !== "draft" && one.phase !== "in_review");
  const { data, error, reload } = useLoad(sent.map((one) => one.id).join(" ") || "none", async (signal) => new Map(await Promise.all(sent.map(async (one) => [one.id, (await api.runs(one.id, signal)).runs] as const))));
  const days = daysAround(month, project.week_start);
  const weeks = monthGrid(month, days, occasionsOf(campaigns, data ?? new Map(), days, project.time_zone));
  const first = weekdays.indexOf(project.week_start);
  const heads = weekdays.map((_, i) => weekdays[(first + i) % 7]!);
  const title = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
  const extra = (
    <span className="row">
      <Button size="small" icon={<LeftOutlined />} aria-label={t("campaigns.calendar.before")} onClick={() => setMonth(monthAfter(month, -1))} data-testid="month-before" />
      <Button size="small" onClick={() => setMonth(today.slice(0, 7))}>{t("members.today")}</Button>
      <Button size="small" icon={<RightOutlined />} aria-label={t("campaigns.calendar.after")} onClick={() => setMonth(monthAfter(month, 1))} data-testid="month-after" />
    </span>
  );
  return (
    <Card title={title} extra={extra} className="send-calendar" data-testid="calendar">
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      <div className="calendar-scroll">
        <table className="calendar-grid">
          <thead><tr>{heads.map((day) => <th key={day}>{t(`weekday.${day}`)}</th>)}</tr></thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]!.day}>
                {week.map(({ day, inMonth, occasions }, i) => (
                  <td key={day} className={`${inMonth ? "" : "other-month"}${day === today ? " is-today" : ""}${occasions.length > 0 ? " has" : ""}`}>
                    <span>{Number(day.slice(8))}</span><small>{t(`weekday.${heads[i]!}`)}</small>
                    {occasions.map((one) => <Sending key={`${one.campaign} ${one.at} ${one.kind}`} one={one} />)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="meta calendar-legend">{occasionKinds.map((kind) => <span key={kind} className={`calendar-sending ${kind}`}>{t(`campaigns.calendar.${kind}`)}</span>)}</p>
    </Card>
  );
}
