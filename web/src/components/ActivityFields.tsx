import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { AskedIn, BucketUnit, EventMatch, Window } from "../api/types";
import { Field } from "./BuilderCard";
import { MatchEditor } from "./filter/MatchEditor";
import { RangePicker } from "./RangePicker";

export function BucketField<U extends BucketUnit>({ value, units, onChange }: { value: U; units: readonly U[]; onChange: (unit: U) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t("builder.bucket")}>
      <Select<U> value={value} className="bucket" popupMatchSelectWidth={false} options={units.map((u) => ({ value: u, label: t(`unit.${u}`) }))} onChange={onChange} data-testid="bucket" aria-label={t("builder.bucket")} />
    </Field>
  );
}

// The draft's range, and the calendar it is asked in.
export function RangeField({ draft, change }: { draft: { range: Window } & AskedIn; change: (part: { range?: Window } & AskedIn) => void }) {
  const { t } = useTranslation();
  return <Field label={t("builder.range")}><RangePicker value={draft.range} onChange={(range) => change({ range })} calendar={draft} onCalendar={change} /></Field>;
}

export const calendarUnits = ["day", "week", "month", "quarter"] as const;
export type Activity = { match: EventMatch; range: Window; bucket: (typeof calendarUnits)[number] } & AskedIn;

// By which event persons are active, when, and by which calendar unit that is counted.
export function ActivityFields({ draft, change }: { draft: Activity; change: (part: Partial<Activity>) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("builder.event")}><MatchEditor value={draft.match} onChange={(match) => change({ match })} testid="event" /></Field>
      <div className="fields">
        <RangeField draft={draft} change={change} />
        <BucketField value={draft.bucket} units={calendarUnits} onChange={(bucket) => change({ bucket })} />
      </div>
    </>
  );
}
