import { ReloadOutlined } from "@ant-design/icons";
import { Button, Input, Segmented, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { CatalogEvent, EventStatus } from "../../../api/catalog";
import { countOf, looks, shows, statuses, windows, type Choice, type Days } from "../../../lib/catalog";

interface Props {
  events: CatalogEvent[];
  now: number;
  choice: Choice;
  onChoose: (choice: Choice) => void;
  days: Days;
  onDays: (days: Days) => void;
  onReload: () => void;
}

// Which events are listed, and of how many days.
export function CatalogTools({ events, now, choice, onChoose, days, onDays, onReload }: Props) {
  const { t } = useTranslation();
  const named = (value: EventStatus) => ({ value, label: <span data-testid={`status-${value}`}>{t(`catalog.status.${value}`)} <small>{countOf(events, value)}</small></span> });
  const status = choice.status ?? "all";
  return (
    <div className="catalog-tools">
      <div className="catalog-line">
        <Input.Search className="list-search" allowClear value={choice.text} onChange={(event) => onChoose({ ...choice, text: event.target.value })} placeholder={t("catalog.search")} aria-label={t("catalog.search")} data-testid="catalog-search" />
        <span className="row">
          <Segmented<Days> value={days} onChange={onDays} options={windows.map((value) => ({ value, label: <span data-testid={`days-${value}`}>{t(`catalog.days.${value}`)}</span> }))} />
          <Button icon={<ReloadOutlined />} onClick={onReload} aria-label={t("catalog.refresh")} title={t("catalog.refresh")} data-testid="catalog-reload" />
        </span>
      </div>
      <div className="catalog-line">
        <Segmented<EventStatus | "all"> className="catalog-statuses" value={status} onChange={(value) => onChoose({ ...choice, status: value === "all" ? undefined : value })} options={[{ value: "all", label: <span data-testid="status-all">{t("catalog.all")} <small>{events.length}</small></span> }, ...statuses.map(named)]} />
        <span className="row">
          {looks.map((look) => (
            <Tooltip key={look} title={t(`catalog.lookHint.${look}`)}>
              <Tag.CheckableTag checked={choice.look === look} onChange={(on) => onChoose({ ...choice, look: on ? look : undefined })} data-testid={`look-${look}`}>{t(`catalog.look.${look}`)} {events.filter((event) => shows(event, look, now)).length}</Tag.CheckableTag>
            </Tooltip>
          ))}
        </span>
      </div>
    </div>
  );
}
