import { useState } from "react";
import type { Filter } from "../../api/types";
import { asGroup, filterFromForm, formFromFilter, type GroupForm } from "../../lib/filter";
import { FilterTabs } from "../segments/FilterTabs";

// Conditions on persons. The form itself is kept while it says the same, so that half-filled conditions survive.
export function FilterField({ value, onChange }: { value: Filter; onChange: (filter: Filter) => void }) {
  const [kept, setKept] = useState<GroupForm>(() => asGroup(formFromFilter(value)));
  const same = JSON.stringify(filterFromForm(kept)) === JSON.stringify(value);
  const change = (form: GroupForm) => {
    setKept(form);
    onChange(filterFromForm(form));
  };
  return <FilterTabs form={same ? kept : asGroup(formFromFilter(value))} onChange={change} />;
}
