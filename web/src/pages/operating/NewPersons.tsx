import { useTranslation } from "react-i18next";
import type { BucketUnit, FunnelAnswer, FunnelQuestion, LtvAnswer } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { NumberButton } from "../../components/NumberButton";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { costsOf, over, share, sharePoints } from "../../lib/operating";
import { trendOption } from "../../lib/trend_chart";
import { Figure } from "./StageCard";
import type { Answered, Open } from "./use_operating";

interface Props {
  of: Answered;
  bucket: BucketUnit;
  open: Open;
}

// New persons and their channels: step 1 of a funnel from the first activity ever; and what they cost.
export function Acquisition({ of, bucket, open, cac, byChannel }: Props & { cac: Answered | undefined; byChannel: Answered | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const answer = of.answer as FunnelAnswer;
  const before = of.before as FunnelAnswer | undefined;
  const asked = of.now.question as unknown as FunnelQuestion;
  const name = (iso: string) => words.bucket(iso, bucket);
  const option = useSteady([answer, chart, words, bucket], () => trendOption(
    { buckets: answer.buckets, complete: over(answer.buckets, asked.range, Date.now()), series: answer.groups.map((group) => ({ values: group.points.map((p) => p.entered) })) },
    { shape: "bar", theme: chart, words: { ...words, bucket: name }, called: answer.groups.map((group) => words.label(group.label)) }));
  const pick = (label?: string, at?: number) => open({
    asked: of.now, cell: { step: 1, dropped: false, ...(label === undefined ? {} : { label }), ...(at === undefined ? {} : { bucket: at }) },
    title: [t("operating.figure.new"), label === undefined ? "" : words.label(label), at === undefined ? "" : name(answer.buckets[at]!)].filter(Boolean).join(" · "),
  });
  const total = answer.all.steps[0]!.count;
  const known = costsOf(cac?.answer as LtvAnswer | undefined).get("");
  const costs = costsOf(byChannel?.answer as LtvAnswer | undefined);
  return (
    <>
      <div className="stage-figures">
        <Figure big name={t("operating.figure.new")} text={words.number(total)} now={total} before={before?.all.steps[0]!.count} say={words.number} onPick={() => pick()} testid="new" />
        {known !== undefined && <Figure cost name={t("operating.figure.cac")} text={words.number(known)} now={known} before={costsOf(cac?.before as LtvAnswer | undefined).get("")} say={words.number} hint={t("operating.hint.cac")} testid="cac" />}
      </div>
      {total === 0 && <p className="meta">{t("operating.none")}</p>}
      {total > 0 && <Chart option={option} height={200} label={t("operating.stage.acquisition")} times={answer.buckets} onPick={(series, index) => pick(answer.groups[series]?.label, index)} />}
      <ul className="stage-channels" aria-label={t("operating.byChannel")}>
        {answer.groups.map((group) => (
          <li key={group.label}>
            <i style={{ width: `${(share(group.steps[0]!.count, answer.groups[0]!.steps[0]!.count) ?? 0) * 100}%` }} />
            <span>{words.label(group.label)}</span>
            <b><NumberButton text={words.number(group.steps[0]!.count)} onClick={() => pick(group.label)} testid="new-channel" /></b>
            <small>{words.percent(share(group.steps[0]!.count, total))}</small>
            {costs.size > 0 && <small className="stage-cost" title={t("operating.hint.cac")}>{costs.has(group.label) ? `${t("operating.figure.cac")} ${words.number(costs.get(group.label))}` : ""}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}

// Those of the new persons who did the activation event, over time and by channel.
export function Activation({ of, bucket, open }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const answer = of.answer as FunnelAnswer;
  const before = of.before as FunnelAnswer | undefined;
  const name = (iso: string) => words.bucket(iso, bucket);
  const option = useSteady([answer, chart, words, bucket, t], () => trendOption(
    { buckets: answer.buckets, complete: answer.complete, series: [{ values: sharePoints(answer.all.points) }] },
    { shape: "area", theme: chart, words: { ...words, bucket: name, number: words.percent, compact: (v) => words.percent(v, 0) }, called: [t("operating.figure.share")] }));
  const pick = (label?: string, at?: number) => open({
    asked: of.now, cell: { step: 2, dropped: false, ...(label === undefined ? {} : { label }), ...(at === undefined ? {} : { bucket: at }) },
    title: [t("operating.figure.activated"), label === undefined ? "" : words.label(label), at === undefined ? "" : name(answer.buckets[at]!)].filter(Boolean).join(" · "),
  });
  const [first, second] = answer.all.steps;
  const rate = share(second!.count, first!.count);
  const earlier = before && share(before.all.steps[1]!.count, before.all.steps[0]!.count);
  return (
    <>
      <div className="stage-figures">
        <Figure big name={t("operating.figure.share")} text={words.percent(rate)} now={rate} before={earlier} say={words.percent} onPick={() => pick()} testid="activation" />
        <Figure name={t("operating.figure.activated")} text={words.number(second!.count)} now={second!.count} before={before?.all.steps[1]!.count} say={words.number} onPick={() => pick()} testid="activated" />
        <Figure name={t("operating.figure.median")} text={words.span(second!.median_ms_from_first)} now={second!.median_ms_from_first} before={undefined} say={words.span} testid="activation-time" />
      </div>
      {first!.count > 0 && <Chart option={option} height={200} label={t("operating.overTime")} times={answer.buckets} onPick={(_, index) => pick(undefined, index)} />}
      <ul className="stage-channels" aria-label={t("operating.byChannel")}>
        {answer.groups.map((group) => (
          <li key={group.label}>
            <i style={{ width: `${(share(group.steps[1]!.count, group.steps[0]!.count) ?? 0) * 100}%` }} />
            <span>{words.label(group.label)}</span>
            <b><NumberButton text={words.percent(share(group.steps[1]!.count, group.steps[0]!.count))} disabled={group.steps[1]!.count === 0} onClick={() => pick(group.label)} testid="activation-channel" /></b>
            <small>{words.number(group.steps[1]!.count)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
