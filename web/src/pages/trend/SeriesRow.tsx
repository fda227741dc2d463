import { CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button, Input, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import { measures, type TrendSeriesQuestion } from "../../api/types";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { matchFromJson } from "../../lib/filter";
import { needsProperty } from "../../lib/question_url";
import { letterOf } from "../../lib/trend";

interface Props {
  index: number;
  value: TrendSeriesQuestion;
  onChange: (value: TrendSeriesQuestion) => void;
  onDuplicate: (() => void) | undefined;
  onRemove: (() => void) | undefined;
  colour: string | undefined; // as in the chart; none where the chart's colours are groups
  problem: string | undefined;
}

export function Badge({ text, colour }: { text: string; colour: string | undefined }) {
  return <span className="badge" style={colour ? { background: colour, color: "var(--surface)" } : undefined}>{text}</span>;
}

export function SeriesRow({ index, value, onChange, onDuplicate, onRemove, colour, problem }: Props) {
  const { t } = useTranslation();
  const letter = letterOf(index);
  const { events } = matchFromJson(value.match as never);
  const set = (part: Partial<TrendSeriesQuestion>) => onChange({ ...value, ...part });
  return (
    <div className="step-line series-line" role="group" aria-label={t("trend.series", { letter })} data-testid={`series-${letter}`}>
      <Badge text={letter} colour={colour} />
      <div className="series-body">
        <MatchEditor value={value.match} onChange={(match) => set({ match })} testid={index === 0 ? "event" : `event-${letter}`} />
        <div className="series-measure">
          <Select value={value.measure} className="measure" popupMatchSelectWidth={false} options={measures.map((m) => ({ value: m, label: t(`measure.${m}`) }))} onChange={(measure) => set({ measure })} data-testid={`measure-${letter}`} aria-label={t("builder.measure")} status={problem ? "error" : ""} />
          {needsProperty(value.measure) && (
            <PropertyPicker events={events} scope="event" value={value.property ? `event.${value.property}` : undefined} onChange={(ref) => set({ property: (ref ?? "").replace(/^event\./, "") })} testid={`property-${letter}`} />
          )}
          <Input className="series-name" value={value.name} maxLength={100} placeholder={t("trend.name")} aria-label={t("trend.name")} onChange={(event) => set({ name: event.target.value })} />
        </div>
        {problem && <div className="field-problem">{problem}</div>}
      </div>
      <Space size={0} className="step-tools">
        <Button type="text" size="small" icon={<CopyOutlined />} disabled={!onDuplicate} aria-label={t("common.duplicate")} title={t("common.duplicate")} onClick={onDuplicate} data-testid={`duplicate-${letter}`} />
        <Button type="text" size="small" icon={<DeleteOutlined />} disabled={!onRemove} aria-label={t("common.remove")} title={t("common.remove")} onClick={onRemove} data-testid={`remove-${letter}`} />
      </Space>
    </div>
  );
}
