import { AndroidOutlined, ApiOutlined, AppleOutlined, BellOutlined, ChromeOutlined, DingtalkOutlined, MailOutlined, MessageOutlined, RobotOutlined, WechatWorkOutlined } from "@ant-design/icons";
import type { ReactElement } from "react";
import type { Channel } from "../../api/engage";

export const channelIcons: Record<Channel, ReactElement> = {
  email: <MailOutlined />, sms: <MessageOutlined />, web_push: <ChromeOutlined />, fcm: <AndroidOutlined />, apns: <AppleOutlined />, in_app: <BellOutlined />, webhook: <ApiOutlined />, wecom: <WechatWorkOutlined />, dingtalk: <DingtalkOutlined />, feishu: <RobotOutlined />,
};
