import { PlusOutlined } from "@ant-design/icons";
import { Button, Card, Input, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { campaigns, templates, type TemplateView, type Variant } from "../../api/engage";
import { journeys } from "../../api/journeys";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { ChannelName } from "../../components/channel/ChannelName";
import { ChannelPick } from "../../components/channel/ChannelPick";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { channelKinds } from "../../lib/channels";
import { templateExamples } from "../../lib/templates_mail";

function Examples() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className="tag-examples">
      {templateExamples.map(({ key, channel }) => (
        <button type="button" key={key} className="tag-example" onClick={() => navigate(`/templates/new?example=${key}`)} data-testid={`example-${key}`}>
          <b>{t(`templates.example.${key}.name`)}</b>
          <span>{t(`templates.example.${key}.about`)}</span>
          <small className="meta"><ChannelName channel={channel} /></small>
        </button>
      ))}
    </div>
  );
}

export default function Templates() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { may } = useSession();
  const [search, setSearch] = useState("");
  const [address, setAddress] = useSearchParams();
  const channel = address.get("channel") ?? "";
  const { data, error, loading, reload } = useLoad("templates", async (signal) => {
    const [all, used, ways] = await Promise.all([templates.list(signal), campaigns.list(signal), journeys.list(signal)]);
    return { templates: all.templates, campaigns: used.campaigns, journeys: ways.journeys };
  });
  const sends = (id: string, variants: readonly Variant[]) => variants.some((variant) => variant.message === id);
  const usedBy = (id: string) => [
    ...(data?.campaigns ?? []).filter((one) => sends(id, one.variants)).map((one) => ({ to: `/campaigns/${one.id}`, name: one.name })),
    ...(data?.journeys ?? []).filter((one) => one.steps.some((step) => sends(id, step.message?.variants ?? []))).map((one) => ({ to: `/journeys/${one.id}`, name: one.name })),
  ];
  const used = channelKinds.filter((kind) => kind === channel || data?.templates.some((one) => one.channel === kind));
  const rows = data?.templates.filter((one) => (channel === "" || one.channel === channel) && `${one.name} ${one.description}`.toLowerCase().includes(search.trim().toLowerCase())) ?? [];
  const columns: TableColumnsType<TemplateView> = [
    { title: t("common.name"), key: "name", sorter: (a, b) => a.name.localeCompare(b.name), render: (_, one) => <Link to={`/templates/${one.id}`} className="two-lines" data-testid="template-link" onClick={(e) => e.stopPropagation()}><b>{one.name}</b><small className="clamp">{one.description || one.contents[0]?.subject || one.contents[0]?.text}</small><small className="only-narrow"><ChannelName channel={one.channel} /></small></Link> },
    { title: t("channels.one"), key: "channel", responsive: ["md"], sorter: (a, b) => a.channel.localeCompare(b.channel), render: (_, one) => <ChannelName channel={one.channel} testid="list-channel" /> },
    { title: t("templates.languages"), key: "languages", render: (_, one) => one.contents.map((content) => <Tag key={content.language} bordered={false}>{content.language}</Tag>) },
    { title: t("templates.usedBy"), key: "used", responsive: ["sm"], render: (_, one) => usedBy(one.id).map(({ to, name }) => <div key={to}><Link to={to} onClick={(e) => e.stopPropagation()}>{name}</Link></div>) },
    { title: t("segments.updated"), key: "updated", responsive: ["sm"], sorter: (a, b) => a.updated.localeCompare(b.updated), defaultSortOrder: "descend", render: (_, one) => <span className="nowrap">{words.instant(one.updated)}</span> },
  ];
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate(channel ? `/templates/new?channel=${channel}` : "/templates/new")} data-testid="new-template">{t("templates.new")}</Button>;
  return (
    <Page title={t("templates.title")} extra={make}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {data?.templates.length === 0 ? <Card><Empty title={t("templates.empty")} hint={t("templates.emptyHint")} action={may("analyst") && <Examples />} /></Card> : error === undefined && (
        <Card className="table-card">
          <div className="list-head">
            <Input.Search allowClear placeholder={t("templates.search")} value={search} onChange={(e) => setSearch(e.target.value)} />
            <ChannelPick value={channel} among={used} all={t("channels.all")} label={t("channels.one")} onChange={(next) => setAddress(next ? { channel: next } : {}, { replace: true })} testid="filter-channel" />
          </div>
          <Table<TemplateView> rowKey="id" columns={columns} dataSource={rows} loading={loading} pagination={rows.length > 50 ? { pageSize: 50 } : false} scroll={{ x: "max-content" }}
            onRow={(one) => ({ onClick: () => navigate(`/templates/${one.id}`), className: "clickable" })} />
        </Card>
      )}
    </Page>
  );
}
