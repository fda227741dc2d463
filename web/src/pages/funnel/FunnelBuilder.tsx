import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Select, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventMatch, FunnelQuestion } from "../../api/types";
import { BucketField, RangeField } from "../../components/ActivityFields";
import { BreakdownField } from "../../components/BreakdownField";
import { BuilderCard, Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { matchFromJson } from "../../lib/filter";
import { arranged, optionsSet } from "../../lib/funnel";
import { FunnelOptions } from "./FunnelOptions";

interface Props {
  draft: FunnelQuestion;
  change: (part: Partial<FunnelQuestion>) => void;
  onRun: () => void;
}

function Steps({ draft, change }: Omit<Props, "onRun">) {
  const { t } = useTranslation();
  const { steps } = draft;
  const places = steps.map((_, i) => i);
  const set = (index: number, match: EventMatch) => change({ steps: steps.map((old, i) => (i === index ? match : old)) });
  const swap = (a: number, b: number) => change(arranged(draft, places.map((i) => (i === a ? b : i === b ? a : i))));
  return (
    <div className="steps">
      {steps.map((step, index) => (
        <div className="step-line" key={index}>
          <span className={draft.optional.includes(index + 1) ? "step-number optional" : "step-number"} title={t("builder.step", { n: index + 1 })}>{index + 1}</span>
          <MatchEditor value={step} onChange={(match) => set(index, match)} testid={`step-${index + 1}`} />
          <Space size={0} className="step-tools">
            <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={index === 0} aria-label={t("builder.moveUp")} onClick={() => swap(index, index - 1)} />
            <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={index === steps.length - 1} aria-label={t("builder.moveDown")} onClick={() => swap(index, index + 1)} />
            <Button type="text" size="small" icon={<DeleteOutlined />} disabled={steps.length <= 2} aria-label={t("common.remove")} onClick={() => change(arranged(draft, places.filter((i) => i !== index)))} />
          </Space>
        </div>
      ))}
      {steps.length < 20 && <Button type="dashed" size="small" className="add-step" icon={<PlusOutlined />} data-testid="add-step" onClick={() => change({ steps: [...steps, {}] })}>{t("builder.addStep")}</Button>}
    </div>
  );
}

export function FunnelBuilder({ draft, change, onRun }: Props) {
  const { t } = useTranslation();
  const set = optionsSet(draft);
  const [open, setOpen] = useState(set > 0);
  const { events } = matchFromJson((draft.steps[0] ?? {}) as never);
  const choose = <T extends string>(values: readonly T[], say: (value: T) => string) => values.map((value) => ({ value, label: say(value) }));
  const places = [...choose(["first_seen", "last_seen"] as const, (place) => t(`funnel.place.${place}`)), ...draft.steps.map((_, i) => ({ value: String(i + 1), label: t("funnel.place.step", { n: i + 1 }) }))];
  const place = (value: string) => change(value.endsWith("seen") ? { breakdown_at: value as "first_seen" } : { breakdown_at: "step", breakdown_step: Number(value) });
  return (
    <BuilderCard onRun={onRun}>
      <Steps draft={draft} change={change} />
      <div className="fields">
        <Field label={t("builder.within")}>
          {draft.within === "duration" && <DurationInput value={draft.window} onChange={(window) => change({ window })} testid="window" />}
          <Select popupMatchSelectWidth={false} value={draft.within} options={choose(["duration", "day", "session"] as const, (one) => t(`funnel.within.${one}`))} onChange={(within) => change({ within })} aria-label={t("builder.within")} data-testid="within" />
        </Field>
        <Field label={t("funnel.order")}>
          <Select popupMatchSelectWidth={false} value={draft.order} options={choose(["ordered", "strict", "any"] as const, (one) => t(`funnel.orders.${one}`))} onChange={(order) => change({ order })} aria-label={t("funnel.order")} data-testid="order" />
        </Field>
        <Field label={t("funnel.count")}>
          <Select popupMatchSelectWidth={false} value={draft.count} options={choose(["persons", "sessions", "totals"] as const, (one) => t(`funnel.counted.${one}`))} onChange={(count) => change({ count })} aria-label={t("funnel.count")} data-testid="count" />
        </Field>
        <BreakdownField events={events} breakdown={draft.breakdown} top={draft.top} change={change} />
        {draft.breakdown?.startsWith("event.") && (
          <Field label={t("funnel.placeOf")}>
            <Select popupMatchSelectWidth={false} value={draft.breakdown_at === "step" ? String(draft.breakdown_step) : draft.breakdown_at} options={places} onChange={place} aria-label={t("funnel.placeOf")} data-testid="place" />
          </Field>
        )}
        <RangeField draft={draft} change={change} />
        <BucketField value={draft.bucket ?? "day"} units={["hour", "day", "week", "month", "quarter"] as const} onChange={(bucket) => change({ bucket })} />
      </div>
      <Button type="link" size="small" className="more" icon={open ? <UpOutlined /> : <DownOutlined />} aria-expanded={open} onClick={() => setOpen(!open)} data-testid="more-options">{set > 0 ? t("funnel.moreSet", { count: set }) : t("funnel.more")}</Button>
      {open && <FunnelOptions draft={draft} events={events} change={change} />}
    </BuilderCard>
  );
}
