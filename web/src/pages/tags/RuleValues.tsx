import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, HolderOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { GroupEditor } from "../../components/filter/GroupEditor";
import { RuleWords } from "../../components/filter/RuleWords";
import { isComplete } from "../../lib/filter";
import { maxRules, moved, newRule, type RuleForm } from "../../lib/tags";

interface LineProps {
  rule: RuleForm;
  index: number;
  last: boolean;
  only: boolean;
  onChange: (rule: RuleForm) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

// A value and its rule. Dragged by its handle, or moved by its buttons.
function RuleLine({ rule, index, last, only, onChange, onMove, onRemove }: LineProps) {
  const { t } = useTranslation();
  return (
    <div className="rule-line" data-testid="rule-line">
      <div className="rule-head">
        <span className="rule-grip" draggable onDragStart={(e) => e.dataTransfer.setData("text/throng-rule", String(index))} title={t("tags.drag")} aria-hidden><HolderOutlined /></span>
        <span className="step-number small">{index + 1}</span>
        <Input value={rule.value} maxLength={100} placeholder={t("tags.valueHint")} aria-label={t("tags.ruleNumber", { n: index + 1 })} onChange={(e) => onChange({ ...rule, value: e.target.value })} data-testid="rule-value" />
        <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t("tags.up")} disabled={index === 0} onClick={() => onMove(index - 1)} data-testid="rule-up" />
        <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t("tags.down")} disabled={last} onClick={() => onMove(index + 1)} data-testid="rule-down" />
        <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("tags.removeRule")} disabled={only} onClick={onRemove} data-testid="rule-remove" />
      </div>
      <GroupEditor value={rule.filter} onChange={(filter) => onChange({ ...rule, filter })} place="person" events={[]} />
      {rule.filter.items.length === 0 ? <span className="hint">{t("tags.everyoneElse")}</span> : isComplete(rule.filter) && <p className="in-words"><RuleWords form={rule.filter} /></p>}
    </div>
  );
}

export function RuleValues({ rules, onChange }: { rules: RuleForm[]; onChange: (rules: RuleForm[]) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState<number>();
  const drop = (to: number, text: string) => {
    setOver(undefined);
    if (text !== "" && Number(text) !== to) onChange(moved(rules, Number(text), to));
  };
  return (
    <div className="field">
      <label>{t("tags.rules")}</label>
      <div className="rules">
        {rules.map((rule, index) => (
          <div key={rule.key} className={over === index ? "tag-rule over" : "tag-rule"} onDragOver={(e) => { e.preventDefault(); setOver(index); }} onDragLeave={() => setOver(undefined)}
            onDrop={(e) => { e.preventDefault(); drop(index, e.dataTransfer.getData("text/throng-rule")); }}>
            <RuleLine rule={rule} index={index} last={index === rules.length - 1} only={rules.length === 1} onMove={(to) => onChange(moved(rules, index, to))}
              onChange={(next) => onChange(rules.map((old, i) => (i === index ? next : old)))} onRemove={() => onChange(rules.filter((_, i) => i !== index))} />
          </div>
        ))}
        {rules.length < maxRules && <Button type="dashed" icon={<PlusOutlined />} onClick={() => onChange([...rules, newRule()])} data-testid="add-rule">{t("tags.addRule")}</Button>}
      </div>
    </div>
  );
}
