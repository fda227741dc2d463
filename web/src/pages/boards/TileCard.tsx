import { CloseOutlined, ExportOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { memo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { AnalysisName, AskManyResult, BucketUnit, GoalView, ReportView, Tile } from "../../api/types";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { ReportChart } from "../../components/report/ReportChart";
import { useWords } from "../../hooks/use_words";
import { tilePixels } from "../../lib/board";
import { reportLink } from "../../lib/reports";
import type { Picked } from "../../lib/tile_cells";
import { GoalCard } from "../goals/GoalCard";

interface Props {
  tile: Tile;
  height: number; // in rows
  report: ReportView | undefined;
  result: AskManyResult | undefined;
  goal: GoalView | undefined;
  waiting: boolean;
  editing: boolean;
  onRemove: () => void;
  onText: (text: string) => void;
}

const head = 40;

function Frame({ title, link, editing, onRemove, children }: { title: ReactNode; link?: string; editing: boolean; onRemove: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section className="board-tile" data-testid="tile">
      <header className={editing ? "tile-head grip" : "tile-head"}>
        <h2>{link && !editing ? <Link to={link}>{title}</Link> : title}</h2>
        {link && !editing && <Link to={link} aria-label={t("boards.openReport")} title={t("boards.openReport")} className="tile-tool"><ExportOutlined /></Link>}
        {editing && <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("boards.removeTile")} onClick={onRemove} onMouseDown={(e) => e.stopPropagation()} data-testid="remove-tile" />}
      </header>
      <div className="tile-body">{children}</div>
    </section>
  );
}

// What is wrong stands where the chart would.
const Wrong = ({ text }: { text: string }) => <div className="tile-problem" role="alert" data-testid="tile-problem">{text}</div>;

function Report({ report, result, height, waiting, ...frame }: Props & { report: ReportView }) {
  const { t } = useTranslation();
  const link = reportLink(report.analysis, result?.answer ? result.question : report.question, report.chart, report.id);
  const problem = result?.problem;
  const words = useWords();
  const [drill, setDrill] = useState<Drill<AnalysisName>>();
  const open = ({ cell, bucket, label }: Picked<AnalysisName>) => {
    const unit = (result?.question as { bucket?: BucketUnit } | undefined)?.bucket;
    setDrill({ cell, title: [report.name, bucket && words.bucket(bucket, unit ?? "day"), label && words.label(label)].filter(Boolean).join(" · ") });
  };
  return (
    <Frame title={report.name} link={link} {...frame}>
      {problem ? <Wrong text={`${t(`error.${problem.title}`, { defaultValue: t("error.internal") })}: ${problem.detail}`} />
        : !result?.answer ? <Skeleton active paragraph={{ rows: 4 }} />
        : <div className={waiting ? "waiting" : ""} data-testid="tile-chart"><ReportChart analysis={report.analysis} question={result.question} answer={result.answer.answer} chart={report.chart} height={Math.max(60, tilePixels(height) - head - 14)} label={report.name} onPick={open} /></div>}
      {result?.answer && drill && <PersonsDrawer analysis={report.analysis} question={result.question as never} drill={drill} onClose={() => setDrill(undefined)} />}
    </Frame>
  );
}

export const TileCard = memo(function TileCard(props: Props) {
  const { t } = useTranslation();
  const { tile, report, goal, editing, onRemove, onText } = props;
  if (tile.report !== undefined) return report ? <Report {...props} report={report} /> : <Frame title="–" editing={editing} onRemove={onRemove}><Wrong text={t("boards.gone")} /></Frame>;
  if (tile.goal !== undefined) return <Frame title={goal?.name ?? "–"} link="/goals" editing={editing} onRemove={onRemove}>{goal ? <GoalCard goal={goal} height={tilePixels(props.height) - head - 14} /> : <Wrong text={t("boards.goneGoal")} />}</Frame>;
  return (
    <Frame title={editing ? t("boards.text") : ""} editing={editing} onRemove={onRemove}>
      {editing ? <textarea className="tile-text" value={tile.text} maxLength={4000} aria-label={t("boards.text")} onChange={(e) => onText(e.target.value)} onMouseDown={(e) => e.stopPropagation()} data-testid="tile-text" /> : <p className="tile-words">{tile.text}</p>}
    </Frame>
  );
});
