import { DeleteOutlined, EditOutlined, PlusOutlined, ReloadOutlined, SendOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Collapse, Modal, Popconfirm, Skeleton, Switch, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pushes, type PushView } from "../../api/pushes";
import { useSession } from "../../app/session";
import { Problem, sayProblem } from "../../components/Problem";
import { Snippet } from "../../components/Snippet";
import { useLoad } from "../../hooks/use_load";
import { bodyOf, stateOf, verifyExample, type PushState } from "../../lib/pushes";
import { PushForm } from "./PushForm";
import { PushSaying } from "./PushSaying";

const colours: Record<PushState, string> = { off: "default", stopped: "red", idle: "orange", failing: "orange", waiting: "blue", well: "green" };

function Verify() {
  const { t } = useTranslation();
  return (
    <Collapse ghost size="small" items={[{ key: "verify", label: t("pushes.verify"), children: (
      <>
        <p className="meta">{t("pushes.verifyHint")}</p>
        <Snippet text={verifyExample} />
      </>
    ) }]} />
  );
}

function Secret({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open width={680} onCancel={onClose} footer={<Button type="primary" onClick={onClose} data-testid="secret-close">{t("common.close")}</Button>} title={t("pushes.secret")}>
      <Alert type="warning" showIcon message={t("pushes.secretOnce")} />
      <Typography.Paragraph copyable className="secret" data-testid="push-secret">{text}</Typography.Paragraph>
      <Verify />
    </Modal>
  );
}

interface LineProps {
  push: PushView;
  onEdit: () => void;
  onChanged: () => void;
}

function Line({ push, onEdit, onChanged }: LineProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { may } = useSession();
  const [busy, setBusy] = useState("");
  const state = stateOf(push);
  const act = async (name: string, work: () => Promise<unknown>) => {
    setBusy(name);
    try {
      await work();
      onChanged();
    } catch (problem) {
      void message.error(sayProblem(problem, t).detail);
    }
    setBusy("");
  };
  const test = () => act("test", async () => {
    const done = await pushes.test(push.id);
    void (done.taken ? message.success(t("pushes.testTaken", { status: done.status })) : message.error(t("pushes.testFailed", { why: done.message })));
  });
  return (
    <div className="push-line" data-testid="push-line">
      <div className="push-head">
        <span className="two-lines"><b>{push.name}</b><small className="push-url">{push.url}</small></span>
        <Tag bordered={false} color={colours[state]} data-testid="push-state">{t(`pushes.states.${state}`)}</Tag>
        {may("analyst") && (
          <span className="row wraps">
            <Switch size="small" checked={push.enabled} loading={busy === "switch"} onChange={(enabled) => void act("switch", () => pushes.change(push.id, { ...bodyOf(push), enabled }))} aria-label={t("pushes.enabled")} data-testid="push-enabled" />
            {(state === "failing" || state === "stopped") && <Button size="small" icon={<ReloadOutlined />} loading={busy === "try"} onClick={() => void act("try", () => pushes.tryNow(push.id))} data-testid="push-try">{t("pushes.tryNow")}</Button>}
            <Button size="small" icon={<SendOutlined />} loading={busy === "test"} onClick={() => void test()} data-testid="push-test">{t("pushes.test")}</Button>
            <Button size="small" type="text" icon={<EditOutlined />} onClick={onEdit} aria-label={t("common.edit")} data-testid="push-edit" />
            <Popconfirm title={t("pushes.confirmDelete", { name: push.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void act("delete", () => pushes.remove(push.id))}>
              <Button size="small" type="text" danger icon={<DeleteOutlined />} aria-label={t("common.delete")} data-testid="push-delete" />
            </Popconfirm>
          </span>
        )}
      </div>
      <PushSaying push={push} state={state} />
    </div>
  );
}

// Whom the comings and goings of a live segment are told to.
export function SegmentPushes({ segment, live }: { segment: string; live: boolean }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [editing, setEditing] = useState<PushView | "new">();
  const [secret, setSecret] = useState("");
  const { data, error, reload } = useLoad(`${segment} ${live}`, (signal) => pushes.of(segment, signal));
  const add = may("analyst") && live && <Button size="small" icon={<PlusOutlined />} onClick={() => setEditing("new")} data-testid="push-add">{t("pushes.add")}</Button>;
  const saved = (made?: string) => {
    setEditing(undefined);
    if (made) setSecret(made);
    reload();
  };
  return (
    <Card title={t("pushes.title")} extra={<span className="row">{data && data.pushes.length > 0 && <Button size="small" type="text" icon={<ReloadOutlined />} onClick={reload} aria-label={t("pushes.reload")} data-testid="push-reload" />}{add}</span>} data-testid="pushes">
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Skeleton active paragraph={{ rows: 2 }} /> : (
        <>
          {data.pushes.length === 0 && <p className="meta">{t(live ? "pushes.none" : "pushes.notLive")}</p>}
          {data.pushes.map((push) => <Line key={push.id} push={push} onEdit={() => setEditing(push)} onChanged={reload} />)}
          {(data.pushes.length > 0 || live) && <Verify />}
        </>
      )}
      {editing && <PushForm segment={segment} {...(editing === "new" ? {} : { old: editing })} onClose={() => setEditing(undefined)} onSaved={saved} />}
      {secret !== "" && <Secret text={secret} onClose={() => setSecret("")} />}
    </Card>
  );
}
