import { Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pushes, type PushBody, type PushView } from "../../api/pushes";
import { useProperties } from "../../app/schema";
import { Problem } from "../../components/Problem";
import { bodyOf, newPush } from "../../lib/pushes";

interface Props {
  segment: string;
  old?: PushView;
  onClose: () => void;
  onSaved: (secret?: string) => void; // the secret of a new one
}

// Makes or changes a push of a segment.
export function PushForm({ segment, old, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const known = useProperties([]).filter((p) => p.ref.startsWith("person.")).map((p) => p.ref.slice("person.".length));
  const [body, setBody] = useState<PushBody>(() => (old ? bodyOf(old) : newPush(segment)));
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<PushBody>) => setBody({ ...body, ...change });
  const ready = body.name.trim() !== "" && /^https?:\/\/./.test(body.url) && (body.entered || body.left);
  const save = async () => {
    setBusy(true);
    try {
      const wanted = { ...body, name: body.name.trim(), url: body.url.trim() };
      if (old) {
        await pushes.change(old.id, wanted);
        onSaved();
      } else {
        onSaved((await pushes.create(wanted)).secret);
      }
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal open title={old ? old.name : t("pushes.new")} okText={t("common.save")} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void save()} confirmLoading={busy} okButtonProps={{ disabled: !ready, "data-testid": "push-save" }}>
      <Form layout="vertical">
        {error !== undefined && <Form.Item><Problem error={error} /></Form.Item>}
        <Form.Item label={t("common.name")}><Input autoFocus value={body.name} maxLength={200} onChange={(e) => set({ name: e.target.value })} placeholder={t("pushes.nameHint")} data-testid="push-name" /></Form.Item>
        <Form.Item label={t("pushes.url")} extra={t("pushes.urlHint")}><Input value={body.url} maxLength={2000} onChange={(e) => set({ url: e.target.value })} placeholder="https://crm.example.com/hooks/throng" data-testid="push-url" /></Form.Item>
        <Form.Item label={t("pushes.tell")}>
          <Checkbox checked={body.entered} onChange={(e) => set({ entered: e.target.checked })}>{t("pushes.entered")}</Checkbox>
          <Checkbox checked={body.left} onChange={(e) => set({ left: e.target.checked })}>{t("pushes.left")}</Checkbox>
        </Form.Item>
        <Form.Item label={t("pushes.traits")} extra={t("pushes.traitsHint")}>
          <Select mode="multiple" value={body.traits} onChange={(traits: string[]) => set({ traits })} maxCount={50} options={known.map((name) => ({ value: name, label: name }))} aria-label={t("pushes.traits")} data-testid="push-traits" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
