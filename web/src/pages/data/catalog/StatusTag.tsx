import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { EventStatus } from "../../../api/catalog";

const colors: Record<EventStatus, string> = { expected: "green", none: "default", unexpected: "orange", blocked: "red" };

export function StatusTag({ status }: { status: EventStatus }) {
  const { t } = useTranslation();
  return <Tag bordered={false} color={colors[status]} className="channel-tag" data-testid="event-status" data-status={status}>{t(`catalog.status.${status}`)}</Tag>;
}
