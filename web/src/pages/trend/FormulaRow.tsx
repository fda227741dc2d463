import { DeleteOutlined } from "@ant-design/icons";
import { Button, Input, Space } from "antd";
import { useTranslation } from "react-i18next";
import type { TrendFormula } from "../../api/types";
import { Badge } from "./SeriesRow";

interface Props {
  index: number;
  value: TrendFormula;
  onChange: (value: TrendFormula) => void;
  onRemove: () => void;
  colour: string | undefined;
  problem: string | undefined;
}

export function FormulaRow({ index, value, onChange, onRemove, colour, problem }: Props) {
  const { t } = useTranslation();
  const said = t("trend.formula", { n: index + 1 });
  return (
    <div className="step-line series-line" role="group" aria-label={said} data-testid={`formula-${index + 1}`}>
      <Badge text={`ƒ${index + 1}`} colour={colour} />
      <div className="series-body">
        <div className="series-measure">
          <Input className="expression" value={value.expression} maxLength={500} placeholder="A / B * 100" aria-label={said} spellCheck={false} status={problem ? "error" : ""} aria-invalid={problem !== undefined}
            onChange={(event) => onChange({ ...value, expression: event.target.value })} data-testid={`expression-${index + 1}`} />
          <Input className="series-name" value={value.name} maxLength={100} placeholder={t("trend.name")} aria-label={t("trend.name")} onChange={(event) => onChange({ ...value, name: event.target.value })} />
        </div>
        {problem && <div className="field-problem" role="alert" data-testid="formula-problem">{problem}</div>}
      </div>
      <Space size={0} className="step-tools">
        <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.remove")} title={t("common.remove")} onClick={onRemove} />
      </Space>
    </div>
  );
}
