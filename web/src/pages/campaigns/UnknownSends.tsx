import { Alert, App, Button, Popconfirm, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { sending, type SendView } from "../../api/engage";
import { useSession } from "../../app/session";
import { PersonName } from "../../components/PersonName";
import { Problem, sayProblem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

const answers = ["sent", "refused", "queued"] as const;

// Messages of which nobody can say whether they went out: an operator looks it up and says so.
export function UnknownSends({ run, turn, onChanged }: { run: number; turn: number; onChanged: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(0);
  const { data, error, reload } = useLoad(`${run} ${turn}`, (signal) => sending.sends({ run, state: "unknown", limit: 200 }, signal));
  const say = async (send: number, state: (typeof answers)[number]) => {
    setBusy(send);
    try {
      await sending.reconcile(send, state);
      onChanged();
      reload();
    } catch (problem) {
      void message.error(sayProblem(problem, t).detail);
    }
    setBusy(0);
  };
  const buttons = (one: SendView) => (
    <span className="row wraps">
      {answers.map((state) => (state === "queued"
        ? <Popconfirm key={state} title={t("campaigns.unknown.confirmAgain")} okText={t("campaigns.unknown.queued")} cancelText={t("common.cancel")} onConfirm={() => say(one.id, state)} styles={{ root: { maxWidth: 320 } }}><Button size="small" disabled={busy === one.id} data-testid={`reconcile-${state}`}>{t(`campaigns.unknown.${state}`)}</Button></Popconfirm>
        : <Button key={state} size="small" disabled={busy === one.id} onClick={() => void say(one.id, state)} data-testid={`reconcile-${state}`}>{t(`campaigns.unknown.${state}`)}</Button>))}
    </span>
  );
  const columns: TableColumnsType<SendView> = [
    { title: t("persons.person"), key: "person", render: (_, one) => <Link to={`/persons/${one.person}?tab=messages`}><PersonName person={one.person} label={one.name} /></Link> },
    { title: t("campaigns.sends.at"), key: "at", render: (_, one) => <span className="nowrap">{words.instant(one.at)}</span> },
    ...(may("analyst") ? [{ title: t("campaigns.unknown.what"), key: "what", render: (_: unknown, one: SendView) => buttons(one) }] : []),
  ];
  return (
    <div className="stack unknown" data-testid="unknown-sends">
      <Alert type="warning" showIcon message={t("campaigns.unknown.title", { count: turn })} description={t("campaigns.unknown.explain")} />
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : <Table<SendView> rowKey="id" size="small" columns={columns} dataSource={data?.sends ?? []} pagination={(data?.sends.length ?? 0) > 10 ? { pageSize: 10, size: "small" } : false} scroll={{ x: "max-content" }} />}
    </div>
  );
}
