import { Card, InputNumber, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import type { DistinguishFactor, DistinguishQuestion, FunnelQuestion } from "../../api/types";
import { AnswerArea } from "../../components/AnswerArea";
import { Field } from "../../components/BuilderCard";
import { NumberButton } from "../../components/NumberButton";
import { PersonsDrawer, type Drill } from "../../components/PersonsDrawer";
import { PropertyPicker } from "../../components/PropertyPicker";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { cellOf, distinguishQuestion, intervalAt, optionsFromText, optionsToText, type DistinguishOptions } from "../../lib/distinguish";
import { matchFromJson } from "../../lib/filter";

// The odds ratio and its interval on a line whose middle is 1.
function Interval({ factor }: { factor: DistinguishFactor }) {
  const at = intervalAt(factor);
  const way = factor.low > 1 ? "up" : factor.high < 1 ? "down" : "unsure";
  return (
    <span className={`odds ${way}`} aria-hidden>
      <i className="odds-range" style={{ left: `${at.low}%`, width: `${Math.max(1, at.high - at.low)}%` }} />
      <i className="odds-point" style={{ left: `${at.ratio}%` }} />
    </span>
  );
}

function Factors({ question, factors, sizes, onPick }: { question: DistinguishQuestion; factors: DistinguishFactor[]; sizes: { converted: number; others: number }; onPick: (drill: Drill<"distinguish">) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const nameOf = (factor: DistinguishFactor) => factor.event !== undefined ? words.event(factor.event) : `${(factor.property ?? "").replace(/^(event|person)\./, "")} = ${words.label(factor.value ?? "")}`;
  const count = (key: "converted_with" | "others_with", converted: boolean, of: number) => ({
    title: t(converted ? "distinguish.ofConverted" : "distinguish.ofOthers"), key, align: "right" as const,
    render: (_: unknown, factor: DistinguishFactor) => (
      <span className="nowrap">
        <NumberButton text={words.number(factor[key])} disabled={factor[key] === 0} testid="factor-persons" onClick={() => onPick({ cell: cellOf(factor, converted), title: `${nameOf(factor)} · ${t(converted ? "funnel.converted" : "distinguish.others")}` })} />
        <span className="meta"> {words.percent(of ? factor[key] / of : null)}</span>
      </span>
    ),
  });
  const columns: TableColumnsType<DistinguishFactor> = [
    { title: t("distinguish.factor"), key: "factor", fixed: "left", render: (_, factor) => <span className="two-lines"><b>{nameOf(factor)}</b><small>{t(factor.event !== undefined ? "distinguish.did" : "distinguish.has")}</small></span> },
    { title: t("distinguish.odds"), key: "odds", align: "right", render: (_, factor) => <span className="nowrap">{words.number(factor.odds_ratio, 2)} <span className="meta">({words.number(factor.low, 2)} – {words.number(factor.high, 2)})</span></span> },
    { title: t("distinguish.interval"), key: "interval", width: 220, render: (_, factor) => <Interval factor={factor} /> },
    count("converted_with", true, sizes.converted),
    count("others_with", false, sizes.others),
  ];
  return <Table<DistinguishFactor> rowKey={(factor) => JSON.stringify([factor.event, factor.property, factor.value])} size="small" columns={columns} dataSource={factors} pagination={factors.length > 10 ? { pageSize: 10, size: "small", showSizeChanger: false } : false} scroll={{ x: "max-content" }} locale={{ emptyText: t("distinguish.none", { n: question.min_persons }) }} />;
}

// What those who converted did otherwise.
export function Distinguish({ funnel }: { funnel: FunnelQuestion }) {
  const { t } = useTranslation();
  const [drill, setDrill] = useState<Drill<"distinguish">>();
  const [parameters, setParameters] = useSearchParams();
  const options = optionsFromText(parameters.get("d"));
  const question = distinguishQuestion(funnel, options);
  const answer = useLoad(JSON.stringify(question), (signal) => api.ask("distinguish", question, signal));
  const events = [...new Set(funnel.steps.flatMap((step) => matchFromJson(step as never).events))];
  const change = (part: Partial<DistinguishOptions>) => setParameters((old) => {
    const next = new URLSearchParams(old);
    next.set("d", optionsToText({ ...options, ...part }));
    return next;
  }, { replace: true });
  const choose = (index: number, ref: string | undefined) => {
    const next = [...options.properties];
    next[index] = ref ?? "";
    change({ properties: [...new Set(next.filter((one) => one !== ""))] });
  };
  return (
    <Card title={t("distinguish.title")} className="table-card" data-testid="distinguish">
      <div className="fields spaced">
        <Field label={t("distinguish.properties")}>
          {[...options.properties, ""].slice(0, 5).map((ref, index) => <PropertyPicker key={index} events={events} scope="both" value={ref} allowClear onChange={(value) => choose(index, value)} testid={`factor-property-${index + 1}`} />)}
        </Field>
        <Field label={t("distinguish.least")}><InputNumber className="count" min={1} precision={0} value={options.min_persons} onChange={(n) => change({ min_persons: n ?? 10 })} aria-label={t("distinguish.least")} /></Field>
      </div>
      <AnswerArea answer={answer} isEmpty={() => false} testid="distinguish-answer">
        {(response) => (
          <>
            <Factors question={question} factors={response.answer.factors} sizes={response.answer} onPick={setDrill} />
            <p className="rule">{t("funnelRule.distinguish")}</p>
          </>
        )}
      </AnswerArea>
      <PersonsDrawer analysis="distinguish" question={question} drill={drill} onClose={() => setDrill(undefined)} />
    </Card>
  );
}
