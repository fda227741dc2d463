import { App, Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ApiError, setCsrf } from "../../api/client";
import { useSession } from "../../app/session";
import { Problem } from "../../components/Problem";

interface Values {
  current: string;
  wanted: string;
  again: string;
}

// A new password ends all sessions of its owner; this one is started anew at once, so that only the others notice.
export function PasswordForm() {
  const { t } = useTranslation();
  const { who } = useSession();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = async (values: Values) => {
    setBusy(true);
    setError(undefined);
    try {
      await api.changePassword(values.current, values.wanted);
      setCsrf((await api.signIn(who.email, values.wanted)).csrf);
      form.resetFields();
      void message.success(t("account.changed"));
    } catch (problem) {
      const field = problem instanceof ApiError ? problem.field : "";
      if (field === "current") form.setFields([{ name: "current", errors: [t("account.wrong")] }]);
      else if (field === "wanted") form.setFields([{ name: "wanted", errors: [(problem as ApiError).message] }]);
      else setError(problem);
    }
    setBusy(false);
  };
  const need = { required: true, message: t("persons.need") };
  return (
    <Card title={t("account.password")}>
      {error !== undefined && <Problem error={error} />}
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={submit} className="password-form">
        <Form.Item name="current" label={t("account.current")} rules={[need]}><Input.Password autoComplete="current-password" data-testid="password-current" /></Form.Item>
        <Form.Item name="wanted" label={t("account.wanted")} extra={t("data.passwordRule")} rules={[need, { min: 8, message: t("data.passwordRule") }]}><Input.Password autoComplete="new-password" data-testid="password-wanted" /></Form.Item>
        <Form.Item name="again" label={t("account.again")} dependencies={["wanted"]}
          rules={[need, ({ getFieldValue }) => ({ validator: (_, value) => (value === getFieldValue("wanted") ? Promise.resolve() : Promise.reject(new Error(t("account.differs")))) })]}>
          <Input.Password autoComplete="new-password" data-testid="password-again" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy} data-testid="password-submit">{t("account.change")}</Button>
        <p className="meta after">{t("account.others")}</p>
      </Form>
    </Card>
  );
}
