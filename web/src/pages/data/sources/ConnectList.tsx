import { PlusOutlined } from "@ant-design/icons";
import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { SourceRow } from "../../../lib/sources";
import { Status } from "./Status";

// Those that were never heard: each opens how to send by it.
export function ConnectList({ rows, onOpen }: { rows: SourceRow[]; onOpen: (source: string) => void }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <Card title={t("sources.connect")} data-testid="connect-list">
      <p className="hint first">{t("sources.connectLead")}</p>
      <ul className="connect-list">
        {rows.map(({ view, status }) => (
          <li key={view.source}>
            <button type="button" onClick={() => onOpen(view.source)} data-testid={`connect-${view.source}`}>
              <PlusOutlined aria-hidden />
              <span className="two-lines"><b>{t(`sources.name.${view.source}`)}</b><small>{t(`sources.about.${view.source}`)}</small></span>
              {status === "off" && <Status status="off" />}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
