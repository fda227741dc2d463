import { BulbOutlined, GlobalOutlined, QuestionCircleOutlined, SearchOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input, Tooltip, type InputRef } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { api } from "../api/client";
import type { Language } from "../api/types";
import { usePreferences, type Appearance } from "./preferences";
import { useSession } from "./session";

function SearchBox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  useEffect(() => {
    const focus = () => input.current?.focus();
    window.addEventListener("throng:search", focus);
    return () => window.removeEventListener("throng:search", focus);
  }, []);
  return (
    <Input
      ref={input} className="search" allowClear prefix={<SearchOutlined />} suffix={<kbd>/</kbd>} placeholder={t("header.search")} aria-label={t("header.search")}
      data-testid="search" onPressEnter={(event) => navigate(`/persons?query=${encodeURIComponent(event.currentTarget.value.trim())}`)}
    />
  );
}

function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, setLanguage } = usePreferences();
  const choose = (wanted: Language) => {
    setLanguage(wanted);
    api.setLanguage(wanted).catch(() => undefined);
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{ selectedKeys: [language], items: [{ key: "zh-CN", label: "中文" }, { key: "en", label: "English" }], onClick: ({ key }) => choose(key as Language) }}
    >
      <Button type="text" icon={<GlobalOutlined />} aria-label={t("header.language")} data-testid="language" />
    </Dropdown>
  );
}

function AppearanceSwitch() {
  const { t } = useTranslation();
  const { appearance, setAppearance } = usePreferences();
  const items = (["system", "light", "dark"] as const).map((key) => ({ key, label: t(`header.${key}`) }));
  return (
    <Dropdown trigger={["click"]} menu={{ selectedKeys: [appearance], items, onClick: ({ key }) => setAppearance(key as Appearance) }}>
      <Button type="text" icon={<BulbOutlined />} aria-label={t("header.theme")} data-testid="appearance" />
    </Dropdown>
  );
}

export function HeaderTools({ wide, onHelp }: { wide: boolean; onHelp: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { who, signOut } = useSession();
  return (
    <div className="tools">
      {wide ? <SearchBox /> : <Button type="text" icon={<SearchOutlined />} aria-label={t("header.search")} onClick={() => navigate("/persons")} />}
      {wide && (
        <Tooltip title={t("header.shortcuts")}>
          <Button type="text" icon={<QuestionCircleOutlined />} aria-label={t("header.shortcuts")} onClick={onHelp} />
        </Tooltip>
      )}
      <LanguageSwitch />
      <AppearanceSwitch />
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "who", disabled: true, label: <div className="who"><b>{who.name || who.email}</b><span>{who.email} · {t(`role.${who.role}`)}</span></div> },
            { type: "divider" },
            { key: "account", label: <Link to="/account" data-testid="account-link">{t("account.title")}</Link> },
            { key: "out", label: <span data-testid="sign-out">{t("header.signOut")}</span>, onClick: () => void signOut() },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={who.email} data-testid="account" />
      </Dropdown>
    </div>
  );
}
