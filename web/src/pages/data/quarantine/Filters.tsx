import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { QuarantineFilter } from "../../../api/quarantine";
import { reasons } from "../../../api/types";
import { EventPicker } from "../../../components/EventPicker";
import { useSenders } from "./use_senders";

interface Props {
  filter: QuarantineFilter;
  onChange: (part: Partial<Record<keyof QuarantineFilter, string | undefined>>) => void;
}

// Which of what was kept aside is shown.
export function Filters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const { all, called } = useSenders();
  const sources = [...new Set([...all, ...(filter.source ? [filter.source] : [])])];
  return (
    <div className="aside-filters">
      <Select value={filter.reason ?? ""} onChange={(reason) => onChange({ reason: reason || undefined, field: undefined })} aria-label={t("data.reason")} popupMatchSelectWidth={false} data-testid="reason"
        options={[{ value: "", label: t("data.allReasons") }, ...reasons.map((reason) => ({ value: reason as string, label: t(`reason.${reason}`) }))]} />
      <EventPicker value={filter.event ? [filter.event] : []} onChange={(events) => onChange({ event: events.at(-1) })} placeholder={t("quarantine.allEvents")} testid="aside-event" />
      <Select value={filter.source ?? ""} onChange={(source) => onChange({ source: source || undefined })} aria-label={t("data.source")} popupMatchSelectWidth={false} data-testid="aside-source"
        options={[{ value: "", label: t("quarantine.allSources") }, ...sources.map((source) => ({ value: source, label: called(source) }))]} />
    </div>
  );
}
