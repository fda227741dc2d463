import { Button, Select, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { useProperties } from "../../app/schema";
import { familyOf, operators, operatorsFor, takesNothing, valueFor, type CompareForm } from "../../lib/filter";
import { PropertyPicker } from "../PropertyPicker";
import { ValueInput } from "../ValueInput";

interface Props {
  value: CompareForm;
  onChange: (form: CompareForm) => void;
  events: string[];
}

export function CompareEditor({ value, onChange, events }: Props) {
  const { t } = useTranslation();
  const known = useProperties(events);
  const ref = `${value.scope}.${value.property}`;
  const type = known.find((p) => p.ref === ref)?.type;
  const offered = type ? operatorsFor(type) : [...operators.text, ...operators.presence, ...operators.number, ...operators.boolean, ...operators.instant, ...operators.list];
  const ops = offered.includes(value.op) ? offered : [value.op, ...offered];
  const setOp = (op: string) => onChange({ ...value, op, value: valueFor(op, value.value), caseInsensitive: value.caseInsensitive && ["text", "list"].includes(familyOf(op)) });
  const hasCase = ["text", "list"].includes(familyOf(value.op)) && !takesNothing(value.op);
  return (
    <div className="compare">
      <PropertyPicker
        events={events} scope={value.scope} value={value.property ? ref : undefined} testid="property"
        placeholder={t(value.scope === "event" ? "filter.event" : "filter.person")}
        onChange={(chosen, newType) => {
          const property = (chosen ?? "").replace(/^(event|person)\./, "");
          const op = operatorsFor(newType).slice(0, 9).includes(value.op) ? value.op : operatorsFor(newType)[0]!;
          onChange({ ...value, property, op, value: valueFor(op, null) });
        }}
      />
      <Select className="op" value={value.op} options={ops.map((op) => ({ value: op, label: t(`filter.op.${op}`) }))} popupMatchSelectWidth={false} onChange={setOp} data-testid="op" aria-label={t("filter.kind")} />
      <ValueInput refName={ref} op={value.op} value={value.value} onChange={(v) => onChange({ ...value, value: v })} />
      {hasCase && (
        <Tooltip title={t("filter.case")}>
          <Button size="small" type={value.caseInsensitive ? "primary" : "text"} className="case" aria-pressed={value.caseInsensitive} aria-label={t("filter.case")} onClick={() => onChange({ ...value, caseInsensitive: !value.caseInsensitive })}>Aa</Button>
        </Tooltip>
      )}
    </div>
  );
}
