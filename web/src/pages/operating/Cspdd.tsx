import { ExportOutlined } from "@ant-design/icons";
import { Card, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { CspddStage, FunnelAnswer, FunnelGroup, RolesView } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { Empty } from "../../components/Empty";
import { NumbersTable, type Column } from "../../components/NumbersTable";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { funnelOption } from "../../lib/chart_options";
import { conversions, share } from "../../lib/operating";
import { conversionOption } from "../../lib/operating_chart";
import { reportLink } from "../../lib/reports";
import { Figure } from "./StageCard";
import type { Answered, Open, OperatingBoard } from "./use_operating";

type By = "channel" | "scene";
interface Props {
  of: Answered;
  stages: CspddStage[];
  by: By;
  setBy: (by: By) => void;
  open: Open;
  days: number;
}

// What opens the persons of a stage, of everybody or of one group.
function usePick(of: Answered, stages: CspddStage[], open: Open) {
  const { t } = useTranslation();
  const words = useWords();
  return (group: FunnelGroup, stage: number) => open({
    asked: of.now, cell: { step: stage + 1, dropped: false, ...(group.label === "" ? {} : { label: group.label }) },
    title: [group.label === "" ? "" : words.label(group.label), t(`operating.stage.${stages[stage]!}`)].filter(Boolean).join(" · "),
  });
}

function Funnel({ of, stages, by, setBy, open, days }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const pick = usePick(of, stages, open);
  const answer = of.answer as FunnelAnswer;
  const before = of.before as FunnelAnswer | undefined;
  const names = stages.map((stage) => t(`operating.stage.${stage}`));
  const label = (group: FunnelGroup) => (group.label === "" ? t("common.everyone") : words.label(group.label));
  const last = stages.length - 1;
  const counts = { now: answer.all.steps.map((s) => s.count), before: before?.all.steps.map((s) => s.count) };
  const overall = share(counts.now[last], counts.now[0]);
  const everybody = useSteady([answer, chart, words, names.join()], () => funnelOption({ ...answer, groups: [] }, names, chart, { ...words, bucket: String }));
  const groups = answer.groups.slice(0, 6);
  const steps = useSteady([answer, chart, words, names.join()], () => conversionOption(groups.map((group) => ({ name: label(group), values: conversions(group) })), names.slice(1), chart, words.percent));
  return (
    <>
      <Card title={`${names[0]} → ${names[last]}`} extra={<Link to={reportLink("funnel", of.now.question)} aria-label={t("operating.open")} title={t("operating.open")} className="tile-tool"><ExportOutlined /></Link>} className="cspdd">
        <div className="stage-figures">
          <Figure big name={t("operating.figure.overall")} text={words.percent(overall)} now={overall} before={counts.before && share(counts.before[last], counts.before[0])} say={words.percent} onPick={() => pick(answer.all, last)} testid="overall" />
          <Figure name={t("operating.figure.arrivals")} text={words.number(counts.now[0])} now={counts.now[0]} before={counts.before?.[0]} say={words.number} onPick={() => pick(answer.all, 0)} testid="arrivals" />
          <Figure name={names[last]!} text={words.number(counts.now[last])} now={counts.now[last]} before={counts.before?.[last]} say={words.number} onPick={() => pick(answer.all, last)} testid="done" />
          <Figure name={t("operating.figure.median")} text={words.span(answer.all.steps[last]!.median_ms_from_first)} now={0} before={undefined} say={words.span} testid="journey-time" />
        </div>
        <Chart option={everybody} height={280} label={t("operating.cspdd")} onPick={(series, index) => series === 0 && pick(answer.all, index)} />
        <p className="rule">{t("operating.rule.cspdd", { days })}</p>
      </Card>
      <Card title={t("operating.conversion")} extra={<Segmented<By> value={by} onChange={setBy} options={(["channel", "scene"] as const).map((one) => ({ value: one, label: <span data-testid={`by-${one}`}>{t(one === "channel" ? "operating.byChannel" : "operating.byScene")}</span> }))} />}>
        <Chart option={steps} height={280} label={t("operating.conversion")} onPick={(series, index) => groups[series] && pick(groups[series], index + 1)} />
      </Card>
      <StageTable of={of} stages={stages} by={by} open={open} />
    </>
  );
}

function StageTable({ of, stages, by, open }: Pick<Props, "of" | "stages" | "by" | "open">) {
  const { t } = useTranslation();
  const words = useWords();
  const pick = usePick(of, stages, open);
  const answer = of.answer as FunnelAnswer;
  const rows = [answer.all, ...answer.groups];
  const columns: Column<FunnelGroup>[] = [
    { key: by, title: t(`operating.group.${by}`), raw: (group) => group.label || t("common.everyone"), text: (group) => (group.label === "" ? t("common.everyone") : words.label(group.label)) },
    ...stages.flatMap((stage, i): Column<FunnelGroup>[] => [
      { key: stage, title: i === 0 ? t("operating.figure.arrivals") : t(`operating.stage.${stage}`), raw: (group) => group.steps[i]!.count, text: (group) => words.number(group.steps[i]!.count), pick: (group) => () => pick(group, i) },
      ...(i === 0 ? [] : [{ key: `${stage}_share`, title: t("operating.fromPrevious", { stage: t(`operating.stage.${stages[i - 1]!}`) }), raw: (group: FunnelGroup) => conversions(group)[i - 1] ?? null, text: (group: FunnelGroup) => words.percent(conversions(group)[i - 1]) }]),
    ]),
    { key: "overall", title: t("operating.figure.overall"), raw: (group) => share(group.steps.at(-1)!.count, group.steps[0]!.count), text: (group) => <b>{words.percent(share(group.steps.at(-1)!.count, group.steps[0]!.count))}</b> },
  ];
  return <NumbersTable title={t("answer.table")} file={`cspdd_${by}`} columns={columns} rows={rows} testid="cspdd-cell" />;
}

// The funnel from channel to payment, by channel or by scene.
export function Cspdd({ board, roles, by, setBy, open, missing }: { board: OperatingBoard; roles: RolesView; by: By; setBy: (by: By) => void; open: Open; missing: React.ReactNode }) {
  const { t } = useTranslation();
  const of = board.answers.get(by);
  if (!of) return <Card><Empty title={t("operating.missing")} hint={t("operating.teach.cspdd")} action={missing} /></Card>;
  if (of.problem) return <Card><div className="tile-problem" role="alert">{of.problem.detail}</div></Card>;
  if ((of.answer as FunnelAnswer).all.steps[0]!.count === 0) return <Card><Empty title={t("operating.none")} hint={t("roles.channelHint")} /></Card>;
  return <Funnel of={of} stages={board.stages} by={by} setBy={setBy} open={open} days={roles.journey_days} />;
}
