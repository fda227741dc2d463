import { Grid } from "antd";
import { useMemo, type ReactNode } from "react";
import GridLayout from "react-grid-layout";
import "react-grid-layout/css/styles.css";
import "react-resizable/css/styles.css";
import type { BoardBody, GoalView, ReportView, Tile } from "../../api/types";
import { useWidth } from "../../hooks/use_width";
import { columns, gap, inOrder, moved, rowHeight, tilePixels } from "../../lib/board";
import { TileCard } from "./TileCard";
import type { BoardAnswers } from "./use_board";

interface Props {
  draft: BoardBody;
  reports: ReportView[];
  goals: GoalView[];
  answers: BoardAnswers | undefined;
  waiting: boolean;
  editing: boolean;
  onTiles: (tiles: Tile[]) => void;
}

function WideGrid({ tiles, editing, onTiles, card }: Pick<Props, "editing" | "onTiles"> & { tiles: Tile[]; card: (tile: Tile, index: number) => ReactNode }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const layout = tiles.map((tile, i) => ({ i: String(i), x: tile.x, y: tile.y, w: tile.w, h: tile.h, minW: 2, minH: 2, maxH: 40 }));
  return (
    <div ref={ref}>{width > 0 && <GridLayout width={width} className={editing ? "board-grid editing" : "board-grid"} cols={columns} rowHeight={rowHeight} margin={[gap, gap]} containerPadding={[0, 0]} layout={layout} isDraggable={editing} isResizable={editing}
      draggableHandle=".grip" onDragStop={(next) => onTiles(moved(tiles, next))} onResizeStop={(next) => onTiles(moved(tiles, next))}>
      {tiles.map((tile, index) => <div key={String(index)}>{card(tile, index)}</div>)}
    </GridLayout>}</div>
  );
}

// Tiles on their grid; on a narrow screen one below the other, in reading order.
export function BoardGrid({ draft, reports, goals, answers, waiting, editing, onTiles }: Props) {
  const wide = Grid.useBreakpoint().md ?? true;
  const { tiles } = draft;
  const byId = useMemo(() => new Map(reports.map((one) => [one.id, one])), [reports]);
  const goalById = useMemo(() => new Map(goals.map((one) => [one.id, one])), [goals]);
  const card = (tile: Tile, index: number) => (
    <TileCard tile={tile} height={tile.h} report={byId.get(tile.report ?? "")} result={answers?.results.get(tile.report ?? "")} goal={goalById.get(tile.goal ?? "")} waiting={waiting} editing={editing}
      onRemove={() => onTiles(tiles.filter((_, i) => i !== index))} onText={(text) => onTiles(tiles.map((one, i) => (i === index ? { ...one, text } : one)))} />
  );
  if (!wide) return <div className="stack">{inOrder(tiles).map(({ tile, index }) => <div key={index} style={{ height: tilePixels(tile.h) }}>{card(tile, index)}</div>)}</div>;
  return <WideGrid tiles={tiles} editing={editing} onTiles={onTiles} card={card} />;
}
