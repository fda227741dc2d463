import { App, Form, Input, Modal, Select, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { IdKind, PersonView } from "../../api/types";
import { Problem } from "../../components/Problem";

interface Props {
  open: boolean;
  view: PersonView;
  onClose: () => void;
  onDone: () => void;
}
interface Values {
  kind: IdKind;
  value: string;
  into: number;
  why: string;
}

export function MergeDialog({ open, view, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const kinds = (["user", "anonymous"] as const).map((kind) => ({ value: kind, label: t(`persons.kind.${kind}`) }));
  const submit = async (values: Values) => {
    const into = view.ids[values.into];
    if (!into) return;
    setBusy(true);
    try {
      await api.merge({ kind: values.kind, value: values.value.trim() }, { kind: into.kind, value: into.value }, values.why ?? "");
      void message.success(t("persons.merged"));
      setError(undefined);
      form.resetFields();
      onClose();
      onDone();
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return (
    <Modal open={open} onCancel={onClose} onOk={() => form.submit()} okText={t("persons.merge")} cancelText={t("common.cancel")} confirmLoading={busy} title={t("persons.mergeTitle")} destroyOnHidden>
      <p className="meta">{t("persons.mergeText")}</p>
      {error !== undefined && <Problem error={error} />}
      <Form<Values> form={form} layout="vertical" initialValues={{ kind: "user", value: "", into: 0, why: "" }} onFinish={submit}>
        <Form.Item label={t("persons.from")} required>
          <Space.Compact block>
            <Form.Item name="kind" noStyle><Select options={kinds} style={{ width: 120 }} /></Form.Item>
            <Form.Item name="value" noStyle rules={[{ required: true, whitespace: true, message: t("persons.need") }]}><Input data-testid="merge-value" /></Form.Item>
          </Space.Compact>
        </Form.Item>
        <Form.Item name="into" label={t("persons.into")}>
          <Select options={view.ids.map((id, index) => ({ value: index, label: `${t(`persons.kind.${id.kind}`)} · ${id.value}` }))} />
        </Form.Item>
        <Form.Item name="why" label={t("persons.why")}><Input maxLength={200} /></Form.Item>
      </Form>
    </Modal>
  );
}
