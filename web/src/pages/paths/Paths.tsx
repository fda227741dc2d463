import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { PathEdge, PathQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { Chart } from "../../components/Chart";
import { NumberButton } from "../../components/NumberButton";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { readablePath } from "../../lib/format";
import { cellOfEdge, cellOfMark, isStop, pathGraph, pathOption } from "../../lib/path_chart";
import { pathDefault, pathToAsk } from "../../lib/question_url";
import { PathBuilder } from "./PathBuilder";

const isBackward = (question: PathQuestion) => question.end !== undefined && question.start === undefined;

function Answer({ answer, asked, open, meta }: Shown<"path">) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const backward = isBackward(asked);
  const nodeName = (node: string) => {
    if (isStop(node)) return t(node === "$exit" ? "path.exit" : "path.entry");
    if (node === "$other") return words.label(node);
    const split = asked.split.find((one) => node.startsWith(`${one.event}: `));
    return split ? readablePath(node.slice(split.event.length + 2)) : words.event(node);
  };
  const graph = useSteady([answer], () => pathGraph(answer));
  const option = useSteady([graph, chart, words, backward, t], () => pathOption(graph, {
    theme: chart, words: { ...words, bucket: String }, nodeName, span: words.span, backward, say: { paths: t("path.paths"), persons: t("path.persons"), mean: t("path.mean") },
  }));
  const step = (level: number) => t("path.step", { n: level });
  const ends = (edge: PathEdge) => (backward ? [edge.to, edge.from] : [edge.from, edge.to]).map(nodeName) as [string, string];
  const openEdge = (edge: PathEdge) => open(cellOfEdge(edge), `${step(edge.level)} · ${ends(edge).join(" → ")}`);
  const openNode = (one: { level: number; node: string }) => open(cellOfMark(one), `${step(one.level)} · ${nodeName(one.node)}`);
  const before = new Map(answer.levels.flatMap((level, i) => level.map((one): [string, number] => [`${i + 1} ${one.node}`, one.paths])));
  const share = (edge: PathEdge) => edge.paths / Math.max(1, before.get(`${edge.level} ${edge.from}`) ?? edge.paths);
  const edgeColumns: Column<PathEdge>[] = [
    { key: "step", title: t("path.level"), raw: (row) => row.level, text: (row) => step(row.level) },
    { key: "from", words: true, title: t("path.from"), raw: (row) => (backward ? row.to : row.from), text: (row) => <span className="row-name">{ends(row)[0]}</span> },
    { key: "to", words: true, title: t("path.to"), raw: (row) => (backward ? row.from : row.to), text: (row) => <span className="row-name">{ends(row)[1]}</span> },
    { key: "paths", title: t("path.paths"), raw: (row) => row.paths, text: (row) => words.number(row.paths), pick: (row) => () => openEdge(row) },
    { key: "persons", title: t("path.persons"), raw: (row) => row.persons, text: (row) => words.number(row.persons), pick: (row) => () => openEdge(row) },
    { key: "share", title: t("path.share"), raw: share, text: (row) => words.percent(share(row)) },
    { key: "mean_ms", title: t("path.mean"), raw: (row) => row.mean_ms, text: (row) => words.span(row.mean_ms) },
  ];
  const height = Math.max(320, 90 + Math.max(1, ...answer.levels.map((level) => level.length)) * 52);
  return (
    <>
      <Card title={<><span>{t("path.total", { paths: words.number(answer.paths) })} · <NumberButton text={t("drawer.count", { count: answer.persons, replace: { count: words.number(answer.persons) } })} onClick={() => open({ level: 1 }, t("path.title"))} testid="path-persons" /></span> {meta}</>} className="titled">
        <div className="wide-chart">
          <div style={{ minWidth: graph.levels * 170 }}>
            <Chart option={option} height={height} label={t("path.title")} onPick={(_, index, kind) => {
              const edge = graph.edges[index];
              const node = graph.nodes[index];
              if (kind === "edge" && edge) openEdge(edge);
              else if (kind === "node" && node) openNode(node);
            }} />
          </div>
        </div>
      </Card>
      <NumbersTable title={t("answer.table")} file="paths" columns={edgeColumns} rows={answer.edges} testid="path-cell" />
    </>
  );
}

export default function Paths() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="path" title={t("path.title")} otherwise={pathDefault} toAsk={pathToAsk} isEmpty={(a) => a.paths === 0}
      builder={(draft, change) => <PathBuilder draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
