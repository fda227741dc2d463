import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { statuses } from "../../../lib/catalog";
import { useMark } from "./use_entry_change";

interface Props {
  names: string[];
  onDone: () => void;
  onChanged: () => void;
}

// Decides what all the ticked events are.
export function BulkBar({ names, onDone, onChanged }: Props) {
  const { t } = useTranslation();
  const { busy, mark } = useMark(() => { onDone(); onChanged(); });
  if (names.length === 0) return null;
  return (
    <div className="bulk-bar" data-testid="bulk-bar">
      <b>{t("catalog.picked", { count: names.length })}</b>
      <span className="meta">{t("catalog.mark")}</span>
      {statuses.map((status) => <Button key={status} size="small" danger={status === "blocked"} disabled={busy} onClick={() => void mark(names, status)} data-testid={`mark-${status}`}>{t(`catalog.status.${status}`)}</Button>)}
    </div>
  );
}
