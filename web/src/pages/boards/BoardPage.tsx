import { EditOutlined } from "@ant-design/icons";
import { Button, Card, Input, Skeleton, Tag } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router-dom";
import { saved } from "../../api/saved";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useWords } from "../../hooks/use_words";
import { BoardGrid } from "./BoardGrid";
import { BoardMail } from "./BoardMail";
import { BackToBoards, BoardEdit, BoardView } from "./BoardTools";
import { useBoard } from "./use_board";

// One board. Everybody may turn its range and filter for themselves; who may change it can keep that.
function OneBoard({ id }: { id: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { may } = useSession();
  const { loaded, draft, change, changed, save, leave, reports, goals, answers } = useBoard(id);
  const [editing, setEditing] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  if (loaded.error !== undefined) return <Page title={<span className="row"><BackToBoards />{t("boards.title")}</span>}><Problem error={loaded.error} onRetry={loaded.reload} /></Page>;
  if (!draft || !reports || !goals) return <Page title={t("boards.title")}><Card><Skeleton active paragraph={{ rows: 10 }} /></Card></Page>;

  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    await work().catch(setProblem);
    setBusy(false);
  };
  const keep = () => act(async () => { await save(); setEditing(false); });
  const remove = () => act(async () => { await saved.boards.remove(id); navigate("/boards"); });
  const title = (
    <span className="row board-title"><BackToBoards />
      {editing ? <Input value={draft.name} maxLength={200} onChange={(e) => change({ name: e.target.value })} aria-label={t("common.name")} data-testid="board-rename" /> : draft.name}
    </span>
  );
  const tools = (
    <div className="board-tools">
      <BoardView draft={draft} change={change} onReload={answers.reload} onFull={() => void host.current?.requestFullscreen?.()} />
      {may("analyst") && !editing && <BoardMail board={{ id, name: draft.name }} />}
      {may("analyst") && editing && <BoardEdit draft={draft} change={change} reports={reports} goals={goals} onDelete={() => void remove()} />}
      {may("analyst") && changed && <><Tag color="gold" bordered={false}>{t("boards.changed")}</Tag><Button onClick={() => { leave(); setEditing(false); }}>{t("boards.leave")}</Button><Button type="primary" loading={busy} disabled={draft.name.trim() === ""} onClick={() => void keep()} data-testid="save-board">{t("boards.save")}</Button></>}
      {may("analyst") && !changed && <Button icon={<EditOutlined />} onClick={() => setEditing(!editing)} data-testid="edit-board">{t(editing ? "boards.done" : "boards.edit")}</Button>}
    </div>
  );
  return (
    <div ref={host} className="board-host">
      <Page title={title} extra={tools}>
        {draft.description && !editing && <p className="lead">{draft.description}</p>}
        {editing && <Input value={draft.description} maxLength={1000} placeholder={t("common.description")} aria-label={t("common.description")} onChange={(e) => change({ description: e.target.value })} />}
        {editing && <p className="meta">{t("boards.moveHint")}</p>}
        {problem !== undefined && <Problem error={problem} />}
        {answers.error !== undefined && <Problem error={answers.error} onRetry={answers.reload} />}
        {draft.tiles.length === 0
          ? <Card><Empty title={t("boards.nothing")} hint={t("boards.nothingHint")} action={may("analyst") && !editing ? <Button type="primary" onClick={() => setEditing(true)}>{t("boards.addTile")}</Button> : undefined} /></Card>
          : <BoardGrid draft={draft} reports={reports} goals={goals} answers={answers.data} waiting={answers.loading} editing={editing} onTiles={(tiles) => change({ tiles })} />}
        {answers.data && <p className="meta" data-testid="board-at" aria-busy={answers.loading}>{t("boards.refreshed", { time: words.clock(answers.data.at) })}</p>}
      </Page>
    </div>
  );
}

export default function BoardPage() {
  const { id = "" } = useParams();
  return <OneBoard key={id} id={id} />;
}
