import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Split } from "../../api/tags";
import { addPart, givesNumbers, maxCuts, removePart, type TagForm } from "../../lib/tags";

type Kind = "none" | Split["by"];

// Numbers as they are, or in named parts, the lowest first.
export function SplitFields({ form, onChange }: { form: TagForm; onChange: (split: Split | undefined) => void }) {
  const { t } = useTranslation();
  if (form.kind !== "sql" && !(form.kind === "statistic" && givesNumbers(form.statistic))) return null;
  const { split } = form;
  const setKind = (kind: Kind) => {
    if (kind === "none") return onChange(undefined);
    const names = [t("tags.low"), t("tags.middle"), t("tags.high")];
    onChange({ by: kind, cuts: kind === "percent" ? [50, 80] : [1, 10], names: split?.names.length === 3 ? split.names : names });
  };
  const setCut = (i: number, cut: number | null) => onChange({ ...split!, cuts: split!.cuts.map((old, at) => (at === i ? (cut ?? Number.NaN) : old)) });
  return (
    <div className="field">
      <label>{t("tags.split")}</label>
      <Segmented<Kind> value={split?.by ?? "none"} onChange={setKind} className="wraps" options={[
        { value: "none", label: <span data-testid="split-none">{t("tags.splitNone")}</span> }, { value: "value", label: <span data-testid="split-value">{t("tags.splitValue")}</span> }, { value: "percent", label: <span data-testid="split-percent">{t("tags.splitPercent")}</span> },
      ]} />
      {split && (
        <div className="split-parts">
          {split.names.map((name, i) => (
            <div className="split-part" key={i}>
              <Input value={name} maxLength={100} aria-label={`${t("tags.partName")} ${i + 1}`} placeholder={t("tags.partName")} onChange={(e) => onChange({ ...split, names: split.names.map((old, at) => (at === i ? e.target.value : old)) })} data-testid="split-name" />
              {i === 0 ? <span /> : (
                <InputNumber value={Number.isFinite(split.cuts[i - 1]) ? split.cuts[i - 1]! : null} prefix={t(split.by === "percent" ? "tags.percentFrom" : "tags.from")} {...(split.by === "percent" ? { suffix: "%" } : {})} aria-label={t("tags.from")} onChange={(cut) => setCut(i - 1, cut)} data-testid="split-cut" />
              )}
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("tags.removePart")} disabled={split.names.length < 3} onClick={() => onChange(removePart(split, i))} />
            </div>
          ))}
          {split.cuts.length < maxCuts && <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => onChange(addPart(split, ""))} data-testid="add-part">{t("tags.addPart")}</Button>}
          <span className="hint">{t(split.by === "percent" ? "tags.percentHint" : "tags.valueHintSplit")}</span>
        </div>
      )}
    </div>
  );
}
