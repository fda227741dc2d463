import { Input, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "../../api/types";
import { GroupEditor } from "../../components/filter/GroupEditor";
import { asGroup, filterFromForm, formFromFilter, type GroupForm } from "../../lib/filter";

// The same conditions as a form and as JSON; the JSON reaches whatever the form has no field for.
export function FilterTabs({ form, onChange }: { form: GroupForm; onChange: (form: GroupForm) => void }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState("visual");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const open = (key: string) => {
    if (key === "json") setText(JSON.stringify(filterFromForm(form), null, 2));
    setProblem("");
    setTab(key);
  };
  const edit = (next: string) => {
    setText(next);
    try {
      onChange(asGroup(formFromFilter(JSON.parse(next) as Filter)));
      setProblem("");
    } catch (error) {
      setProblem(t("segments.jsonBad", { why: (error as Error).message }));
    }
  };
  const json = (
    <>
      <Input.TextArea className="code" autoSize={{ minRows: 8, maxRows: 24 }} value={text} status={problem ? "error" : ""} onChange={(e) => edit(e.target.value)} spellCheck={false} aria-label={t("segments.json")} data-testid="filter-json" />
      {problem && <span className="field-problem">{problem}</span>}
    </>
  );
  return (
    <Tabs activeKey={tab} onChange={open} items={[
      { key: "visual", label: t("segments.visual"), children: <><p className="matching">{t("filter.matching")}</p><GroupEditor value={form} onChange={onChange} place="person" events={[]} /></> },
      { key: "json", label: <span data-testid="json-tab">{t("segments.json")}</span>, children: json },
    ]} />
  );
}
