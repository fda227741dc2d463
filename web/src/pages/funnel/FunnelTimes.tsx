import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { FunnelAnswer, FunnelCell, FunnelQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { useSteady } from "../../hooks/use_steady";
import { useWords } from "../../hooks/use_words";
import { barsOption } from "../../lib/activity_charts";
import { overTimeOption, sayTimeBin } from "../../lib/funnel_charts";

interface Props {
  answer: FunnelAnswer;
  asked: FunnelQuestion;
  open: (cell: FunnelCell, title: string) => void;
}

// How conversion went over time, and how long it took.
export function FunnelTimes({ answer, asked, open }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const last = asked.steps.length;
  const span = (ms: number | null | undefined) => (ms !== null && ms !== undefined && ms > 0 && ms < 1000 ? `${words.number(ms, 0)} ms` : words.span(ms));
  const bins = answer.times?.bins ?? [];
  const names = bins.map((bin) => sayTimeBin(bin, span));
  const over = useSteady([answer, chart, words, t], () => overTimeOption(answer, chart, { ...words, bucket: (iso) => words.bucket(iso, asked.bucket ?? "day") }, { entered: t("funnel.entered"), share: t("funnel.overall") }));
  const bars = useSteady([answer, chart, words, t], () => barsOption(names, [{ name: t(`funnel.counted.${asked.count}`), values: bins.map((bin) => bin.count) }], chart, { ...words, bucket: String }));
  const pickBucket = (series: number, bucket: number) => {
    const name = words.bucket(answer.buckets[bucket]!, asked.bucket ?? "day");
    if (answer.groups.length > 0) {
      const label = answer.groups[series]?.label ?? "";
      return open({ step: last, dropped: false, bucket, label }, `${words.label(label)} · ${name} · ${t("funnel.converted")}`);
    }
    open({ step: series === 0 ? 1 : last, dropped: false, bucket }, `${name} · ${t(series === 0 ? "funnel.entered" : "funnel.converted")}`);
  };
  const from = asked.times?.from ?? 1;
  const to = asked.times?.to ?? last;
  const figures = (["mean_ms", "p25_ms", "median_ms", "p75_ms", "p90_ms"] as const).map((key) => `${t(`funnel.figure.${key}`)} ${span(answer.times?.[key])}`).join(" · ");
  return (
    <div className="columns halves">
      <Card title={t("funnel.overTime")}>
        <Chart option={over} height={260} label={t("funnel.overTime")} onPick={pickBucket} />
      </Card>
      <Card title={t("funnel.histogram", { from, to })}>
        {bins.length === 0 ? <p className="meta">{t("funnel.noTimes")}</p> : (
          <>
            <p className="meta" data-testid="funnel-times">{figures}</p>
            <Chart option={bars} height={238} label={t("funnel.histogram", { from, to })} onPick={(_, bin) => open({ step: to, dropped: false, bin }, `${t("funnel.histogram", { from, to })} · ${names[bin]!}`)} />
          </>
        )}
      </Card>
    </div>
  );
}
