import { PlusOutlined } from "@ant-design/icons";
import { App, Alert, Button, Card, Form, Input, Modal, Popconfirm, Segmented, Select, Table, Tag, Typography, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { KeyView, Role } from "../../api/types";
import { Problem, sayProblem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

interface Values {
  kind: "write" | "secret";
  label: string;
  role: Role;
}

function NewKey({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? "write";
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>();
  const submit = (values: Values) => api.createKey({ kind: values.kind, label: values.label, role: values.role ?? "owner" }).then((made) => { setText(made.text); setError(undefined); onDone(); }, setError);
  const close = () => {
    setText("");
    form.resetFields();
    onClose();
  };
  if (text) {
    return (
      <Modal open={open} onCancel={close} footer={<Button type="primary" onClick={close}>{t("common.close")}</Button>} title={t("data.newKey")}>
        <Alert type="warning" showIcon message={t("data.secretOnce")} />
        <Typography.Paragraph copyable className="secret" data-testid="key-text">{text}</Typography.Paragraph>
      </Modal>
    );
  }
  return (
    <Modal open={open} onCancel={close} onOk={() => form.submit()} okText={t("common.create")} cancelText={t("common.cancel")} title={t("data.newKey")}>
      {error !== undefined && <Problem error={error} />}
      <Form<Values> form={form} layout="vertical" initialValues={{ kind: "write", label: "", role: "owner" }} onFinish={submit}>
        <Form.Item name="kind" extra={t(kind === "write" ? "data.writeHint" : "data.secretHint")}>
          <Segmented options={(["write", "secret"] as const).map((value) => ({ value, label: t(`data.keyKind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="label" label={t("data.label")}><Input maxLength={100} /></Form.Item>
        {kind === "secret" && <Form.Item name="role" label={t("data.role")}><Select options={(["viewer", "analyst", "owner"] as const).map((value) => ({ value, label: t(`role.${value}`) }))} /></Form.Item>}
      </Form>
    </Modal>
  );
}

export function Keys() {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const [making, setMaking] = useState(false);
  const { data, error, loading, reload } = useLoad("keys", (signal) => api.keys(signal));
  const remove = (id: number) => api.deleteKey(id).then(reload, (problem: unknown) => void message.error(sayProblem(problem, t).detail));
  const columns: TableColumnsType<KeyView> = [
    { title: t("data.kind"), key: "kind", render: (_, k) => <Tag bordered={false} color={k.kind === "write" ? "blue" : "purple"}>{t(`data.keyKind.${k.kind}`)}</Tag> },
    { title: t("data.label"), dataIndex: "label" },
    { title: t("data.key"), key: "shown", render: (_, k) => <Typography.Text code copyable={k.kind === "write"}>{k.shown}</Typography.Text> },
    { title: t("data.role"), key: "role", render: (_, k) => (k.kind === "secret" ? t(`role.${k.role}`) : "–") },
    { title: t("data.created"), key: "created", render: (_, k) => <span className="nowrap">{words.instant(k.created)}</span> },
    { key: "tools", align: "right", render: (_, k) => <Popconfirm title={t("data.confirmDeleteKey")} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => remove(k.id)}><Button size="small" type="text" danger>{t("common.delete")}</Button></Popconfirm> },
  ];
  return (
    <Card className="table-card" extra={<Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)} data-testid="new-key">{t("data.newKey")}</Button>} title={t("data.keys")}>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : <Table<KeyView> rowKey="id" size="small" columns={columns} dataSource={data?.keys ?? []} loading={loading} pagination={false} scroll={{ x: "max-content" }} />}
      <NewKey open={making} onClose={() => setMaking(false)} onDone={reload} />
    </Card>
  );
}
