import { PlusOutlined } from "@ant-design/icons";
import { Button, Card, Input, Segmented, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { campaigns, type CampaignView } from "../../api/engage";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { ChannelName } from "../../components/channel/ChannelName";
import { RuleWords } from "../../components/filter/RuleWords";
import { useLoad } from "../../hooks/use_load";
import { usePolling } from "../../hooks/use_polling";
import { useWords } from "../../hooks/use_words";
import { sayTiming } from "../../lib/campaigns";
import { formFromFilter } from "../../lib/filter";
import { CompareButton, useTicks } from "./CompareButton";
import { Phase } from "./Phase";
import { SendCalendar } from "./SendCalendar";

const steps = ["template", "audience", "rehearse"] as const;

function TeachCampaigns() {
  const { t } = useTranslation();
  return <ol className="teach-steps">{steps.map((one, i) => <li key={one}><span className="step-number small">{i + 1}</span>{t(`campaigns.teach.${one}`)}</li>)}</ol>;
}

export default function Campaigns() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { may } = useSession();
  const [search, setSearch] = useState("");
  const [address, setAddress] = useSearchParams();
  const view = address.get("view") === "calendar" ? "calendar" : "list";
  const { data, error, loading, reload } = useLoad("campaigns", (signal) => campaigns.list(signal));
  const all = data?.campaigns ?? [];
  const { ticked, ticks } = useTicks(all);
  usePolling(all.some((one) => one.phase === "active"), reload, 5000);
  const rows = all.filter((one) => `${one.name} ${one.description}`.toLowerCase().includes(search.trim().toLowerCase()));
  const number = (key: "sent" | "held_out" | "waiting" | "failed", from?: "md") => ({ title: t(`campaigns.numbers.${key}`), key, align: "right" as const, ...(from ? { responsive: [from] } : {}), sorter: (a: CampaignView, b: CampaignView) => a[key] - b[key], render: (_: unknown, one: CampaignView) => <span className={one[key] === 0 ? "meta" : key === "failed" ? "bad" : ""}>{words.number(one[key])}</span> });
  const columns: TableColumnsType<CampaignView> = [
    { title: t("common.name"), key: "name", sorter: (a, b) => a.name.localeCompare(b.name), render: (_, one) => <Link to={`/campaigns/${one.id}`} className="two-lines campaign-name" data-testid="campaign-link" onClick={(e) => e.stopPropagation()}><b>{one.name}</b><small><RuleWords form={formFromFilter(one.audience)} /></small><small className="only-narrow"><ChannelName channel={one.channel} /></small></Link> },
    { title: t("channels.one"), key: "channel", responsive: ["md"], sorter: (a, b) => a.channel.localeCompare(b.channel), render: (_, one) => <ChannelName channel={one.channel} testid="list-channel" /> },
    { title: t("campaigns.phaseTitle"), key: "phase", render: (_, one) => <Phase phase={one.phase} /> },
    { title: t("campaigns.next"), key: "next", responsive: ["sm"], sorter: (a, b) => (a.next ?? "").localeCompare(b.next ?? ""), render: (_, one) => <span className="two-lines timing-words">{one.phase === "active" && one.next ? words.instant(one.next) : "–"}<small>{sayTiming(one.timing, t, words.instant)}</small></span> },
    number("sent"), number("held_out", "md"), number("waiting", "md"), number("failed", "md"),
  ];
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/campaigns/new")} data-testid="new-campaign">{t("campaigns.new")}</Button>;
  return (
    <Page title={t("campaigns.title")} extra={make}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {!data && error === undefined && <Card><Skeleton active /></Card>}
      {data && all.length === 0 && <Card><Empty title={t("campaigns.empty")} hint={t("campaigns.emptyHint")} action={<><TeachCampaigns />{make}</>} /></Card>}
      {all.length > 0 && (
        <>
          <div className="list-head">
            <Input.Search allowClear placeholder={t("campaigns.search")} value={search} onChange={(e) => setSearch(e.target.value)} />
            <Segmented value={view} onChange={(next) => setAddress(next === "calendar" ? { view: next } : {}, { replace: true })} options={(["list", "calendar"] as const).map((value) => ({ value, label: <span data-testid={`view-${value}`}>{t(`campaigns.view.${value}`)}</span> }))} />
            {view === "list" && <CompareButton ids={ticked} />}
          </div>
          {view === "calendar" ? <SendCalendar campaigns={rows} /> : (
            <Card className="table-card">
              <Table<CampaignView> rowKey="id" rowSelection={ticks} columns={columns} dataSource={rows} loading={loading && !data} pagination={rows.length > 50 ? { pageSize: 50 } : false} scroll={{ x: "max-content" }}
                onRow={(one) => ({ onClick: () => navigate(`/campaigns/${one.id}`), className: "clickable" })} />
            </Card>
          )}
        </>
      )}
    </Page>
  );
}
