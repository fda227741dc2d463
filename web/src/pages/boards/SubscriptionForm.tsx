import { App, Form, Input, InputNumber, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saved } from "../../api/saved";
import type { Rhythm, SubscriptionView } from "../../api/types";
import { Problem } from "../../components/Problem";

interface Props {
  board: { id: string; name: string };
  old?: SubscriptionView;
  onClose: () => void;
  onSaved: () => void;
}

const rhythms: readonly Rhythm[] = ["daily", "weekly", "monthly"];
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const first = { rhythm: "weekly" as Rhythm, hour: 8, weekday: "monday" as SubscriptionView["weekday"], day: 1, recipients: [] as string[], enabled: true };

export function SubscriptionForm({ board, old, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [name, setName] = useState(old?.name ?? board.name);
  const [form, setForm] = useState(old ?? first);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<typeof first>) => setForm({ ...form, ...part });
  const ready = name.trim() !== "" && form.recipients.length > 0;
  const keep = async () => {
    const { rhythm, hour, weekday, day, recipients, enabled } = form;
    const body = { name: name.trim(), description: old?.description ?? "", board: board.id, rhythm, hour, weekday, day, recipients, enabled };
    setBusy(true);
    try {
      await (old ? saved.subscriptions.change(old.id, body) : saved.subscriptions.create(body));
      void message.success(t("save.saved"));
      onSaved();
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal open title={old ? old.name : t("subscriptions.new")} okText={t("common.save")} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void keep()} confirmLoading={busy} okButtonProps={{ disabled: !ready, "data-testid": "subscription-save" }}>
      <Form layout="vertical">
        {error !== undefined && <Form.Item><Problem error={error} /></Form.Item>}
        <Form.Item label={t("common.name")}><Input autoFocus value={name} maxLength={200} onChange={(e) => setName(e.target.value)} data-testid="subscription-name" /></Form.Item>
        <Form.Item label={t("subscriptions.recipients")}>
          <Select mode="tags" value={form.recipients} onChange={(recipients: string[]) => change({ recipients })} open={false} suffixIcon={null} tokenSeparators={[",", " ", ";"]} placeholder={t("subscriptions.recipientsHint")} aria-label={t("subscriptions.recipients")} data-testid="subscription-to" />
        </Form.Item>
        <Form.Item label={t("subscriptions.rhythm")}><Segmented<Rhythm> value={form.rhythm} onChange={(rhythm) => change({ rhythm })} options={rhythms.map((value) => ({ value, label: <span data-testid={`rhythm-${value}`}>{t(`subscriptions.${value}`)}</span> }))} /></Form.Item>
        <div className="pair">
          {form.rhythm === "weekly" && <Form.Item label={t("subscriptions.weekday")}><Select value={form.weekday} onChange={(weekday) => change({ weekday })} options={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))} aria-label={t("subscriptions.weekday")} /></Form.Item>}
          {form.rhythm === "monthly" && <Form.Item label={t("subscriptions.day")}><InputNumber min={1} max={31} precision={0} value={form.day} onChange={(day) => change({ day: day ?? 1 })} style={{ width: "100%" }} aria-label={t("subscriptions.day")} /></Form.Item>}
          <Form.Item label={t("subscriptions.hour")}><Select value={form.hour} onChange={(hour) => change({ hour })} options={Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${hour}:00` }))} aria-label={t("subscriptions.hour")} /></Form.Item>
        </div>
        <Form.Item><Segmented<boolean> value={form.enabled} onChange={(enabled) => change({ enabled })} options={[{ value: true, label: t("subscriptions.on") }, { value: false, label: t("subscriptions.paused") }]} /></Form.Item>
        <p className="rule">{t("subscriptions.rule")}</p>
      </Form>
    </Modal>
  );
}
