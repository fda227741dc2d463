import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { WaitFor } from "../../api/journeys";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { FilterField } from "./FilterField";

// Until the person does something or something holds, and at most how long.
export function WaitForFields({ wait, onChange }: { wait: WaitFor; onChange: (wait: WaitFor) => void }) {
  const { t } = useTranslation();
  const { event, filter, ...rest } = wait;
  const of = filter ? "filter" : "event";
  const turn = (to: "event" | "filter") => onChange({ ...rest, ...(to === "event" ? { event: {} } : { filter: { all: [] } }) });
  return (
    <>
      <Field label={t("journeys.field.until")}><Radio.Group value={of} onChange={(e) => turn(e.target.value as "event" | "filter")} optionType="button" className="wraps" options={(["event", "filter"] as const).map((value) => ({ value, label: <span data-testid={`wait-for-${value}`}>{t(`journeys.field.waitFor.${value}`)}</span> }))} /></Field>
      {filter ? (
        <>
          <FilterField value={filter} onChange={(next) => onChange({ ...rest, filter: next })} />
          <p className="meta">{t("journeys.field.filterHint")}</p>
        </>
      ) : <MatchEditor value={event ?? {}} onChange={(next) => onChange({ ...rest, event: next })} testid="wait-for-match" placeholder={t("journeys.entry.choose")} />}
      <Field label={t("journeys.field.timeout")}><DurationInput value={wait.timeout} onChange={(timeout) => onChange({ ...wait, timeout })} testid="wait-for-timeout" /></Field>
    </>
  );
}
