import { Alert, Card, Skeleton } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../../app/session";
import { Problem, sayProblem } from "../../../components/Problem";
import { barStarts, daysFrom, heardRows, newRows } from "../../../lib/sources";
import { CameIn } from "./CameIn";
import { ConnectList } from "./ConnectList";
import { SourceDrawer } from "./SourceDrawer";
import { SourceTable } from "./SourceTable";
import { TeachSources } from "./TeachSources";
import { useTabAddress } from "../use_tab_address";
import { useSources } from "./use_sources";

// What comes in from where, and how to connect something new. The address says which days are shown and which source is open.
export function Sources() {
  const { t } = useTranslation();
  const { project } = useSession();
  const { address, set } = useTabAddress("sources");
  const days = daysFrom(address.get("days"));
  const { heard, error, reload } = useSources(days);
  const starts = useMemo(() => heard && barStarts(heard.days, heard.now, project.time_zone), [heard, project.time_zone]);
  const open = (source: string) => set({ source }, false);
  if (!heard || !starts) return error === undefined ? <Card><Skeleton active paragraph={{ rows: 8 }} /></Card> : <Problem error={error} onRetry={reload} />;
  const rows = heardRows(heard.rows);
  return (
    <div className="stack">
      {error !== undefined && <Alert type="warning" showIcon message={t("sources.stale")} description={sayProblem(error, t).title} data-testid="stale" />}
      {rows.length === 0 ? <TeachSources /> : (
        <>
          <CameIn heard={heard} starts={starts} days={days} onDays={(wanted) => set({ days: String(wanted) })} />
          <SourceTable rows={rows} starts={starts} now={heard.now} onOpen={open} onChanged={reload} />
        </>
      )}
      <ConnectList rows={newRows(heard.rows)} onOpen={open} />
      <SourceDrawer heard={heard} starts={starts} source={address.get("source") ?? undefined} onClose={() => set({ source: undefined })} onChanged={reload} />
    </div>
  );
}
