import { CreditCardOutlined, EyeOutlined, FileTextOutlined, IdcardOutlined, MobileOutlined, SearchOutlined, ShoppingCartOutlined, TeamOutlined, ThunderboltOutlined, UserAddOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";

const rules: [RegExp, ReactNode, string][] = [
  [/^\$pageview$/i, <FileTextOutlined />, "grey"],
  [/^\$screen$/i, <MobileOutlined />, "grey"],
  [/^\$(identify|alias)$/i, <IdcardOutlined />, "violet"],
  [/^\$group$/i, <TeamOutlined />, "violet"],
  [/sign(ed)?.?up|regist/i, <UserAddOutlined />, "violet"],
  [/order|paid|pay|purchase|revenue/i, <CreditCardOutlined />, "green"],
  [/cart|checkout|added/i, <ShoppingCartOutlined />, "orange"],
  [/search/i, <SearchOutlined />, "blue"],
  [/view/i, <EyeOutlined />, "blue"],
];

export function EventIcon({ name }: { name: string }) {
  const found = rules.find(([pattern]) => pattern.test(name));
  return <i className={`event-icon ${found?.[2] ?? "blue"}`}>{found?.[1] ?? <ThunderboltOutlined />}</i>;
}
