import { AndroidOutlined, ApiOutlined, AppleOutlined, ChromeOutlined, DingtalkOutlined, MailOutlined, MessageOutlined, RobotOutlined, WechatWorkOutlined } from "@ant-design/icons";
import type { ReactElement } from "react";
import type { Channel } from "../../api/engage";

export const channelIcons: Record<Channel, ReactElement> = {
  email: <MailOutlined />, sms: <MessageOutlined />, web_push: <ChromeOutlined />, fcm: <AndroidOutlined />, apns: <AppleOutlined />, webhook: <ApiOutlined />, wecom: <WechatWorkOutlined />, dingtalk: <DingtalkOutlined />, feishu: <RobotOutlined />,
};
