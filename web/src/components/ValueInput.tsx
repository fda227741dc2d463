import { AutoComplete, DatePicker, InputNumber, Select, Space } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import type { Json } from "../api/types";
import { useLoad } from "../hooks/use_load";
import { useDebounced } from "../hooks/use_debounced";
import { familyOf, takesList, takesNothing } from "../lib/filter";
import { DurationInput } from "./DurationInput";

interface Props {
  refName: string; // event.plan
  op: string;
  value: Json;
  onChange: (value: Json) => void;
}

function useSuggestions(refName: string, text: string): { value: string }[] {
  const prefix = useDebounced(text, 200);
  const known = !refName.endsWith(".");
  const { data } = useLoad(known ? `${refName}\n${prefix}` : undefined, (signal) => api.values(refName, prefix, signal));
  return (data?.values ?? []).map((value) => ({ value }));
}

function TextValue({ refName, value, onChange }: Omit<Props, "op">) {
  const { t } = useTranslation();
  const text = typeof value === "string" ? value : "";
  const options = useSuggestions(refName, text);
  return <AutoComplete className="value" value={text} options={options} onChange={onChange} placeholder={t("filter.value")} aria-label={t("filter.value")} data-testid="value" />;
}

function ListValue({ refName, value, onChange }: Omit<Props, "op">) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const options = useSuggestions(refName, typed);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <Select mode="tags" className="value wide" value={chosen} options={options} onSearch={setTyped} onChange={(list: string[]) => onChange(list)} tokenSeparators={[",", "，", "\n"]}
      placeholder={t("filter.values")} aria-label={t("filter.values")} maxTagCount="responsive" data-testid="value" />
  );
}

export function NumbersInput({ op, value, onChange }: { op: string; value: number[]; onChange: (numbers: number[]) => void }) {
  const { t } = useTranslation();
  const field = (index: number) => (
    <InputNumber className="number" value={value[index] ?? 0} aria-label={t("filter.value")} data-testid="value"
      onChange={(n) => onChange(op === "between" ? (index === 0 ? [n ?? 0, value[1] ?? 0] : [value[0] ?? 0, n ?? 0]) : [n ?? 0])} />
  );
  return op === "between" ? <Space size={4}>{field(0)}–{field(1)}</Space> : field(0);
}

export function ValueInput(props: Props) {
  const { op, value, onChange } = props;
  const { t } = useTranslation();
  if (takesNothing(op)) return null;
  if (takesList(op)) return <ListValue {...props} />;
  const family = familyOf(op);
  if (family === "number") {
    const numbers = (Array.isArray(value) ? value : [value]).map((n) => (typeof n === "number" ? n : 0));
    return <NumbersInput op={op} value={numbers} onChange={(list) => onChange(op === "between" ? list : (list[0] ?? 0))} />;
  }
  if (op === "in_last" || op === "not_in_last") return <DurationInput value={String(value ?? "7d")} onChange={onChange} />;
  if (family === "instant") {
    return <DatePicker showTime value={value ? dayjs(String(value)) : null} onChange={(d) => onChange(d ? d.toISOString() : "")} placeholder={t("filter.date")} />;
  }
  return <TextValue {...props} />;
}
