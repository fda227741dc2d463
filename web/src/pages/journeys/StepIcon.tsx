import { ApartmentOutlined, BranchesOutlined, ClockCircleOutlined, EditOutlined, EnterOutlined, GiftOutlined, HourglassOutlined, LogoutOutlined, MailOutlined, PercentageOutlined, TagOutlined } from "@ant-design/icons";
import type { ReactElement } from "react";
import type { Step, StepKind } from "../../api/journeys";
import { channelIcons } from "../../components/channel/icons";
import type { StepChoice } from "../../lib/journey_graph";

const icons: Record<StepKind, ReactElement> = {
  message: <MailOutlined />, wait: <ClockCircleOutlined />, wait_for: <HourglassOutlined />, branch: <ApartmentOutlined />, split: <PercentageOutlined />, channel: <BranchesOutlined />,
  trait: <EditOutlined />, tag: <TagOutlined />, reward: <GiftOutlined />, go_to: <EnterOutlined />, exit: <LogoutOutlined />,
};

export function StepIcon({ choice }: { choice: StepChoice }) {
  const kind = choice === "webhook" ? "message" : choice;
  return <i className={`step-icon ${kind}`} aria-hidden>{choice === "webhook" ? channelIcons.webhook : icons[kind]}</i>;
}

// Of one step: a message has the icon of its channel.
export function IconOfStep({ step }: { step: Step }) {
  return <i className={`step-icon ${step.kind}`} aria-hidden>{step.message ? channelIcons[step.message.channel] : icons[step.kind]}</i>;
}
