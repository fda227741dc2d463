import { PlusOutlined } from "@ant-design/icons";
import { Button, Card, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { saved } from "../../api/saved";
import type { Tile } from "../../api/types";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { columns } from "../../lib/board";
import { NewBoard } from "./NewBoard";

// The board's layout in small.
function Sketch({ tiles }: { tiles: Tile[] }) {
  const rows = Math.max(8, ...tiles.map((one) => one.y + one.h));
  return (
    <svg className="sketch" viewBox={`0 0 ${columns * 10} 64`} preserveAspectRatio="none" aria-hidden>
      {tiles.map((one, i) => <rect key={i} x={one.x * 10 + 1} y={(one.y / rows) * 64 + 1} width={one.w * 10 - 2} height={Math.max(1, (one.h / rows) * 64 - 2)} rx={1.5} className={one.text === undefined ? "" : "text"} />)}
    </svg>
  );
}

export default function Boards() {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const [making, setMaking] = useState(false);
  const { data, error, reload } = useLoad("boards", (signal) => saved.boards.list(signal));
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)} data-testid="new-board">{t("boards.new")}</Button>;
  return (
    <Page title={t("boards.title")} extra={make}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {!data && error === undefined && <Card><Skeleton active /></Card>}
      {data?.boards.length === 0 && <Card><Empty title={t("boards.empty")} hint={t("boards.emptyHint")} action={make} /></Card>}
      {data && data.boards.length > 0 && (
        <div className="board-cards">
          {data.boards.map((board) => (
            <Link key={board.id} to={`/boards/${board.id}`} data-testid="board-link">
              <Card hoverable>
                <Sketch tiles={board.tiles} />
                <b>{board.name}</b>
                <small>{board.description || t("boards.tiles", { count: board.tiles.length })}</small>
                <small>{board.owner} · {words.instant(board.updated)}</small>
              </Card>
            </Link>
          ))}
        </div>
      )}
      {making && <NewBoard onClose={() => setMaking(false)} />}
    </Page>
  );
}
