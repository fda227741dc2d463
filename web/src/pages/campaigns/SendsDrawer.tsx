import { Drawer, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { sending, type SendsOf, type SendView } from "../../api/engage";
import { PersonName } from "../../components/PersonName";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { sayPart } from "../../lib/campaigns";

export interface SendsDrill { of: SendsOf; title: string; count: number }

const most = 1000;

// The messages behind a count, and whom they were for.
export function SendsDrawer({ drill, onClose }: { drill: SendsDrill | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, loading, reload } = useLoad(drill && JSON.stringify(drill), (signal) => sending.sends({ ...drill!.of, limit: most }, signal));
  // A reason of "" is no condition of the API's: those that have one are others.
  const rows = data?.sends.filter((one) => drill?.of.reason !== "" || one.reason === "") ?? [];
  const columns: TableColumnsType<SendView> = [
    { title: t("persons.person"), key: "person", render: (_, one) => <Link to={`/persons/${one.person}?tab=messages`} data-testid="send-person"><PersonName person={one.person} label={one.name} /></Link> },
    { title: t("campaigns.sends.state"), key: "state", render: (_, one) => <span className="two-lines"><span>{sayPart(one, t)}</span>{one.tries > 1 && <small>{t("campaigns.sends.tries", { count: one.tries })}</small>}</span> },
    { title: t("campaigns.sends.variant"), dataIndex: "variant", responsive: ["sm"] },
    { title: t("campaigns.sends.at"), key: "at", render: (_, one) => <span className="nowrap">{words.instant(one.state === "queued" ? one.due : one.at)}</span> },
  ];
  return (
    <Drawer open={drill !== undefined} onClose={onClose} width="min(720px, 100vw)" destroyOnHidden data-testid="sends-drawer"
      title={<div className="drawer-title"><b title={drill?.title}>{drill?.title}</b><small data-testid="sends-total">{t("drawer.count", { count: drill?.count ?? 0, replace: { count: words.number(drill?.count ?? 0) } })}</small></div>}>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : (
        <>
          <Table<SendView> rowKey="id" size="small" columns={columns} dataSource={rows} loading={loading} scroll={{ x: "max-content" }} pagination={rows.length > 50 ? { pageSize: 50, size: "small", showSizeChanger: false } : false} data-testid="sends-table" />
          {(drill?.count ?? 0) > most && <p className="meta">{t("campaigns.sends.first", { count: most })}</p>}
        </>
      )}
    </Drawer>
  );
}
