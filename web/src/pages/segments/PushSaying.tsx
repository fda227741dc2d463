import { Alert, Button, Drawer, Skeleton, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pushes, type PushSending, type PushView } from "../../api/pushes";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import type { PushState } from "../../lib/pushes";

function History({ push }: { push: PushView }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error } = useLoad(`${push.id} ${push.last?.at ?? ""}`, (signal) => pushes.history(push.id, signal));
  if (error !== undefined) return <Problem error={error} />;
  if (!data) return <Skeleton active />;
  const columns: TableColumnsType<PushSending> = [
    { title: t("pushes.at"), key: "at", render: (_, s) => <span className="nowrap">{words.instant(s.at)}</span> },
    { title: t("pushes.changes"), key: "changes", align: "right", render: (_, s) => (s.test ? t("pushes.isTest") : words.number(s.changes)) },
    { title: t("pushes.answer"), key: "answer", render: (_, s) => (s.taken ? <Tag bordered={false} color="green">{s.status}</Tag> : <span>{s.message}</span>) },
    { title: t("pushes.batch"), key: "id", render: (_, s) => <code>{s.id}</code> },
  ];
  return <Table<PushSending> size="small" rowKey={(s) => `${s.at} ${s.id}`} columns={columns} dataSource={data.sendings} pagination={data.sendings.length > 20 ? { pageSize: 20, size: "small" } : false} scroll={{ x: "max-content" }} />;
}

// How a push goes, in words: what was last told, what stands in its way.
export function PushSaying({ push, state }: { push: PushView; state: PushState }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const { last } = push;
  const kinds = t(push.entered && push.left ? "pushes.both" : push.entered ? "pushes.entered" : "pushes.left");
  const said = [kinds, push.traits.length > 0 && t("pushes.withTraits", { traits: push.traits.join(", ") })].filter(Boolean).join(" · ");
  return (
    <>
      <p className="meta">{said}{last && <> · <Button type="link" size="small" className="inline" onClick={() => setOpen(true)} data-testid="push-history">{t(last.test ? "pushes.lastTest" : last.taken ? "pushes.last" : "pushes.lastTried", { count: last.changes, at: words.instant(last.at) })}</Button></>}</p>
      {state === "stopped" && <Alert type="error" showIcon message={t("pushes.stopped", { why: push.stopped })} data-testid="push-stopped" />}
      {state === "failing" && <Alert type="warning" showIcon message={`${last && !last.taken ? `${last.message}. ` : ""}${t("pushes.failing", { count: push.failures, since: words.instant(push.failing ?? ""), next: words.instant(push.next ?? "") })}`} data-testid="push-failing" />}
      {state === "idle" && <Alert type="warning" showIcon message={t("pushes.idle")} />}
      <Drawer open={open} onClose={() => setOpen(false)} width={720} title={`${push.name} · ${t("pushes.history")}`}>{open && <History push={push} />}</Drawer>
    </>
  );
}
