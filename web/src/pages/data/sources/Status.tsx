import { Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { SourceStatus } from "../../../lib/sources";

const colors: Record<SourceStatus, string> = { hearing: "green", quiet: "blue", silent: "default", problems: "red", off: "orange", never: "default" };

// In a word how a source does; why is said when it is pointed at.
export function Status({ status }: { status: SourceStatus }) {
  const { t } = useTranslation();
  return <Tooltip title={t(`sources.statusHint.${status}`)}><Tag bordered={false} color={colors[status]} className="channel-tag" tabIndex={0} data-testid="source-status" data-status={status}>{t(`sources.status.${status}`)}</Tag></Tooltip>;
}
