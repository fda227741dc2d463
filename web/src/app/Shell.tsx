import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { Button, Drawer, Grid, Layout } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router-dom";
import { Mark } from "../components/Mark";
import { HeaderTools } from "./HeaderTools";
import { NavMenu } from "./NavMenu";
import { useSession } from "./session";
import { ShortcutHelp, useShortcuts } from "./shortcuts";

const kept = "throng.sider";

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { project } = useSession();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(kept) === "1");
  const [drawer, setDrawer] = useState(false);
  const { help, setHelp } = useShortcuts();
  const location = useLocation();
  useEffect(() => setDrawer(false), [location.pathname]);
  const fold = () => {
    localStorage.setItem(kept, collapsed ? "0" : "1");
    setCollapsed(!collapsed);
  };
  return (
    <Layout className="shell">
      {wide && (
        <Layout.Sider className="sider" width={216} collapsedWidth={64} collapsed={collapsed} trigger={null}>
          <div className="brand">
            <Mark />
            {!collapsed && <span>{t("app.name")}</span>}
          </div>
          <NavMenu collapsed={collapsed} />
          <Button className="fold" type="text" onClick={fold} aria-label={t("nav.menu")} icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />} />
        </Layout.Sider>
      )}
      <Drawer open={drawer && !wide} onClose={() => setDrawer(false)} placement="left" width={248} closable={false} styles={{ body: { padding: 0 } }}>
        <div className="brand">
          <Mark />
          <span>{t("app.name")}</span>
        </div>
        <NavMenu collapsed={false} />
      </Drawer>
      <Layout>
        <Layout.Header className="header">
          {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={t("nav.menu")} onClick={() => setDrawer(true)} data-testid="menu" />}
          <div className="project" title={project.time_zone}>{project.name}</div>
          <HeaderTools wide={wide} onHelp={() => setHelp(true)} />
        </Layout.Header>
        <Layout.Content className="content">{children}</Layout.Content>
      </Layout>
      <ShortcutHelp open={help} onClose={() => setHelp(false)} />
    </Layout>
  );
}
