import { PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input } from "antd";
import { useRef, type FocusEvent } from "react";
import { useTranslation } from "react-i18next";
import { useVariables } from "./use_variables";

interface Props {
  value: string;
  onChange: (text: string) => void;
  label: string;
  rows?: number; // several lines, at least so many; else one
  code?: boolean;
  hint?: string;
  counter?: number; // says how long it is, and when it gets longer than this
  problem?: string | undefined;
  testid?: string;
}

// A text with Liquid in it, and a list of what can be put where the caret is.
export function LiquidInput({ value, onChange, label, rows, code, hint, counter, problem, testid }: Props) {
  const { t } = useTranslation();
  const variables = useVariables();
  const host = useRef<HTMLDivElement>(null);
  const caret = useRef<[number, number] | undefined>(undefined);
  const field = () => host.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea") ?? undefined;
  const keep = (event: FocusEvent) => {
    const from = event.target as HTMLInputElement;
    if (typeof from.selectionStart === "number") caret.current = [from.selectionStart, from.selectionEnd ?? from.selectionStart];
  };
  const insert = (text: string) => {
    const [begin, end] = caret.current ?? [value.length, value.length];
    onChange(value.slice(0, begin) + text + value.slice(end));
    const at = begin + text.length;
    caret.current = [at, at];
    setTimeout(() => {
      field()?.focus();
      field()?.setSelectionRange(at, at);
    }, 0);
  };
  const shared = {
    value, "aria-label": label, ...(hint ? { placeholder: hint } : {}), status: problem ? ("error" as const) : ("" as const), "data-testid": testid,
    className: code ? "code" : "", spellCheck: !code,
  };
  return (
    <div className="liquid" ref={host} onBlur={keep}>
      <div className="liquid-line">
        {rows ? <Input.TextArea {...shared} onChange={(e) => onChange(e.target.value)} autoSize={{ minRows: rows, maxRows: code ? 28 : 16 }} /> : <Input {...shared} onChange={(e) => onChange(e.target.value)} />}
        <Dropdown trigger={["click"]} menu={{ className: "variables", items: variables, onClick: ({ key }) => insert(key) }} placement="bottomRight">
          <Button size="small" type="text" icon={<PlusOutlined />} title={t("templates.insert")} aria-label={`${t("templates.insert")}: ${label}`} data-testid={testid && `${testid}-insert`}>{"{}"}</Button>
        </Dropdown>
      </div>
      {counter !== undefined && !problem && <small className={value.length > counter ? "liquid-count long" : "liquid-count"}>{t("templates.length", { count: [...value].length, most: counter })}{value.length > counter && ` · ${t("templates.tooLong")}`}</small>}
      {problem && <span className="field-problem" role="alert" data-testid={testid && `${testid}-problem`}>{problem}</span>}
    </div>
  );
}
