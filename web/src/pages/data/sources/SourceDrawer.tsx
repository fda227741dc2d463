import { Drawer } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { usePreferences } from "../../../app/preferences";
import { useWords } from "../../../hooks/use_words";
import { isProtocol, perBar, quarantineLink, settingsOf, stepHours, type Days, type SourceRow } from "../../../lib/sources";
import { Connect } from "./Connect";
import { HoursChart } from "./HoursChart";
import { LastHeard } from "./LastHeard";
import { Names } from "./Names";
import { OnOff } from "./OnOff";
import { Status } from "./Status";
import type { Heard } from "./use_sources";

// How one source does, in numbers and hour by hour.
function Numbers({ row, starts, now, days }: { row: SourceRow; starts: number[]; now: number; days: Days }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const { counts, hours } = row.view;
  const fact = (of: "accepted" | "duplicates" | "late" | "quarantined" | "refused" | "heard", value: ReactNode) => <div key={of} title={t(`sources.hint.${of}`)}><span>{t(`sources.column.${of}`)}</span><b data-testid={`fact-${of}`}>{value}</b></div>;
  const lines = (["accepted", "quarantined", "refused"] as const).map((of, i) => ({ name: t(`sources.column.${of}`), color: chart.colors[[0, 1, 8][i]!]!, values: perBar(hours, starts, of) }));
  return (
    <section className="source-part">
      <div className="facts source-facts">
        {fact("accepted", words.number(counts.accepted))}
        {fact("duplicates", words.number(counts.duplicates))}
        {fact("late", words.number(counts.late))}
        {fact("quarantined", counts.quarantined > 0 ? <Link to={quarantineLink(row.view.source)}>{words.number(counts.quarantined)}</Link> : "0")}
        {fact("refused", words.number(counts.refused))}
        {fact("heard", row.heard && <LastHeard heard={row.heard} now={now} />)}
      </div>
      <HoursChart starts={starts} days={days} lines={lines} label={`${t("sources.hours")}, ${t(`sources.bars.${stepHours[days]}`)}`} />
    </section>
  );
}

interface Props {
  heard: Heard;
  starts: number[];
  source: string | undefined;
  onClose: () => void;
  onChanged: () => void;
}

// One source: how it does, what it may be called, and how to send by it.
export function SourceDrawer({ heard, starts, source, onClose, onChanged }: Props) {
  const { t } = useTranslation();
  const row = heard.rows.find((one) => one.view.source === source);
  const view = row?.view;
  const title = row && <div className="drawer-title"><b>{t(`sources.name.${row.view.source}`)}</b><small>{t(`sources.about.${row.view.source}`)} · {t(`sources.days.${heard.days}`)}</small></div>;
  return (
    <Drawer open={row !== undefined} onClose={onClose} width="min(760px, 100vw)" destroyOnHidden title={title} data-testid="source-drawer"
      extra={row && <span className="row"><Status status={row.status} />{view && isProtocol(view.source) && <OnOff protocol={view.source} off={view.off} onChanged={onChanged} />}</span>}>
      {row && view && (
        <div className="stack">
          {row.heard === undefined ? <p className="meta">{t("sources.noNumbers")}</p> : <Numbers row={row} starts={starts} now={heard.now} days={heard.days} />}
          <Connect source={view.source} />
          {isProtocol(view.source) && <Names protocol={view.source} settings={settingsOf(heard.rows.map((one) => one.view))} onChanged={onChanged} />}
        </div>
      )}
    </Drawer>
  );
}
