import { Card, Descriptions, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { Language } from "../../api/types";
import { usePreferences, type Appearance } from "../../app/preferences";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { PasswordForm } from "./PasswordForm";

export default function Account() {
  const { t } = useTranslation();
  const { who } = useSession();
  const { language, setLanguage, appearance, setAppearance } = usePreferences();
  const choose = (wanted: Language) => {
    setLanguage(wanted);
    api.setLanguage(wanted).catch(() => undefined);
  };
  const items = [
    { key: "name", label: t("common.name"), children: who.name || "–" },
    { key: "email", label: t("signin.email"), children: who.email },
    { key: "role", label: t("data.operatorRole"), children: <span>{t(`role.${who.role}`)}<span className="meta"> · {t(`account.may.${who.role}`)}</span></span> },
    { key: "language", label: t("header.language"), children: <Segmented<Language> value={language} onChange={choose} options={[{ value: "zh-CN", label: "中文" }, { value: "en", label: "English" }]} /> },
    { key: "theme", label: t("header.theme"), children: <Segmented<Appearance> value={appearance} onChange={setAppearance} options={(["system", "light", "dark"] as const).map((value) => ({ value, label: t(`header.${value}`) }))} /> },
  ];
  return (
    <Page title={t("account.title")}>
      <div className="columns even">
        <Card title={t("account.about")}><Descriptions column={1} colon={false} items={items} className="account-facts" /></Card>
        <PasswordForm />
      </div>
    </Page>
  );
}
