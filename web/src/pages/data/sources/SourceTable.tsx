import { Card, Grid, Table, Tooltip, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { SourceCounts } from "../../../api/sources";
import { usePreferences } from "../../../app/preferences";
import { Sparkline } from "../../../components/Sparkline";
import { useWords } from "../../../hooks/use_words";
import { isProtocol, perBar, quarantineLink, type SourceRow } from "../../../lib/sources";
import { LastHeard } from "./LastHeard";
import { OnOff } from "./OnOff";
import { Status } from "./Status";
import { colorOf } from "./colors";

interface Props {
  rows: SourceRow[];
  starts: number[];
  now: number;
  onOpen: (source: string) => void;
  onChanged: () => void;
}
type Explained = "accepted" | "duplicates" | "late" | "quarantined" | "refused" | "heard" | "on";
const apart = () => ({ onClick: (event: { stopPropagation: () => void }) => event.stopPropagation() });

// Those that were heard, each with its numbers in the days shown; a row opens the rest.
export function SourceTable({ rows, starts, now, onOpen, onChanged }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const wide = Grid.useBreakpoint().md ?? true;
  const title = (of: Explained) => <Tooltip title={t(`sources.hint.${of}`)}><span className="explained" tabIndex={0}>{t(`sources.column.${of}`)}</span></Tooltip>;
  const count = (of: keyof SourceCounts & Explained): TableColumnsType<SourceRow>[number] => ({
    key: of, title: title(of), align: "right", render: (_, { view }) => <span data-testid={`${view.source}-${of}`}>{words.number(view.counts[of])}</span>,
  });
  const name = ({ view, place, status }: SourceRow) => (
    <span className="row source-name">
      <i style={{ background: colorOf(place, chart) }} aria-hidden />
      <span className="two-lines"><button type="button" className="link-button" aria-label={t("sources.open", { name: t(`sources.name.${view.source}`) })} onClick={() => onOpen(view.source)} data-testid={`open-${view.source}`}>{t(`sources.name.${view.source}`)}</button>{wide ? <small>{t(`sources.about.${view.source}`)}</small> : <span><Status status={status} /></span>}</span>
    </span>
  );
  const curve = ({ view, place }: SourceRow) => <Sparkline values={perBar(view.hours, starts, "accepted")} color={colorOf(place, chart)} label={`${t("sources.column.curve")}: ${words.number(view.counts.accepted)}`} />;
  const quarantined = ({ view }: SourceRow) => {
    const text = words.number(view.counts.quarantined);
    return <span data-testid={`${view.source}-quarantined`}>{view.counts.quarantined > 0 ? <Link to={quarantineLink(view.source)} title={t("sources.look")}>{text}</Link> : text}</span>;
  };
  const columns: TableColumnsType<SourceRow> = [
    { key: "source", title: t("sources.column.source"), fixed: "left", onCell: apart, render: (_, row) => name(row) },
    ...(wide ? [{ key: "status", title: t("sources.column.status"), render: (_: unknown, row: SourceRow) => <Status status={row.status} /> }] : []),
    { key: "curve", title: t("sources.column.curve"), render: (_, row) => curve(row) },
    count("accepted"), count("duplicates"), count("late"),
    { key: "quarantined", title: title("quarantined"), align: "right", onCell: apart, render: (_, row) => quarantined(row) },
    count("refused"),
    { key: "heard", title: title("heard"), render: (_, row) => row.heard && <LastHeard heard={row.heard} now={now} /> },
    { key: "on", title: title("on"), onCell: apart, render: (_, { view }) => isProtocol(view.source) && <OnOff protocol={view.source} off={view.off} onChanged={onChanged} /> },
  ];
  return (
    <Card className="table-card">
      <Table<SourceRow> rowKey={(row) => row.view.source} size="small" columns={columns} dataSource={rows} pagination={false} scroll={{ x: "max-content" }} rowClassName="clickable" onRow={(row) => ({ onClick: () => onOpen(row.view.source), ["data-testid" as string]: `row-${row.view.source}` })} />
    </Card>
  );
}
