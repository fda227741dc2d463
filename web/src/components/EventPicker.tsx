import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSchema } from "../app/schema";
import { useWords } from "../hooks/use_words";

// Picks one or more event names; none means any event. A name that has not come in yet may be typed.
export function EventPicker({ value, onChange, testid, placeholder }: { value: string[]; onChange: (events: string[]) => void; testid?: string; placeholder?: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const { events } = useSchema();
  const options = useMemo(
    () => events.map((e) => ({
      value: e.name, search: `${e.name} ${words.event(e.name)}`.toLowerCase(),
      label: <span className="option"><span>{words.event(e.name)}</span><small>{words.compact(e.events)}</small></span>,
      chosen: words.event(e.name),
    })),
    [events, words],
  );
  return (
    <Select
      className="event-picker" mode="tags" value={value} onChange={onChange} options={options} optionLabelProp="chosen" placeholder={placeholder ?? t("builder.anyEvent")} aria-label={t("builder.event")}
      maxTagCount="responsive" popupMatchSelectWidth={280} data-testid={testid} tokenSeparators={["\n"]}
      filterOption={(text, option) => Boolean(option?.search?.includes(text.toLowerCase()))}
    />
  );
}
