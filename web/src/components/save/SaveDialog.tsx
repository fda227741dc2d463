import { App, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { saved } from "../../api/saved";
import type { BoardView } from "../../api/types";
import { useLoad } from "../../hooks/use_load";
import { withTile } from "../../lib/board";
import { Problem } from "../Problem";
import type { Saveable } from "./SaveMenu";

const fresh = "$new";

interface Props extends Saveable {
  report: string | undefined; // the one that is open
  toBoard: boolean;
  onClose: () => void;
}

async function putOn(board: string, name: string, report: string, boards: BoardView[]): Promise<BoardView> {
  if (board === fresh) return saved.boards.create({ name, description: "", tiles: withTile([], { report }), refresh_seconds: 0 });
  const { id, owner: _, created: __, updated: ___, ...body } = boards.find((one) => one.id === board)!;
  return saved.boards.change(id, { ...body, tiles: withTile(body.tiles, { report }) });
}

// Saves what was asked as a report: a new one, or over the one that is open; and puts it on a board.
export function SaveDialog({ analysis, question, chart, report, toBoard, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [, setParameters] = useSearchParams();
  const reports = useLoad("reports", (signal) => saved.reports.list(signal));
  const boards = useLoad("boards", (signal) => saved.boards.list(signal));
  const old = reports.data?.reports.find((one) => one.id === report);
  const [name, setName] = useState<string>();
  const [description, setDescription] = useState<string>();
  const [asNew, setAsNew] = useState(false);
  const [chosen, setBoard] = useState<string>();
  const [boardName, setBoardName] = useState("");
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const board = chosen ?? (toBoard ? (boards.data?.boards[0]?.id ?? (boards.data ? fresh : undefined)) : undefined);
  // Until the open report is known, saving would make a second one of it.
  const waiting = report !== undefined && reports.loading && !reports.data;
  const over = old && !asNew ? old : undefined;
  const body = { name: (name ?? old?.name ?? "").trim(), description: description ?? old?.description ?? "", analysis, question, chart };

  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const done = over ? await saved.reports.change(over.id, body) : await saved.reports.create(body);
      setParameters((before) => new URLSearchParams([...[...before].filter(([key]) => key !== "report"), ["report", done.id]]), { replace: true });
      if (board) {
        const on = await putOn(board, boardName.trim() || t("boards.untitled"), done.id, boards.data?.boards ?? []);
        void message.success(<span>{t("save.added", { board: on.name })} · <a onClick={() => navigate(`/boards/${on.id}`)} data-testid="open-board">{t("save.openBoard")}</a></span>, 5);
      } else {
        void message.success(t("save.saved"));
      }
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const boardOptions = [...(toBoard ? [] : [{ value: "", label: t("save.noBoard") }]), ...(boards.data?.boards ?? []).map((one) => ({ value: one.id, label: one.name })), { value: fresh, label: t("save.newBoard") }];
  return (
    <Modal open loading={waiting} title={t("save.title")} okText={over ? t("save.update") : t("save.save")} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void save()}
      confirmLoading={busy} okButtonProps={{ disabled: body.name === "" || (toBoard && !board), "data-testid": "save-confirm" }}>
      <Form layout="vertical" onFinish={() => void save()}>
        {error !== undefined && <Form.Item><Problem error={error} /></Form.Item>}
        <Form.Item label={t("save.name")}><Input autoFocus value={name ?? old?.name ?? ""} maxLength={200} onChange={(e) => setName(e.target.value)} onPressEnter={() => body.name && void save()} data-testid="report-name" /></Form.Item>
        <Form.Item label={t("common.description")}><Input value={body.description} maxLength={1000} onChange={(e) => setDescription(e.target.value)} /></Form.Item>
        {old && <Form.Item><Checkbox checked={asNew} onChange={(e) => setAsNew(e.target.checked)}>{t("save.asNew")}</Checkbox></Form.Item>}
        <Form.Item label={t("save.board")}><Select value={board ?? ""} options={boardOptions} onChange={(value) => setBoard(value)} data-testid="board-select" aria-label={t("save.board")} /></Form.Item>
        {board === fresh && <Form.Item label={t("save.boardName")}><Input value={boardName} maxLength={200} placeholder={t("boards.untitled")} onChange={(e) => setBoardName(e.target.value)} data-testid="board-name" /></Form.Item>}
        {over && <Link to="/reports" onClick={onClose}>{t("reports.title")}</Link>}
      </Form>
    </Modal>
  );
}
