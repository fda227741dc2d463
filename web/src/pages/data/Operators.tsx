import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Card, Form, Input, Modal, Popconfirm, Select, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ApiError } from "../../api/client";
import type { OperatorView, Role } from "../../api/types";
import { useSession } from "../../app/session";
import { Problem, sayProblem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";

interface Values {
  email: string;
  name: string;
  password: string;
  role: Role;
}

function NewOperator({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const submit = async (values: Values) => {
    try {
      await api.createOperator(values);
      form.resetFields();
      setError(undefined);
      onDone();
      onClose();
    } catch (problem) {
      const field = problem instanceof ApiError ? problem.field : "";
      if (field === "email" || field === "name" || field === "password") form.setFields([{ name: field, errors: [(problem as ApiError).message] }]);
      else setError(problem);
    }
  };
  const need = [{ required: true, message: t("persons.need") }];
  return (
    <Modal open={open} onCancel={onClose} onOk={() => form.submit()} okText={t("common.create")} cancelText={t("common.cancel")} title={t("data.newOperator")} destroyOnHidden>
      {error !== undefined && <Problem error={error} />}
      <Form<Values> form={form} layout="vertical" initialValues={{ role: "analyst" }} onFinish={submit}>
        <Form.Item name="email" label={t("signin.email")} rules={need}><Input type="email" autoComplete="off" /></Form.Item>
        <Form.Item name="name" label={t("common.name")} rules={need}><Input autoComplete="off" /></Form.Item>
        <Form.Item name="password" label={t("signin.password")} rules={[...need, { min: 8, message: t("data.passwordRule") }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Form.Item name="role" label={t("data.operatorRole")}><Select options={(["viewer", "analyst", "owner"] as const).map((value) => ({ value, label: t(`role.${value}`) }))} /></Form.Item>
      </Form>
    </Modal>
  );
}

export function Operators() {
  const { t } = useTranslation();
  const { who } = useSession();
  const { message } = App.useApp();
  const [making, setMaking] = useState(false);
  const { data, error, loading, reload } = useLoad("operators", (signal) => api.operators(signal));
  const remove = (id: number) => api.deleteOperator(id).then(reload, (problem: unknown) => void message.error(sayProblem(problem, t).detail));
  const columns: TableColumnsType<OperatorView> = [
    { title: t("common.name"), key: "name", render: (_, o) => <span className="row">{o.name}{o.id === who.id && <Tag bordered={false}>{t("data.you")}</Tag>}</span> },
    { title: t("signin.email"), dataIndex: "email" },
    { title: t("data.operatorRole"), key: "role", render: (_, o) => <Tag bordered={false} color={o.role === "owner" ? "gold" : o.role === "analyst" ? "blue" : "default"}>{t(`role.${o.role}`)}</Tag> },
    { key: "tools", align: "right", render: (_, o) => o.id !== who.id && <Popconfirm title={t("data.confirmDeleteOperator", { name: o.name || o.email })} okText={t("common.remove")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => remove(o.id)}><Button size="small" type="text" danger>{t("common.remove")}</Button></Popconfirm> },
  ];
  return (
    <Card className="table-card" title={t("data.operators")} extra={<Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t("data.newOperator")}</Button>}>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : <Table<OperatorView> rowKey="id" size="small" columns={columns} dataSource={data?.operators ?? []} loading={loading} pagination={false} scroll={{ x: "max-content" }} />}
      <NewOperator open={making} onClose={() => setMaking(false)} onDone={reload} />
    </Card>
  );
}
