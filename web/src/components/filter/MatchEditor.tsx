import { FilterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventMatch } from "../../api/types";
import { matchFromJson, matchToJson, type GroupForm, type MatchForm } from "../../lib/filter";
import { EventPicker } from "../EventPicker";
import { GroupEditor } from "./GroupEditor";
import { newLeaf } from "./leaves";

interface FormProps {
  value: MatchForm;
  onChange: (match: MatchForm) => void;
  place: "event" | "where";
  testid?: string | undefined;
  placeholder?: string; // what no event means
}

// Events by name, and conditions on them that unfold on demand.
export function MatchFormEditor({ value, onChange, place, testid, placeholder }: FormProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(value.where.items.length > 0);
  const conditions = value.where.items.length;
  const start = () => {
    if (conditions === 0) onChange({ ...value, where: { ...value.where, items: [newLeaf("event")] } });
    setOpen(true);
  };
  const setWhere = (where: GroupForm) => {
    onChange({ ...value, where });
    if (where.items.length === 0) setOpen(false);
  };
  return (
    <div className="match">
      <div className="match-head">
        <EventPicker value={value.events} onChange={(events) => onChange({ ...value, events })} {...(testid ? { testid } : {})} {...(placeholder ? { placeholder } : {})} />
        {!(open && conditions > 0) && <Button type="text" size="small" icon={<FilterOutlined />} onClick={start}>{t("builder.addCondition")}</Button>}
      </div>
      {open && conditions > 0 && (
        <div className="match-where">
          <GroupEditor value={value.where} onChange={setWhere} place={place} events={value.events} nested />
        </div>
      )}
    </div>
  );
}

// The same over the API's form; the form itself is kept so that half-filled conditions survive.
export function MatchEditor({ value, onChange, testid, placeholder }: { value: EventMatch; onChange: (match: EventMatch) => void; testid?: string; placeholder?: string }) {
  return <MatchFormEditor value={matchFromJson(value as never)} onChange={(form) => onChange(matchToJson(form))} place="event" testid={testid} {...(placeholder ? { placeholder } : {})} />;
}
