import { DesktopOutlined, FileTextOutlined, MobileOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { PreviewResponse } from "../../api/engage";

export type MailLook = "wide" | "phone" | "text";
export const mailViews = [{ value: "wide" as const, icon: <DesktopOutlined /> }, { value: "phone" as const, icon: <MobileOutlined /> }, { value: "text" as const, icon: <FileTextOutlined /> }];

// A mail as programs for mails show it, or its text alone.
export function MailView({ shown, look }: { shown: PreviewResponse; look: MailLook }) {
  const { t } = useTranslation();
  const html = shown.html || `<pre style="white-space:pre-wrap;font-family:inherit">${shown.text.replace(/[&<]/g, (c) => (c === "&" ? "&amp;" : "&lt;"))}</pre>`;
  return (
    <>
      <div className="mail-head"><b data-testid="preview-subject">{shown.subject}</b><small>{shown.to || t("templates.noAddress")}</small></div>
      {look === "text" ? <pre className="mail-text" data-testid="preview-text">{shown.text}</pre> : <div className={look === "phone" ? "mail-frame phone" : "mail-frame"}><iframe sandbox="" srcDoc={html} title={t("templates.preview")} data-testid="preview-frame" /></div>}
    </>
  );
}
