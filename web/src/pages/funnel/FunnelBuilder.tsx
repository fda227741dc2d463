import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Space } from "antd";
import { useTranslation } from "react-i18next";
import type { EventMatch, FunnelQuestion } from "../../api/types";
import { BuilderCard, Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { RangePicker } from "../../components/RangePicker";
import { matchFromJson } from "../../lib/filter";

interface Props {
  draft: FunnelQuestion;
  change: (part: Partial<FunnelQuestion>) => void;
  onRun: () => void;
}

function swapped(steps: EventMatch[], a: number, b: number): EventMatch[] {
  const out = [...steps];
  [out[a], out[b]] = [out[b]!, out[a]!];
  return out;
}

export function FunnelBuilder({ draft, change, onRun }: Props) {
  const { t } = useTranslation();
  const { steps } = draft;
  const { events } = matchFromJson((steps[0] ?? {}) as never);
  const set = (index: number, match: EventMatch) => change({ steps: steps.map((old, i) => (i === index ? match : old)) });
  return (
    <BuilderCard onRun={onRun}>
      <div className="steps">
        {steps.map((step, index) => (
          <div className="step-line" key={index}>
            <span className="step-number" title={t("builder.step", { n: index + 1 })}>{index + 1}</span>
            <MatchEditor value={step} onChange={(match) => set(index, match)} testid={`step-${index + 1}`} />
            <Space size={0} className="step-tools">
              <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={index === 0} aria-label={t("builder.moveUp")} onClick={() => change({ steps: swapped(steps, index, index - 1) })} />
              <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={index === steps.length - 1} aria-label={t("builder.moveDown")} onClick={() => change({ steps: swapped(steps, index, index + 1) })} />
              <Button type="text" size="small" icon={<DeleteOutlined />} disabled={steps.length <= 2} aria-label={t("common.remove")} onClick={() => change({ steps: steps.filter((_, i) => i !== index) })} />
            </Space>
          </div>
        ))}
        {steps.length < 20 && <Button type="dashed" size="small" className="add-step" icon={<PlusOutlined />} data-testid="add-step" onClick={() => change({ steps: [...steps, {}] })}>{t("builder.addStep")}</Button>}
      </div>
      <div className="fields">
        <Field label={t("builder.within")}>
          <DurationInput value={draft.window} onChange={(window) => change({ window })} testid="window" />
        </Field>
        <Field label={t("builder.breakdown")}>
          <PropertyPicker events={events} scope="both" value={draft.breakdown} allowClear placeholder={t("builder.noBreakdown")} onChange={(breakdown) => change({ breakdown })} testid="breakdown" />
          {draft.breakdown && <InputNumber className="count" prefix={t("builder.top")} min={1} max={100} precision={0} value={draft.top} onChange={(top) => change({ top: top ?? 10 })} aria-label={t("builder.top")} />}
        </Field>
        <Field label={t("builder.range")}>
          <RangePicker value={draft.range} onChange={(range) => change({ range })} />
        </Field>
      </div>
    </BuilderCard>
  );
}
