import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ApiError } from "../../api/client";
import type { Role } from "../../api/types";
import { Problem } from "../../components/Problem";

interface Values {
  email: string;
  name: string;
  password: string;
  role: Role;
}
export const roles: Role[] = ["viewer", "analyst", "owner"];

export function NewOperator({ open, onClose, onDone }: { open: boolean; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const role = Form.useWatch("role", form) ?? "analyst";
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
        <Form.Item name="email" label={t("signin.email")} rules={need}><Input type="email" autoComplete="off" data-testid="operator-email" /></Form.Item>
        <Form.Item name="name" label={t("common.name")} rules={need}><Input autoComplete="off" data-testid="operator-name" /></Form.Item>
        <Form.Item name="password" label={t("signin.password")} rules={[...need, { min: 8, message: t("data.passwordRule") }]}><Input.Password autoComplete="new-password" data-testid="operator-password" /></Form.Item>
        <Form.Item name="role" label={t("data.operatorRole")} extra={t(`account.may.${role}`)}><Select options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} /></Form.Item>
      </Form>
    </Modal>
  );
}
