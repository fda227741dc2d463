import { UploadOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Card, Checkbox, Input, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tags as api, type TagView, type ValuesChanged } from "../../api/tags";
import { Problem } from "../../components/Problem";
import { useWords } from "../../hooks/use_words";

const idsOf = (text: string) => text.split(/[\n,;]/).map((id) => id.trim()).filter((id) => id !== "");

// Sets and clears values: of ids typed in, or from a file.
export function PutIn({ tag, onDone }: { tag: TagView; onDone: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [text, setText] = useState("");
  const [value, setValue] = useState("");
  const [replace, setReplace] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<ValuesChanged>();
  const [error, setError] = useState<unknown>();
  const ids = idsOf(text);
  const act = async (work: () => Promise<ValuesChanged>) => {
    setBusy(true);
    setError(undefined);
    try {
      setDone(await work());
      setText("");
      onDone();
    } catch (problem) {
      setDone(undefined);
      setError(problem);
    }
    setBusy(false);
  };
  const upload = async (file: File) => act(async () => api.importCsv(tag.id, await file.text(), replace));
  return (
    <Card title={t("tags.put")} className="tag-card put-in" data-testid="put-in">
      {tag.kind === "imported" && (
        <div className="field">
          <span className="row wraps">
            <Upload accept=".csv,text/csv" showUploadList={false} beforeUpload={(file) => { void upload(file); return false; }}>
              <Button type="primary" icon={<UploadOutlined />} loading={busy} data-testid="import-tag">{t("tags.upload")}</Button>
            </Upload>
            <Checkbox checked={replace} onChange={(e) => setReplace(e.target.checked)}>{t("tags.replace")}</Checkbox>
          </span>
          <span className="hint">{t("tags.csvHint")}</span>
        </div>
      )}
      <div className="field">
        <label htmlFor="put-ids">{t("tags.ids")}</label>
        <Input.TextArea id="put-ids" autoSize={{ minRows: 2, maxRows: 8 }} value={text} placeholder={t("tags.putHint")} onChange={(e) => setText(e.target.value)} data-testid="put-ids" />
      </div>
      <div className="row wraps">
        <AutoComplete value={value} options={tag.values.map((one) => ({ value: one.value }))} filterOption placeholder={t("tags.value")} aria-label={t("tags.value")} onChange={setValue} maxLength={100} style={{ width: 180 }} data-testid="put-value" />
        <Button type="primary" loading={busy} disabled={ids.length === 0 || value.trim() === ""} onClick={() => void act(() => api.setValues(tag.id, { value: value.trim(), ids }))} data-testid="put-set">{t("tags.setValue")}</Button>
        <Button loading={busy} disabled={ids.length === 0} onClick={() => void act(() => api.setValues(tag.id, { value: "", ids }))} data-testid="put-clear">{t("tags.clearValue")}</Button>
      </div>
      {error !== undefined && <Problem error={error} />}
      {done && (
        <div role="status" data-testid="put-done">
          <p>{t("tags.putDone", { matched: words.number(done.matched), rows: words.number(done.rows), persons: words.number(done.persons) })}</p>
          {done.unmatched.length > 0 && <p className="meta">{t("tags.unmatched", { count: done.rows - done.matched, replace: { count: words.number(done.rows - done.matched) } })} <code>{done.unmatched.slice(0, 20).join(", ")}{done.rows - done.matched > 20 ? " …" : ""}</code></p>}
        </div>
      )}
    </Card>
  );
}
