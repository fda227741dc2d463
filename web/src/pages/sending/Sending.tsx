import { Alert, App, Button, Card, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client";
import { sending, type SendingRules, type SendingRulesView } from "../../api/engage";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { CapsCard } from "./CapsCard";
import { ChannelsCard } from "./ChannelsCard";
import { CostsCard } from "./CostsCard";
import { GeneralCard } from "./GeneralCard";
import { QuietCard } from "./QuietCard";
import { ReportsCard } from "./ReportsCard";
import { SenderCard } from "./SenderCard";
import { Server } from "./Server";
import { Suppressions } from "./Suppressions";
import { TopicsCard } from "./TopicsCard";

export interface RulesProps { rules: SendingRules; change: (part: Partial<SendingRules>) => void; disabled: boolean }

const rulesOf = ({ channels: _, web_push_key: __, public_url: ___, reports_url: ____, ...rules }: SendingRulesView): SendingRules => rules;

function Form({ saved, onSaved }: { saved: SendingRulesView; onSaved: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { may } = useSession();
  const [rules, setRules] = useState(() => rulesOf(saved));
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const disabled = !may("owner");
  const changed = JSON.stringify(rules) !== JSON.stringify(rulesOf(saved));
  const change = (part: Partial<SendingRules>) => setRules((old) => ({ ...old, ...part }));
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await sending.setRules(rules);
      void message.success(t("sending.saved"));
      onSaved();
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  const shared = { rules, change, disabled };
  const tools = <span className="row">{changed && <Tag color="gold" bordered={false}>{t("segments.unsaved")}</Tag>}{!disabled && <Button type="primary" disabled={!changed} loading={busy} onClick={() => void save()} data-testid="save-rules">{t("common.save")}</Button>}</span>;
  return (
    <Page title={t("sending.title")} extra={tools}>
      {disabled && <Alert type="info" showIcon message={t("sending.ownersOnly")} />}
      {error !== undefined && <Problem error={error} />}
      {error instanceof ApiError && error.field === "topics" && <p className="meta">{t("sending.topics.idHint")}</p>}
      <Server url={saved.public_url} />
      <ChannelsCard rules={saved} />
      <div className="columns halves rules-cards">
        <TopicsCard {...shared} />
        <CapsCard {...shared} />
        <CostsCard {...shared} />
        <QuietCard {...shared} />
        <GeneralCard {...shared} />
        <SenderCard {...shared} />
        <ReportsCard url={saved.reports_url} />
        <Suppressions />
      </div>
    </Page>
  );
}

export default function Sending() {
  const { t } = useTranslation();
  const { data, error, reload } = useLoad("sending", (signal) => sending.rules(signal));
  if (error !== undefined) return <Page title={t("sending.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("sending.title")}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  return <Form saved={data} onSaved={reload} />;
}
