import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, ColorPicker, Dropdown } from "antd";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { blockTypes, newBlock, type Block, type BlockType, type Design } from "../../lib/blocks";
import { blockWords } from "../../lib/templates_mail";
import { BlockFields } from "./BlockFields";

interface LineProps {
  block: Block;
  open: boolean;
  first: boolean;
  last: boolean;
  onOpen: () => void;
  onChange: (block: Block) => void;
  onMove: (by: number) => void;
  onCopy: () => void;
  onRemove: () => void;
}

const gist = (block: Block) => ("text" in block ? block.text : block.type === "image" ? block.alt || block.url : block.type === "products" ? block.list : "").replace(/\s+/g, " ").slice(0, 80);

// Alt with an arrow moves the block, wherever in it the focus is.
function BlockLine({ block, open, first, last, onOpen, onChange, onMove, onCopy, onRemove }: LineProps) {
  const { t } = useTranslation();
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li className={open ? "block-line open" : "block-line"} onKeyDown={press} data-testid="block">
      <div className="block-head">
        <button type="button" className="block-name" aria-expanded={open} onClick={onOpen} data-testid={`block-${block.type}`}><b>{t(`templates.block.${block.type}`)}</b><span>{gist(block)}</span></button>
        <span className="block-tools">
          <Button size="small" type="text" icon={<ArrowUpOutlined />} disabled={first} onClick={() => onMove(-1)} title={t("templates.moveHint")} aria-label={t("builder.moveUp")} data-testid="block-up" />
          <Button size="small" type="text" icon={<ArrowDownOutlined />} disabled={last} onClick={() => onMove(1)} title={t("templates.moveHint")} aria-label={t("builder.moveDown")} data-testid="block-down" />
          <Button size="small" type="text" icon={<CopyOutlined />} onClick={onCopy} title={t("common.duplicate")} aria-label={t("common.duplicate")} />
          <Button size="small" type="text" icon={<DeleteOutlined />} onClick={onRemove} title={t("common.remove")} aria-label={t("common.remove")} data-testid="block-remove" />
        </span>
      </div>
      {open && <BlockFields block={block} onChange={onChange} />}
    </li>
  );
}

export function BlocksEditor({ design, onChange }: { design: Design; onChange: (design: Design) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(0);
  const { blocks } = design;
  const set = (next: Block[]) => onChange({ ...design, blocks: next });
  const move = (index: number, by: number) => {
    const to = index + by;
    if (to < 0 || to >= blocks.length) return;
    const next = [...blocks];
    [next[index], next[to]] = [next[to]!, next[index]!];
    set(next);
    if (open === index) setOpen(to);
    else if (open === to) setOpen(index);
  };
  // Before the footer that ends the mail.
  const add = (type: BlockType) => {
    const at = type !== "footer" && blocks.at(-1)?.type === "footer" ? blocks.length - 1 : blocks.length;
    set([...blocks.slice(0, at), newBlock(type, blockWords(t)), ...blocks.slice(at)]);
    setOpen(at);
  };
  return (
    <div className="blocks">
      <ul>
        {blocks.map((block, i) => (
          <BlockLine key={i} block={block} open={open === i} first={i === 0} last={i === blocks.length - 1} onOpen={() => setOpen(open === i ? -1 : i)}
            onChange={(changed) => set(blocks.map((old, j) => (j === i ? changed : old)))} onMove={(by) => move(i, by)}
            onCopy={() => { set([...blocks.slice(0, i + 1), block, ...blocks.slice(i + 1)]); setOpen(i + 1); }} onRemove={() => { set(blocks.filter((_, j) => j !== i)); setOpen(-1); }} />
        ))}
      </ul>
      <div className="row wraps">
        <Dropdown trigger={["click"]} menu={{ items: blockTypes.map((key) => ({ key, label: <span data-testid={`add-block-${key}`}>{t(`templates.block.${key}`)}</span> })), onClick: ({ key }) => add(key as BlockType) }}>
          <Button type="dashed" size="small" icon={<PlusOutlined />} data-testid="add-block">{t("templates.addBlock")}</Button>
        </Dropdown>
        <span className="row meta">{t("templates.accent")} <ColorPicker size="small" value={design.accent} disabledAlpha onChangeComplete={(color) => onChange({ ...design, accent: color.toHexString().slice(0, 7) })} /></span>
      </div>
      {blocks.every((one) => one.type !== "footer") && <p className="field-problem">{t("templates.noFooter")}</p>}
    </div>
  );
}
