import { ReloadOutlined } from "@ant-design/icons";
import { Button, Card, Skeleton, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { quarantine, type QuarantineFilter, type QuarantineGroup } from "../../../api/quarantine";
import { useSession } from "../../../app/session";
import { Empty } from "../../../components/Empty";
import { Problem } from "../../../components/Problem";
import { When } from "../../../components/When";
import { useLoad } from "../../../hooks/use_load";
import { useWords } from "../../../hooks/use_words";
import { filterFrom, isFiltered, keyOf, totalOf } from "../../../lib/quarantine";
import { useTabAddress } from "../use_tab_address";
import { Filters } from "./Filters";
import { Group } from "./Group";
import { ReplayStatus } from "./ReplayStatus";
import { useReplay, type Replay } from "./use_replay";

interface GroupsProps {
  groups: QuarantineGroup[];
  filter: QuarantineFilter;
  replay: Replay;
  onChanged: () => void;
}

// Why events were kept aside, the most frequent first; a group opens what to do about it and its events.
function Groups({ groups, filter, replay, onChanged }: GroupsProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState<readonly string[]>();
  const opened = open ?? (groups.length === 1 ? groups.map(keyOf) : []);
  const columns: TableColumnsType<QuarantineGroup> = [
    { key: "reason", title: t("data.reason"), render: (_, { reason, field }) => (
      <span className="aside-reason">
        <span className="row"><Tag color="orange" bordered={false}>{t(`reason.${reason}`, { defaultValue: reason })}</Tag>{field && <code className="inline-code">{field}</code>}</span>
        <small>{t(`quarantine.why.${reason}`, { defaultValue: "" })}</small>
      </span>
    ) },
    { key: "events", title: t("quarantine.events"), align: "right", width: 84, render: (_, group) => <b data-testid="group-events">{words.number(group.events)}</b> },
    { key: "last", title: t("quarantine.last"), responsive: ["sm"], width: 130, render: (_, group) => <When at={group.last} /> },
  ];
  return (
    <Table<QuarantineGroup> rowKey={keyOf} size="small" columns={columns} dataSource={groups} pagination={false} rowClassName="clickable" tableLayout="fixed"
      onRow={(group) => ({ ["data-testid" as string]: `group-${group.reason}-${group.field}` })}
      expandable={{ expandRowByClick: true, expandedRowKeys: opened, onExpandedRowsChange: (keys) => setOpen(keys.map(String)), expandedRowRender: (group) => <Group key={`${group.events}`} group={group} filter={filter} replay={replay} onChanged={onChanged} /> }} />
  );
}

// Events that were kept aside: why, what to do about it, and reading them in again. The address says which.
export function Quarantine() {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { address, set } = useTabAddress("quarantine");
  const filter = filterFrom(address);
  const { data, error, loading, reload } = useLoad(JSON.stringify(filter), (signal) => quarantine.groups(filter, signal));
  const replay = useReplay(reload);
  const total = data ? totalOf(data) : 0;
  const none = isFiltered(filter) ? <Empty title={t("quarantine.none")} action={<button type="button" className="link-button" onClick={() => set({ reason: undefined, field: undefined, source: undefined, event: undefined })}>{t("quarantine.clear")}</button>} /> : <Empty title={t("data.emptyQuarantine")} />;
  return (
    <Card className="table-card" data-testid="quarantine">
      <p className="hint">{t("quarantine.lead")}</p>
      <div className="aside-head">
        <Filters filter={filter} onChange={set} />
        {total > 0 && <span className="row"><span className="meta" data-testid="aside-total">{t("quarantine.total", { count: total, number: words.number(total) })}</span>
          {may("analyst") && <Button icon={<ReloadOutlined />} disabled={replay.working} title={t("quarantine.againHint")} onClick={() => void replay.start(filter)} data-testid="read-all-again">{t("quarantine.allAgain")}</Button>}</span>}
      </div>
      <ReplayStatus replay={replay} />
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Skeleton active /> : data.length === 0 ? none : (
        <div className={loading ? "waiting" : undefined} aria-busy={loading}><Groups key={JSON.stringify(filter)} groups={data} filter={filter} replay={replay} onChanged={reload} /></div>
      )}
    </Card>
  );
}
