import { Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "./BuilderCard";

interface Props<T> {
  label: string;
  hint: string;
  problem: string;
  value: readonly T[];
  read: (text: string) => T[] | undefined;
  onChange: (bins: T[]) => void;
}

// Where the bins of a histogram end; nothing typed: automatic. What cannot be read stays in the field and is not asked.
export function BinsInput<T extends string | number>({ label, hint, problem, value, read, onChange }: Props<T>) {
  const { t } = useTranslation();
  const said = value.join(", ");
  const [text, setText] = useState(said);
  useEffect(() => setText((old) => (JSON.stringify(read(old)) === JSON.stringify(value) ? old : said)), [said]);
  const bad = read(text) === undefined;
  const type = (typed: string) => {
    setText(typed);
    const bins = read(typed);
    if (bins) onChange(bins);
  };
  return (
    <Field label={label}>
      <div className="bins">
        <Input className="bins-text" value={text} placeholder={hint} aria-label={label} status={bad ? "error" : ""} aria-invalid={bad} onChange={(event) => type(event.target.value)} data-testid="bins" allowClear title={t("builder.automatic")} />
        {bad && <div className="field-problem" role="alert">{problem}</div>}
      </div>
    </Field>
  );
}
