import { App, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { api, ApiError } from "../../api/client";
import type { OperatorView } from "../../api/types";
import { sayProblem } from "../../components/Problem";

// For somebody who forgot theirs: the owner chooses a new one and tells them.
export function ResetPassword({ who, onClose }: { who: OperatorView | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const submit = async ({ password }: { password: string }) => {
    try {
      await api.resetPassword(who!.id, password);
      void message.success(t("account.changed"));
      onClose();
    } catch (problem) {
      const said = problem instanceof ApiError ? sayProblem(problem, t).detail : String(problem);
      form.setFields([{ name: "password", errors: [said] }]);
    }
  };
  return (
    <Modal open={who !== undefined} onCancel={onClose} onOk={() => form.submit()} okText={t("account.reset")} cancelText={t("common.cancel")} title={t("account.resetOf", { name: who?.name || who?.email })} destroyOnHidden>
      <p className="meta">{t("account.resetText")}</p>
      <Form form={form} layout="vertical" preserve={false} requiredMark={false} onFinish={submit}>
        <Form.Item name="password" label={t("account.wanted")} rules={[{ required: true, message: t("persons.need") }, { min: 8, message: t("data.passwordRule") }]}>
          <Input.Password autoComplete="new-password" autoFocus data-testid="reset-value" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
