import { FileDoneOutlined } from "@ant-design/icons";
import { Grid, Table, Tooltip, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { CatalogEvent } from "../../../api/catalog";
import { usePreferences } from "../../../app/preferences";
import { NumberButton } from "../../../components/NumberButton";
import { Sparkline } from "../../../components/Sparkline";
import { When } from "../../../components/When";
import { useWords } from "../../../hooks/use_words";
import { asideLink } from "../../../lib/quarantine";
import { isSystem, volume } from "../../../lib/catalog";
import { StatusTag } from "./StatusTag";

interface Props {
  events: CatalogEvent[];
  picked: string[];
  onPick: ((names: string[]) => void) | undefined;
  onOpen: (event: string, part?: "findings") => void;
}
const apart = () => ({ onClick: (event: { stopPropagation: () => void }) => event.stopPropagation() });
const byText = (of: (event: CatalogEvent) => string | undefined) => (a: CatalogEvent, b: CatalogEvent) => (of(a) ?? "").localeCompare(of(b) ?? "");

function Name({ event, onOpen }: { event: CatalogEvent; onOpen: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const wide = Grid.useBreakpoint().md ?? true;
  const called = words.event(event.name);
  const below = event.description || (isSystem(event.name) && called !== event.name ? event.name : "");
  return (
    <span className="two-lines event-name">
      <button type="button" className="link-button" aria-label={t("catalog.open", { name: called })} onClick={onOpen} data-testid={`open-${event.name}`}>{called}</button>
      {wide ? below && <small className="clamp">{below}</small> : <span><StatusTag status={event.status} /></span>}
    </span>
  );
}

// Every event with its numbers; a row opens the rest.
export function CatalogTable({ events, picked, onPick, onOpen }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const wide = Grid.useBreakpoint().md ?? true;
  const title = (of: "volume" | "ever" | "schema" | "warned" | "quarantined") => <Tooltip title={t(`catalog.hint.${of}`)}><span className="explained">{t(`catalog.column.${of}`)}</span></Tooltip>;
  const curve = (event: CatalogEvent) => <Sparkline values={event.days} color={chart.colors[0]!} label={`${t("catalog.column.curve")}: ${words.number(volume(event))}`} />;
  const columns: TableColumnsType<CatalogEvent> = [
    { key: "name", title: t("catalog.column.event"), ...(wide ? { fixed: "left" as const } : {}), sorter: byText((event) => words.event(event.name)), onCell: apart, render: (_, event) => <Name event={event} onOpen={() => onOpen(event.name)} /> },
    ...(wide ? [{ key: "status", title: t("catalog.column.status"), sorter: byText((event) => event.status), render: (_: unknown, event: CatalogEvent) => <StatusTag status={event.status} /> }] : []),
    { key: "curve", title: t("catalog.column.curve"), render: (_, event) => curve(event) },
    { key: "volume", title: title("volume"), align: "right", sorter: (a, b) => volume(a) - volume(b), defaultSortOrder: "descend", sortDirections: ["descend", "ascend"], render: (_, event) => <span data-testid="volume">{words.number(volume(event))}</span> },
    { key: "ever", title: title("ever"), align: "right", sorter: (a, b) => a.events - b.events, render: (_, event) => <span className="meta" data-testid="ever">{words.number(event.events)}</span> },
    { key: "warned", title: title("warned"), align: "right", sorter: (a, b) => a.warned - b.warned, onCell: apart, render: (_, event) => <NumberButton text={words.number(event.warned)} disabled={event.warned === 0} onClick={() => onOpen(event.name, "findings")} testid="warned" /> },
    { key: "quarantined", title: title("quarantined"), align: "right", sorter: (a, b) => a.quarantined - b.quarantined, onCell: apart, render: (_, event) => <span data-testid="quarantined">{event.quarantined > 0 ? <Link to={asideLink(event.name)}>{words.number(event.quarantined)}</Link> : <span className="meta">0</span>}</span> },
    { key: "last", title: t("catalog.column.last"), sorter: byText((event) => event.last_seen), render: (_, event) => <When at={event.last_seen} /> },
    { key: "first", title: t("catalog.column.first"), sorter: byText((event) => event.first_seen), render: (_, event) => <When at={event.first_seen} /> },
    { key: "schema", title: title("schema"), align: "center", render: (_, event) => event.has_schema && <FileDoneOutlined title={t("catalog.hasSchema")} aria-label={t("catalog.hasSchema")} data-testid="has-schema" /> },
    { key: "owner", title: t("catalog.column.owner"), sorter: byText((event) => event.owner), render: (_, event) => <span className="clip">{event.owner}</span> },
  ];
  const selection = onPick && { rowSelection: { selectedRowKeys: picked, columnWidth: 40, onChange: (keys: React.Key[]) => onPick(keys.map(String)), getCheckboxProps: (event: CatalogEvent) => ({ name: event.name, "aria-label": words.event(event.name), "data-testid": `pick-${event.name}` }) } };
  return (
    <Table<CatalogEvent> rowKey="name" size="small" columns={columns} dataSource={events} scroll={{ x: "max-content" }} rowClassName="clickable" className="catalog-table" {...selection}
      pagination={events.length > 50 ? { pageSize: 50, size: "small", showSizeChanger: false } : false} onRow={(event) => ({ onClick: () => onOpen(event.name), ["data-testid" as string]: `row-${event.name}` })} />
  );
}
