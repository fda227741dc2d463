import { Radio, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { CatalogEvent, EventStatus, PlanRules } from "../../../api/catalog";
import { useSession } from "../../../app/session";
import { statuses } from "../../../lib/catalog";
import { useMark } from "./use_entry_change";

// What the event is, and what that does.
export function Decide({ event, rules, onChanged }: { event: CatalogEvent; rules: PlanRules; onChanged: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { busy, mark } = useMark(onChanged);
  const option = (status: EventStatus) => (
    <Radio key={status} value={status} data-testid={`decide-${status}`}>
      <span className="two-lines"><b>{t(`catalog.status.${status}`)}</b><small>{t(`catalog.statusHint.${status}`, { action: t(`catalog.becomes.${rules.unplanned}`) })}</small></span>
    </Radio>
  );
  return (
    <section className="source-part" data-testid="decide">
      <h3>{t("catalog.decide")}</h3>
      <Tooltip title={may("analyst") ? undefined : t("catalog.onlyAnalyst")}>
        <Radio.Group className="decide" value={event.status} disabled={busy || !may("analyst")} onChange={(choice) => void mark([event.name], choice.target.value as EventStatus)}>{statuses.map(option)}</Radio.Group>
      </Tooltip>
    </section>
  );
}
