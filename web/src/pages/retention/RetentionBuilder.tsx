import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { RetentionQuestion } from "../../api/types";
import { BuilderCard, Field } from "../../components/BuilderCard";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { RangePicker } from "../../components/RangePicker";

interface Props {
  draft: RetentionQuestion;
  change: (part: Partial<RetentionQuestion>) => void;
  onRun: () => void;
}

// Counts that suit a unit: two weeks of days, a quarter of weeks, half a year of months.
const usual = { day: 14, week: 12, month: 6 } as const;

export function RetentionBuilder({ draft, change, onRun }: Props) {
  const { t } = useTranslation();
  const setUnit = (bucket: RetentionQuestion["bucket"]) => change({ bucket, buckets: usual[bucket], range: { last: usual[bucket], unit: bucket } });
  return (
    <BuilderCard onRun={onRun}>
      <div className="pair">
        <Field label={t("builder.start")}><MatchEditor value={draft.start} onChange={(start) => change({ start })} testid="start-event" /></Field>
        <Field label={t("builder.back")}><MatchEditor value={draft.back} onChange={(back) => change({ back })} testid="back-event" /></Field>
      </div>
      <div className="fields">
        <Field label={t("builder.cohort")}>
          <Select value={draft.cohort} popupMatchSelectWidth={false} onChange={(cohort) => change({ cohort })} aria-label={t("builder.cohort")} data-testid="cohort"
            options={(["first_ever", "recurring"] as const).map((v) => ({ value: v, label: t(`retention.${v}`) }))} />
        </Field>
        <Field label={t("builder.returns")}>
          <Select value={draft.returns} popupMatchSelectWidth={false} onChange={(returns) => change({ returns })} aria-label={t("builder.returns")} data-testid="returns"
            options={(["on", "on_or_after"] as const).map((v) => ({ value: v, label: t(`retention.${v}`) }))} />
        </Field>
        <Field label={t("builder.bucket")}>
          <Select value={draft.bucket} className="bucket" popupMatchSelectWidth={false} onChange={setUnit} aria-label={t("builder.bucket")} data-testid="bucket"
            options={(["day", "week", "month"] as const).map((v) => ({ value: v, label: t(`unit.${v}`) }))} />
          <InputNumber className="count" min={1} max={366} precision={0} value={draft.buckets} onChange={(buckets) => change({ buckets: buckets ?? 1 })} aria-label={t("builder.buckets")} />
        </Field>
        <Field label={t("builder.range")}><RangePicker value={draft.range} onChange={(range) => change({ range })} /></Field>
      </div>
    </BuilderCard>
  );
}
