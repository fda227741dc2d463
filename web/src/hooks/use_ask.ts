import { App } from "antd";
import { useTranslation } from "react-i18next";

interface Question { title: string; text: string; yes: string; testid: string; danger?: boolean }

// Asks before something that is not easily taken back.
export function useAsk(): (question: Question) => Promise<boolean> {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  return async ({ title, text, yes, testid, danger = false }) => modal.confirm({ title, content: text, okText: yes, cancelText: t("common.cancel"), okButtonProps: { danger, "data-testid": testid } });
}
