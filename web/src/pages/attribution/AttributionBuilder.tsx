import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AttributionQuestion } from "../../api/types";
import { BucketField, RangeField } from "../../components/ActivityFields";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { attributionModels } from "../../lib/attribution";
import { matchFromJson } from "../../lib/filter";
import { attributionDefault } from "../../lib/question_url";

interface Props {
  draft: AttributionQuestion;
  change: (part: Partial<AttributionQuestion>) => void;
}

const units = ["total", "day", "week", "month", "quarter"] as const;

function Options({ draft, change }: Props) {
  const { t } = useTranslation();
  return (
    <div className="options" data-testid="attribution-options">
      <Field label={t("attribution.touch")}><MatchEditor value={draft.touch} onChange={(touch) => change({ touch })} testid="touch-event" /></Field>
      <div className="fields">
        <Field label={t("attribution.count")}>
          <Select value={draft.conversions} popupMatchSelectWidth={false} onChange={(conversions) => change({ conversions })} aria-label={t("attribution.count")} data-testid="conversions"
            options={(["all", "first"] as const).map((value) => ({ value, label: t(`attribution.${value}`) }))} />
        </Field>
        <Field label={t("attribution.halfLife")}><DurationInput value={draft.half_life} onChange={(half_life) => change({ half_life })} testid="half-life" /></Field>
        <Field label={t("attribution.direct")}>
          <Select mode="tags" className="models" value={draft.direct} onChange={(direct: string[]) => change({ direct })} aria-label={t("attribution.direct")} tokenSeparators={[","]} />
        </Field>
        <Field label={t("attribution.top")}>
          <InputNumber className="count" min={1} max={12} precision={0} value={draft.top} onChange={(top) => change({ top: top ?? 10 })} aria-label={t("attribution.top")} />
        </Field>
      </div>
    </div>
  );
}

export function AttributionBuilder({ draft, change }: Props) {
  const { t } = useTranslation();
  const differs = (["touch", "conversions", "half_life", "direct", "top"] as const).some((key) => JSON.stringify(draft[key]) !== JSON.stringify(attributionDefault[key]));
  const [open, setOpen] = useState(differs);
  const conversion = matchFromJson(draft.conversion as never).events;
  return (
    <>
      <Field label={t("attribution.conversion")}><MatchEditor value={draft.conversion} onChange={(match) => change({ conversion: match })} testid="event" /></Field>
      <div className="fields">
        <Field label={t("attribution.value")}>
          <PropertyPicker events={conversion} scope="event" value={draft.value ? `event.${draft.value}` : undefined} allowClear placeholder={t("attribution.noValue")} onChange={(ref) => change({ value: (ref ?? "").replace(/^event\./, "") })} testid="value" />
        </Field>
        <Field label={t("attribution.channel")}>
          <PropertyPicker events={matchFromJson(draft.touch as never).events} scope="both" value={draft.channel} onChange={(channel) => change({ channel: channel ?? attributionDefault.channel })} testid="channel" />
        </Field>
        <RangeField draft={draft} change={change} />
        <BucketField value={draft.bucket} units={units} onChange={(bucket) => change({ bucket })} />
        <Field label={t("attribution.lookback")}><DurationInput value={draft.lookback} onChange={(lookback) => change({ lookback })} testid="lookback" /></Field>
        <Field label={t("attribution.models")}>
          <Select mode="multiple" className="models" value={draft.models} maxTagCount="responsive" onChange={(models) => change({ models: attributionModels.filter((one) => models.includes(one)) })} aria-label={t("attribution.models")} data-testid="models"
            options={attributionModels.map((value) => ({ value, label: t(`attribution.model.${value}`), title: t(`attribution.hint.model.${value}`) }))} />
        </Field>
      </div>
      <Button type="link" size="small" className="more" icon={open ? <UpOutlined /> : <DownOutlined />} aria-expanded={open} onClick={() => setOpen(!open)} data-testid="more-options">{t("attribution.more")}</Button>
      {open && <Options draft={draft} change={change} />}
    </>
  );
}
