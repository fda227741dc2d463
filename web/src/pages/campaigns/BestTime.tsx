import { Switch } from "antd";
import { useTranslation } from "react-i18next";
import { sending, type ResponseHabits } from "../../api/engage";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { clockOf } from "../../lib/campaigns";

const hourOf = (hour: number) => clockOf(hour * 60);

// The shares of the day's hours, the greatest marked.
function Hours({ hours }: { hours: readonly number[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const most = Math.max(...hours);
  return (
    <figure className="day-hours" aria-label={t("campaigns.timing.hours")}>
      <div>{hours.map((share, hour) => <i key={hour} className={share === most ? "most" : ""} style={{ height: `${Math.max(2, (share / most) * 100)}%` }} title={t("campaigns.timing.hourIs", { hour: hourOf(hour), share: words.percent(share) })} />)}</div>
      <figcaption><span>00:00</span><span>12:00</span><span>24:00</span></figcaption>
    </figure>
  );
}

function WhatIsKnown({ known }: { known: ResponseHabits }) {
  const { t } = useTranslation();
  const words = useWords();
  if (!known.enough) return <p className="meta" data-testid="best-few">{t("campaigns.timing.bestFew", { count: known.responses, replace: { count: words.number(known.responses) } })}</p>;
  const best = known.hours.indexOf(Math.max(...known.hours));
  return (
    <>
      <p className="meta" data-testid="best-hour">{t("campaigns.timing.bestHour", { hour: hourOf(best) })}</p>
      <Hours hours={known.hours} />
    </>
  );
}

// Whether each person gets it in the hour in which he responds most, and what is known of that.
export function BestTime({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const { t } = useTranslation();
  const { data } = useLoad(on ? "habits" : undefined, (signal) => sending.habits(signal));
  return (
    <div className="stack best-time">
      <label className="row"><Switch size="small" checked={on} onChange={onChange} data-testid="best-time" /> {t("campaigns.timing.best")}</label>
      {on && <p className="meta">{t("campaigns.timing.bestHint")}</p>}
      {on && data && <WhatIsKnown known={data} />}
    </div>
  );
}
