import { Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PropertyView } from "../api/types";
import { useProperties } from "../app/schema";

interface Props {
  events: string[];
  scope: "event" | "person" | "both";
  value: string | undefined; // a reference such as event.price
  onChange: (ref: string | undefined, type: PropertyView["type"]) => void;
  placeholder?: string;
  allowClear?: boolean;
  testid?: string;
  extra?: { value: string; label: string }[]; // what can be chosen beside properties
}

const bare = (ref: string) => ref.replace(/^(event|person)\./, "");

export function PropertyPicker({ events, scope, value, onChange, placeholder, allowClear, testid, extra }: Props) {
  const { t } = useTranslation();
  const known = useProperties(events);
  const [typed, setTyped] = useState("");
  const options = useMemo(() => {
    const scopes = (scope === "both" ? ["event", "person"] : [scope]) as ("event" | "person")[];
    const beside = extra ? [{ label: t("builder.special"), options: extra }] : [];
    return beside.concat(scopes.map((one) => {
      const list = known.filter((p) => p.ref.startsWith(`${one}.`)).map((p) => ({ value: p.ref, label: bare(p.ref) }));
      const own = `${one}.${typed}`;
      if (typed && !list.some((p) => p.value === own)) list.push({ value: own, label: typed });
      return { label: t(one === "event" ? "builder.eventProperties" : "builder.personTraits"), options: list };
    }));
  }, [known, scope, typed, t, extra]);
  return (
    <Select
      className="property-picker" showSearch value={value || undefined} options={options} allowClear={allowClear ?? false} onSearch={setTyped} optionFilterProp="label"
      placeholder={placeholder ?? t("builder.property")} aria-label={placeholder ?? t("builder.property")} popupMatchSelectWidth={240} labelRender={(o) => extra?.find((one) => one.value === o.value)?.label ?? bare(String(o.value))} data-testid={testid}
      onChange={(ref: string | undefined) => onChange(ref, known.find((p) => p.ref === ref)?.type ?? "text")}
    />
  );
}
