import { ArrowLeftOutlined, DeleteOutlined, FilterOutlined, FullscreenOutlined, PlusOutlined, ReloadOutlined } from "@ant-design/icons";
import { Badge, Button, Dropdown, Modal, Popconfirm, Select, Space, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { BoardBody, GoalView, ReportView, Tile } from "../../api/types";
import { GroupEditor } from "../../components/filter/GroupEditor";
import { RangePicker } from "../../components/RangePicker";
import { asGroup, emptyGroup, filterFromForm, formFromFilter, isComplete, type GroupForm } from "../../lib/filter";
import { withTile } from "../../lib/board";

export const BackToBoards = () => {
  const { t } = useTranslation();
  return <Link to="/boards" aria-label={t("boards.back")}><ArrowLeftOutlined /></Link>;
};

interface Change { draft: BoardBody; change: (part: Partial<BoardBody>) => void }

function FilterButton({ draft, change }: Change) {
  const { t } = useTranslation();
  const [form, setForm] = useState<GroupForm>();
  const open = () => setForm(draft.filter ? asGroup(formFromFilter(draft.filter)) : emptyGroup());
  const apply = () => {
    if (form) change({ filter: form.items.length > 0 ? filterFromForm(form) : undefined } as Partial<BoardBody>);
    setForm(undefined);
  };
  return (
    <>
      <Badge dot={draft.filter !== undefined}><Button icon={<FilterOutlined />} onClick={open} data-testid="board-filter">{t("boards.filter")}</Button></Badge>
      <Modal open={form !== undefined} title={t("boards.filterTitle")} width={720} okText={t("window.apply")} cancelText={t("common.cancel")} onCancel={() => setForm(undefined)} onOk={apply}
        okButtonProps={{ disabled: form !== undefined && form.items.length > 0 && !isComplete(form), "data-testid": "filter-apply" }}>
        <p className="meta after-text">{t("boards.filterHint")}</p>
        {form && <GroupEditor value={form} onChange={setForm} place="event" events={[]} />}
      </Modal>
    </>
  );
}

const minutes = [0, 1, 5, 15, 60];

// What everybody may turn: range, filter, refreshing, full screen.
export function BoardView({ draft, change, onReload, onFull }: Change & { onReload: () => void; onFull: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      {draft.range
        ? <Space.Compact><RangePicker value={draft.range} onChange={(range) => change({ range })} testid="board-range" /><Button onClick={() => change({ range: undefined } as Partial<BoardBody>)}>{t("boards.ownRange")}</Button></Space.Compact>
        : <Button onClick={() => change({ range: { last: 30, unit: "day" } })} data-testid="board-range">{t("boards.range")}: {t("boards.ownRange")}</Button>}
      <FilterButton draft={draft} change={change} />
      <Space.Compact>
        <Tooltip title={t("common.reload")}><Button icon={<ReloadOutlined />} aria-label={t("common.reload")} onClick={onReload} /></Tooltip>
        <Select value={draft.refresh_seconds / 60} popupMatchSelectWidth={false} aria-label={t("boards.refresh")} onChange={(m) => change({ refresh_seconds: m * 60 })}
          options={[...new Set([...minutes, draft.refresh_seconds / 60])].map((m) => ({ value: m, label: m === 0 ? t("boards.byHand") : t("boards.every_m", { count: m }) }))} />
      </Space.Compact>
      <Tooltip title={t("boards.fullScreen")}><Button icon={<FullscreenOutlined />} aria-label={t("boards.fullScreen")} onClick={onFull} data-testid="full-screen" /></Tooltip>
    </>
  );
}

interface EditProps extends Change {
  reports: ReportView[];
  goals: GoalView[];
  onDelete: () => void;
}

// What only those who may change it have.
export function BoardEdit({ draft, change, reports, goals, onDelete }: EditProps) {
  const { t } = useTranslation();
  const add = (content: Pick<Tile, "report" | "goal" | "text">) => change({ tiles: withTile(draft.tiles, content) });
  const items = [
    { key: "report", label: <span data-testid="add-report">{t("boards.addReport")}</span>, disabled: reports.length === 0, title: reports.length === 0 ? t("boards.noReports") : "", children: reports.map((one) => ({ key: one.id, label: one.name, onClick: () => add({ report: one.id }) })) },
    ...(goals.length > 0 ? [{ key: "goal", label: t("boards.addGoal"), children: goals.map((one) => ({ key: one.id, label: one.name, onClick: () => add({ goal: one.id }) })) }] : []),
    { key: "text", label: <span data-testid="add-text">{t("boards.addText")}</span>, onClick: () => add({ text: "" }) },
  ];
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items, className: "tall-menu" }}><Button icon={<PlusOutlined />} data-testid="add-tile">{t("boards.addTile")}</Button></Dropdown>
      <Popconfirm title={t("boards.confirmDelete", { name: draft.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={onDelete}>
        <Button danger icon={<DeleteOutlined />} aria-label={t("common.delete")} data-testid="delete-board" />
      </Popconfirm>
    </>
  );
}
