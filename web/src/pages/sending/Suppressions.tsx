import { App, Button, Card, Input, Popconfirm, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sending, type Channel, type Suppression } from "../../api/engage";
import { useSession } from "../../app/session";
import { Problem, sayProblem } from "../../components/Problem";
import { ChannelPick } from "../../components/channel/ChannelPick";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { addressesIn } from "../../lib/channels";

const most = 200;

function Adder({ channel, onDone }: { channel: Channel; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>();
  const addresses = addressesIn(text, channel);
  const add = async () => {
    setError(undefined);
    try {
      const { changed } = await sending.suppress(channel, addresses);
      void message.success(t("sending.suppressed.added", { count: changed }));
      setText("");
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div className="suppress-add">
      <Input.TextArea value={text} autoSize={{ minRows: 1, maxRows: 6 }} placeholder={t("sending.suppressed.addHint")} aria-label={t("sending.suppressed.addHint")} onChange={(e) => setText(e.target.value)} data-testid="suppress-text" />
      <Button disabled={addresses.length === 0} onClick={() => void add()} data-testid="suppress-add">{t("common.add")}</Button>
      {error !== undefined && <Problem error={error} />}
    </div>
  );
}

// Addresses that get nothing, whatever somebody agreed to.
export function Suppressions() {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const [begin, setBegin] = useState("");
  const [channel, setChannel] = useState<Channel>("email");
  const { data, error, loading, reload } = useLoad(`${channel} ${begin}`, (signal) => sending.suppressions({ channel, begin, limit: most }, signal));
  const release = (one: Suppression) => sending.release(one).then(reload, (problem: unknown) => void message.error(sayProblem(problem, t).detail));
  const columns: TableColumnsType<Suppression> = [
    { title: t("sending.suppressed.address"), key: "address", render: (_, one) => <span className="two-lines"><span className="break">{one.address}</span><small>{t(`sending.suppressed.reasons.${one.reason.replaceAll(" ", "_")}`, { defaultValue: one.reason })}{one.source && ` · ${one.source}`}</small></span> },
    { title: t("sending.suppressed.since"), key: "at", responsive: ["sm"], render: (_, one) => <span className="nowrap">{words.instant(one.at)}</span> },
    ...(may("analyst") ? [{ title: "", key: "remove", width: 90, render: (_: unknown, one: Suppression) => <Popconfirm title={t("sending.suppressed.confirm", { address: one.address })} okText={t("common.remove")} cancelText={t("common.cancel")} onConfirm={() => release(one)} styles={{ root: { maxWidth: 320 } }}><Button size="small" type="text" data-testid="suppress-remove">{t("common.remove")}</Button></Popconfirm> }] : []),
  ];
  return (
    <Card title={t("sending.suppressed.title")} className="builder" extra={<ChannelPick value={channel} label={t("sending.suppressed.channel")} onChange={(next) => setChannel(next as Channel)} testid="suppress-channel" />} data-testid="suppressions">
      <p className="hint first">{t("sending.suppressed.lead")}</p>
      {may("analyst") && <Adder channel={channel} onDone={reload} />}
      <Input.Search allowClear placeholder={t("sending.suppressed.search")} aria-label={t("sending.suppressed.search")} onSearch={(text) => setBegin(text.trim())} className="list-search" data-testid="suppress-search" />
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : <Table<Suppression> rowKey={(one) => `${one.channel} ${one.address}`} size="small" columns={columns} dataSource={data?.suppressions ?? []} loading={loading} pagination={(data?.suppressions.length ?? 0) > 10 ? { pageSize: 10, size: "small", showSizeChanger: false } : false} locale={{ emptyText: t("sending.suppressed.none") }} />}
    </Card>
  );
}
