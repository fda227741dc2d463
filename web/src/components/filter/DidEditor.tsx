import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { aggregates, operators, type Aggregate, type DidForm } from "../../lib/filter";
import { PropertyPicker } from "../PropertyPicker";
import { RangePicker } from "../RangePicker";
import { NumbersInput } from "../ValueInput";
import { MatchFormEditor } from "./MatchEditor";

export function DidEditor({ value, onChange }: { value: DidForm; onChange: (form: DidForm) => void }) {
  const { t } = useTranslation();
  const setOp = (op: string) => onChange({ ...value, op, numbers: op === "between" ? [value.numbers[0] ?? 1, value.numbers[1] ?? 10] : [value.numbers[0] ?? 1] });
  return (
    <div className="did">
      <div className="did-line">
        <Select value={value.negated ? "did_not" : "did"} popupMatchSelectWidth={false} onChange={(kind) => onChange({ ...value, negated: kind === "did_not" })} aria-label={t("filter.kind")}
          options={[{ value: "did", label: t("filter.did") }, { value: "did_not", label: t("filter.didNot") }]} />
        <MatchFormEditor value={value.match} onChange={(match) => onChange({ ...value, match })} place="where" testid="did-event" />
      </div>
      <div className="did-line">
        <Select value={value.aggregate} popupMatchSelectWidth={false} onChange={(aggregate: Aggregate) => onChange({ ...value, aggregate })} aria-label={t("builder.measure")}
          options={aggregates.map((a) => ({ value: a, label: t(`filter.agg.${a}`) }))} data-testid="aggregate" />
        {value.aggregate !== "count" && (
          <PropertyPicker events={value.match.events} scope="event" value={value.property ? `event.${value.property}` : undefined} onChange={(ref) => onChange({ ...value, property: (ref ?? "").replace(/^event\./, "") })} />
        )}
        <Select value={value.op} popupMatchSelectWidth={false} onChange={setOp} options={operators.number.map((op) => ({ value: op, label: t(`filter.op.${op}`) }))} aria-label={t("filter.kind")} />
        <NumbersInput op={value.op} value={value.numbers} onChange={(numbers) => onChange({ ...value, numbers })} />
        <RangePicker value={value.within} onChange={(within) => onChange({ ...value, within })} testid="within" />
      </div>
    </div>
  );
}
