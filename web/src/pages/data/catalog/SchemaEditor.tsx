import { BulbOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogDetail, PlanRules, Schema } from "../../../api/catalog";
import { ApiError } from "../../../api/client";
import { useSession } from "../../../app/session";
import { sayProblem } from "../../../components/Problem";
import { withSchema } from "../../../lib/catalog";
import { draftSchema, lineOf, readJson, schemaText } from "../../../lib/json_schema";
import { useEntryChange } from "./use_entry_change";

// What was refused, in words, with the place in the text if it names one.
function useRefusal() {
  const { t } = useTranslation();
  return (text: string, error: unknown) => {
    const { title, detail } = sayProblem(error, t);
    const place = error instanceof ApiError ? error.field.replace(/^schema\.?/, "") : "";
    if (place === "") return detail || title;
    const line = lineOf(text, place);
    return line === undefined ? t("catalog.atPlace", { place, problem: detail }) : t("catalog.at", { place, line, problem: detail });
  };
}

// What the event's properties have to be, checked when it is saved.
export function SchemaEditor({ detail, rules, onChanged }: { detail: CatalogDetail; rules: PlanRules; onChanged: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { busy, keep } = useEntryChange(onChanged);
  const refusal = useRefusal();
  const { event, properties, sampled } = detail;
  const kept = schemaText(detail.schema);
  const [text, setText] = useState(kept);
  const [problem, setProblem] = useState("");
  const [drafted, setDrafted] = useState(false);
  const edit = (wanted: string) => { setText(wanted); setProblem(""); setDrafted(false); };
  const suggest = () => { edit(schemaText(draftSchema(event.name, properties, sampled))); setDrafted(true); };
  const save = async () => {
    const read = readJson(text);
    if ("problem" in read) return setProblem(t("catalog.notJson", { problem: read.problem }));
    const schema = read.value as Schema | undefined;
    await keep([event.name], (entry) => withSchema(entry, schema), `${t(schema === undefined ? "catalog.schemaRemoved" : "catalog.saved")} ${t("catalog.followed")}`).catch((error: unknown) => setProblem(refusal(text, error)));
  };
  const editable = may("analyst");
  const suggestion = editable && <Button size="small" icon={<BulbOutlined />} disabled={sampled === 0} onClick={suggest} data-testid="schema-suggest">{t("catalog.suggest")}</Button>;
  return (
    <section className="source-part" data-testid="schema">
      <div className="part-head"><h3>{t("catalog.schemaTitle")}</h3>{suggestion}</div>
      <p className="meta">{kept === "" ? t("catalog.schemaNone") : t("catalog.schemaLead", { action: t(`catalog.schemaActions.${rules.mismatch}`) })}</p>
      {(editable || kept !== "") && <Input.TextArea className="code" value={text} readOnly={!editable} status={problem ? "error" : ""} autoSize={{ minRows: 6, maxRows: 28 }} spellCheck={false} aria-label={t("catalog.schemaTitle")} placeholder={'{ "type": "object", "properties": { }, "required": [ ] }'} onChange={(e) => edit(e.target.value)} data-testid="schema-text" />}
      {problem ? <p className="field-problem" role="alert" data-testid="schema-problem">{problem}</p> : drafted ? <p className="hint first">{t("catalog.suggested")}</p> : editable && <p className="hint first">{t("catalog.schemaKnows")}</p>}
      {editable && text !== kept && <div className="row"><Button type="primary" size="small" loading={busy} onClick={() => void save()} data-testid="schema-save">{t("catalog.schemaSave")}</Button><Button size="small" onClick={() => edit(kept)}>{t("catalog.undo")}</Button></div>}
    </section>
  );
}
