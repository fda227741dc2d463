import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { useTranslation } from "react-i18next";
import { stepChoices, type StepChoice } from "../../lib/journey_graph";
import { StepIcon } from "./StepIcon";

export const draggedKind = "application/x-throng-step";

interface Props { onAdd: (choice: StepChoice) => void; onTidy: () => void; onUndo: (() => void) | undefined; onRedo: (() => void) | undefined }

// The kinds of steps, to be clicked or dragged onto the canvas.
export function Palette({ onAdd, onTidy, onUndo, onRedo }: Props) {
  const { t } = useTranslation();
  return (
    <div className="palette" role="toolbar" aria-label={t("journeys.canvas.palette")}>
      <div className="palette-kinds">
        {stepChoices.map((choice) => (
          <button key={choice} type="button" className="palette-kind" draggable title={t(`journeys.about.${choice}`)} onClick={() => onAdd(choice)} onDragStart={(e) => e.dataTransfer.setData(draggedKind, choice)} data-testid={`palette-${choice}`}>
            <StepIcon choice={choice} />{t(`journeys.kind.${choice}`)}
          </button>
        ))}
      </div>
      <Space>
        <Button size="small" icon={<UndoOutlined />} disabled={!onUndo} onClick={onUndo} aria-label={t("journeys.canvas.undo")} title={t("journeys.canvas.undo")} data-testid="undo" />
        <Button size="small" icon={<RedoOutlined />} disabled={!onRedo} onClick={onRedo} aria-label={t("journeys.canvas.redo")} title={t("journeys.canvas.redo")} data-testid="redo" />
        <Button size="small" onClick={onTidy} data-testid="tidy">{t("journeys.canvas.tidy")}</Button>
      </Space>
    </div>
  );
}
