import { Form, Input, Modal, Radio } from "antd";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { operating } from "../../api/operating";
import { saved } from "../../api/saved";
import type { OperatingModel, Tile } from "../../api/types";
import { Problem } from "../../components/Problem";
import { operatingDefault } from "../../lib/operating";
import { freeName, healthParts, operatingParts, type Part } from "../../lib/templates";

// A board of reports that are made with it. A report whose name is taken gets a number.
async function tilesOf(parts: Part[]): Promise<Tile[]> {
  const taken = new Set((await saved.reports.list()).reports.map((one) => one.name));
  const tiles: Tile[] = [];
  for (const { at, ...part } of parts) {
    const made = await saved.reports.create({ ...part, name: freeName(part.name, taken), description: "" });
    taken.add(made.name);
    tiles.push({ report: made.id, ...at });
  }
  return tiles;
}

type Template = "blank" | "health" | OperatingModel;

async function partsOf(template: Exclude<Template, "blank">, t: TFunction): Promise<Part[]> {
  if (template === "health") return healthParts((part) => t(`boards.${part as "activity"}`));
  const questions = await operating.questions(template, operatingDefault.range);
  const name = (part: string) => `${t(`operating.${template}`)} · ${part === "revenueFigures" ? t("operating.revenueFigures") : t(`operating.stage.${part as "revenue"}`)}`;
  return operatingParts(questions, name, (figure) => t(`operating.figure.${figure as "revenue"}`));
}

export function NewBoard({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [template, setTemplate] = useState<Template>("health");
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const board = await saved.boards.create({ name: name.trim(), description: "", tiles: [], refresh_seconds: 0 });
      if (template !== "blank") await saved.boards.change(board.id, { name: board.name, description: "", refresh_seconds: 0, tiles: await tilesOf(await partsOf(template, t)) });
      navigate(`/boards/${board.id}`);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal open title={t("boards.new")} okText={t("common.create")} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void make()} confirmLoading={busy} okButtonProps={{ disabled: name.trim() === "", "data-testid": "create-board" }}>
      <Form layout="vertical">
        {error !== undefined && <Form.Item><Problem error={error} /></Form.Item>}
        <Form.Item label={t("common.name")}><Input autoFocus value={name} maxLength={200} onChange={(e) => setName(e.target.value)} onPressEnter={() => name.trim() && void make()} data-testid="new-board-name" /></Form.Item>
        <Form.Item label={t("boards.template")}>
          <Radio.Group className="choices" value={template} onChange={(e) => setTemplate(e.target.value as Template)}>
            <Radio value="health"><span className="two-lines"><b>{t("boards.health")}</b><small>{t("boards.healthHint")}</small></span></Radio>
            {(["aarrr", "cspdd"] as const).map((model) => <Radio key={model} value={model} data-testid={`template-${model}`}><span className="two-lines"><b>{t(`operating.${model}`)}</b><small>{t(`operating.board.${model}`)}</small></span></Radio>)}
            <Radio value="blank" data-testid="template-blank"><b>{t("boards.blank")}</b></Radio>
          </Radio.Group>
        </Form.Item>
      </Form>
    </Modal>
  );
}
