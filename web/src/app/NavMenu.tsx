import {
  AimOutlined, AlertOutlined, AppstoreOutlined, BarChartOutlined, BlockOutlined, BookOutlined, BranchesOutlined, BulbOutlined, CodeOutlined, DashboardOutlined, DatabaseOutlined, DeploymentUnitOutlined, DollarOutlined, FieldTimeOutlined, FireOutlined, FlagOutlined, FunnelPlotOutlined, GoldOutlined, LaptopOutlined, LineChartOutlined, MailOutlined, NodeIndexOutlined, PartitionOutlined,
  ProfileOutlined, PushpinOutlined, RadarChartOutlined, RetweetOutlined, RocketOutlined, SafetyOutlined, ScheduleOutlined, SendOutlined, SyncOutlined, TagsOutlined, TeamOutlined, UserOutlined,
} from "@ant-design/icons";
import { Menu } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router-dom";

export const pages = [
  { path: "/", key: "overview", letter: "o", icon: <AppstoreOutlined />, group: "" },
  { path: "/boards", key: "boards", letter: "h", icon: <DashboardOutlined />, group: "saved" },
  { path: "/operating", key: "operating", letter: "x", icon: <RocketOutlined />, group: "saved" },
  { path: "/reports", key: "reports", letter: "e", icon: <ProfileOutlined />, group: "saved" },
  { path: "/goals", key: "goals", letter: "g", icon: <AimOutlined />, group: "saved" },
  { path: "/alerts", key: "alerts", letter: "w", icon: <AlertOutlined />, group: "saved" },
  { path: "/annotations", key: "annotations", letter: "m", icon: <FlagOutlined />, group: "saved" },
  { path: "/trend", key: "trend", letter: "t", icon: <LineChartOutlined />, group: "analyse" },
  { path: "/funnel", key: "funnel", letter: "f", icon: <FunnelPlotOutlined />, group: "analyse" },
  { path: "/retention", key: "retention", letter: "r", icon: <RetweetOutlined />, group: "analyse" },
  { path: "/lifecycle", key: "lifecycle", letter: "l", icon: <SyncOutlined />, group: "analyse" },
  { path: "/stickiness", key: "stickiness", letter: "k", icon: <PushpinOutlined />, group: "analyse" },
  { path: "/interval", key: "interval", letter: "n", icon: <FieldTimeOutlined />, group: "analyse" },
  { path: "/distribution", key: "distribution", letter: "b", icon: <BarChartOutlined />, group: "analyse" },
  { path: "/sessions", key: "session", letter: "v", icon: <LaptopOutlined />, group: "analyse" },
  { path: "/paths", key: "path", letter: "a", icon: <NodeIndexOutlined />, group: "analyse" },
  { path: "/heatmap", key: "heatmap", letter: "9", icon: <FireOutlined />, group: "analyse" },
  { path: "/attribution", key: "attribution", letter: "c", icon: <PartitionOutlined />, group: "analyse" },
  { path: "/ltv", key: "ltv", letter: "y", icon: <DollarOutlined />, group: "analyse" },
  { path: "/sql", key: "sql", letter: "q", icon: <CodeOutlined />, group: "analyse" },
  { path: "/segments", key: "segments", letter: "s", icon: <TeamOutlined />, group: "audience" },
  { path: "/overlap", key: "overlap", letter: "u", icon: <BlockOutlined />, group: "audience" },
  { path: "/tags", key: "tags", letter: "z", icon: <TagsOutlined />, group: "audience" },
  { path: "/layers", key: "layers", letter: "1", icon: <GoldOutlined />, group: "audience" },
  { path: "/insight", key: "insight", letter: "2", icon: <BulbOutlined />, group: "audience" },
  { path: "/targeting", key: "targeting", letter: "3", icon: <RadarChartOutlined />, group: "audience" },
  { path: "/persons", key: "persons", letter: "p", icon: <UserOutlined />, group: "audience" },
  { path: "/links", key: "links", letter: "i", icon: <BranchesOutlined />, group: "audience" },
  { path: "/campaigns", key: "campaigns", letter: "4", icon: <SendOutlined />, group: "reach" },
  { path: "/journeys", key: "journeys", letter: "7", icon: <DeploymentUnitOutlined />, group: "reach" },
  { path: "/playbooks", key: "playbooks", letter: "8", icon: <BookOutlined />, group: "reach" },
  { path: "/templates", key: "templates", letter: "5", icon: <MailOutlined />, group: "reach" },
  { path: "/sending", key: "sending", letter: "6", icon: <SafetyOutlined />, group: "reach" },
  { path: "/jobs", key: "jobs", letter: "j", icon: <ScheduleOutlined />, group: "manage" },
  { path: "/data", key: "data", letter: "d", icon: <DatabaseOutlined />, group: "manage" },
] as const;

export function NavMenu({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const current = pages.find((p) => p.path !== "/" && pathname.startsWith(p.path)) ?? (pathname === "/" ? pages[0] : undefined);
  const item = (page: (typeof pages)[number]) => ({
    key: page.key, icon: page.icon, title: t(`nav.${page.key}`),
    label: <Link to={page.path} data-testid={`nav-${page.key}`}>{t(`nav.${page.key}`)}</Link>,
  });
  const groups = ["saved", "analyse", "audience", "reach", "manage"] as const;
  const items = collapsed
    ? pages.map(item)
    : [
        ...pages.filter((p) => p.group === "").map(item),
        ...groups.map((group) => ({ type: "group" as const, key: group, label: t(`nav.${group}`), children: pages.filter((p) => p.group === group).map(item) })),
      ];
  return <Menu mode="inline" inlineCollapsed={collapsed} selectedKeys={current ? [current.key] : []} items={items} className="nav" />;
}
