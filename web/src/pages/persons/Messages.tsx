import { Card, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { sending, type SendView } from "../../api/engage";
import { journeys } from "../../api/journeys";
import { Empty } from "../../components/Empty";
import { Problem } from "../../components/Problem";
import { ChannelName } from "../../components/channel/ChannelName";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { sayPart } from "../../lib/campaigns";

// What was sent to one person, what was not, and why.
export function Messages({ person }: { person: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, loading, reload } = useLoad(`sends to ${person}`, async (signal) => {
    const [{ sends }, all] = await Promise.all([sending.sends({ person, limit: 200 }, signal), journeys.list(signal)]);
    return { sends, journeys: all.journeys };
  });
  // What sent it: a campaign, or a journey on its way.
  const sender = (one: SendView) => {
    const journey = data?.journeys.find(({ id }) => id === one.campaign);
    return journey ? { to: `/journeys/${journey.id}`, name: journey.name } : { to: `/campaigns/${one.campaign}`, name: one.campaign_name || one.campaign };
  };
  const columns: TableColumnsType<SendView> = [
    { title: t("person.sender"), key: "campaign", render: (_, one) => <Link to={sender(one).to} className="two-lines" data-testid="person-send"><b>{sender(one).name}</b>{one.variant && <small>{t("campaigns.sends.variant")} {one.variant}</small>}</Link> },
    { title: t("channels.one"), key: "channel", responsive: ["sm"], render: (_, one) => <ChannelName channel={one.channel} /> },
    { title: t("campaigns.sends.state"), key: "state", render: (_, one) => sayPart(one, t) },
    { title: t("campaigns.sends.at"), key: "at", render: (_, one) => <span className="nowrap">{words.instant(one.state === "queued" ? one.due : one.at)}</span> },
  ];
  return (
    <Card title={t("person.messages")} className="table-card" data-testid="person-messages">
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : data?.sends.length === 0 ? <Empty title={t("person.noMessages")} hint={t("person.noMessagesHint")} /> : (
        <Table<SendView> rowKey="id" size="small" columns={columns} dataSource={data?.sends ?? []} loading={loading} scroll={{ x: "max-content" }} pagination={(data?.sends.length ?? 0) > 20 ? { pageSize: 20, size: "small", showSizeChanger: false } : false} />
      )}
    </Card>
  );
}
