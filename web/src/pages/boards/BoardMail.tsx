import { DeleteOutlined, EditOutlined, MailOutlined, PlusOutlined, SendOutlined } from "@ant-design/icons";
import { App, Button, Drawer, List, Popconfirm, Skeleton, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saved } from "../../api/saved";
import type { SubscriptionView } from "../../api/types";
import { Empty } from "../../components/Empty";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { SubscriptionForm } from "./SubscriptionForm";

function Row({ one, onEdit, onChanged }: { one: SubscriptionView; onEdit: () => void; onChanged: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setProblem(undefined);
    await work().then(() => void message.success(done), setProblem);
    setBusy(false);
    onChanged();
  };
  const { last } = one;
  return (
    <List.Item className="subscription" data-testid="subscription">
      <div className="list-head">
        <b>{one.name}</b>
        <span className="nowrap">
          <Button type="text" size="small" icon={<SendOutlined />} loading={busy} aria-label={t("subscriptions.sendNow")} title={t("subscriptions.sendNow")} onClick={() => void act(() => saved.subscriptions.send(one.id), t("subscriptions.sent"))} data-testid="send-now" />
          <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("common.edit")} onClick={onEdit} />
          <Popconfirm title={t("save.confirmDelete", { name: one.name })} okText={t("common.delete")} cancelText={t("common.cancel")} onConfirm={() => void act(() => saved.subscriptions.remove(one.id), t("save.deleted"))}>
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.delete")} />
          </Popconfirm>
        </span>
      </div>
      <p className="meta">{t(`subscriptions.says.${one.rhythm}`, { hour: one.hour, day: one.day, weekday: t(`weekday.${one.weekday}`) })} · {one.enabled ? t("subscriptions.next", { time: words.instant(one.next) }) : <Tag bordered={false}>{t("subscriptions.off")}</Tag>}</p>
      <p className="meta">{one.recipients.join(", ")}</p>
      {last && <p className="meta" data-testid="last-sending">{last.sent ? t("subscriptions.lastSent", { time: words.instant(last.at) }) : t("subscriptions.lastFailed", { why: last.message })}</p>}
      {problem !== undefined && <Problem error={problem} />}
    </List.Item>
  );
}

// Who gets a board by e-mail, and when.
export function BoardMail({ board }: { board: { id: string; name: string } }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState<SubscriptionView | "new">();
  const { data, error, reload } = useLoad(`subscriptions ${open}`, (signal) => (open ? saved.subscriptions.list(signal) : Promise.resolve({ subscriptions: [] })));
  const mine = data?.subscriptions.filter((one) => one.board === board.id);
  const make = <Button type="primary" icon={<PlusOutlined />} onClick={() => setForm("new")} data-testid="new-subscription">{t("subscriptions.new")}</Button>;
  return (
    <>
      <Tooltip title={t("subscriptions.open")}><Button icon={<MailOutlined />} aria-label={t("subscriptions.open")} onClick={() => setOpen(true)} data-testid="board-mail" /></Tooltip>
      <Drawer open={open} onClose={() => setOpen(false)} width={480} title={t("subscriptions.title")} extra={mine && mine.length > 0 && make}>
        {error !== undefined && <Problem error={error} onRetry={reload} />}
        {!mine ? error === undefined && <Skeleton active /> : mine.length === 0 ? <Empty title={t("subscriptions.empty")} hint={t("subscriptions.emptyHint")} action={make} />
          : <List dataSource={mine} rowKey="id" renderItem={(one) => <Row one={one} onEdit={() => setForm(one)} onChanged={reload} />} />}
      </Drawer>
      {form !== undefined && <SubscriptionForm board={board} {...(form === "new" ? {} : { old: form })} onClose={() => setForm(undefined)} onSaved={reload} />}
    </>
  );
}
