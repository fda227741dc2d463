import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { useDebounced } from "../hooks/use_debounced";
import { useLoad } from "../hooks/use_load";

interface Props {
  value: number; // 0: nobody
  onChange: (person: number) => void;
  placeholder: string;
  testid?: string;
}

// Finds one person by id, name or e-mail.
export function PersonSelect({ value, onChange, placeholder, testid }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const asked = useDebounced(text.trim(), 250);
  const { data, loading } = useLoad(`q${asked}`, (signal) => api.persons(asked, 20, signal));
  const chosen = useLoad(value > 0 ? `${value}` : undefined, (signal) => api.person(value, signal));
  const known = data?.persons ?? [];
  const options = known.map((one) => ({ value: one.person, label: one.label || t("persons.someone", { n: one.person }) }));
  if (value > 0 && !known.some((one) => one.person === value)) {
    options.unshift({ value, label: (chosen.data?.summary.person === value && chosen.data.summary.label) || t("persons.someone", { n: value }) });
  }
  return (
    <Select<number> showSearch allowClear className="person-select" value={(value || null) as number} filterOption={false} onSearch={setText} loading={loading} options={options} placeholder={placeholder}
      aria-label={placeholder} notFoundContent={t("persons.empty")} onChange={(person: number | undefined) => onChange(person ?? 0)} popupMatchSelectWidth={260} data-testid={testid} />
  );
}
