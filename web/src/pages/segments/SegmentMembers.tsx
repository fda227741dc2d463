import { UploadOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Input, Select, Space, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { audience } from "../../api/audience";
import type { MembersChange, MembersResponse } from "../../api/types";
import { useProperties } from "../../app/schema";
import { Problem } from "../../components/Problem";
import { useWords } from "../../hooks/use_words";
import { firstColumn } from "../../lib/lists";

// The members of a fixed segment: pasted or from a file, matched by ids or a trait, with those that were not found.
export function SegmentMembers({ id, origin, onChange }: { id: string; origin: string; onChange: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const traits = useProperties([]).filter((p) => p.ref.startsWith("person.")).map((p) => p.ref.slice("person.".length));
  const [text, setText] = useState("");
  const [trait, setTrait] = useState("");
  const [change, setChange] = useState<MembersChange>("add");
  const [found, setFound] = useState<MembersResponse & { dry: boolean }>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const values = firstColumn(text);
  const send = async (dry: boolean) => {
    setBusy(true);
    setProblem(undefined);
    try {
      setFound({ ...(await audience.members(id, { values, trait, change, dry })), dry });
      if (!dry) onChange();
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  };
  const read = (file: File) => {
    void file.text().then(setText);
    return false;
  };
  return (
    <Card title={t("members.upload")}>
      {origin !== "" && <p className="meta">{t("members.origin")}: {origin}</p>}
      <Input.TextArea className="code" autoSize={{ minRows: 5, maxRows: 14 }} value={text} onChange={(e) => setText(e.target.value)} placeholder={t("members.uploadHint")} aria-label={t("members.upload")} spellCheck={false} data-testid="member-list" />
      <div className="settings">
        <Upload accept=".csv,.txt" showUploadList={false} beforeUpload={read}><Button icon={<UploadOutlined />}>{t("members.file")}</Button></Upload>
        <label className="row">{t("members.matchBy")}<Select value={trait} onChange={setTrait} options={[{ value: "", label: t("members.anyId") }, ...traits.map((value) => ({ value, label: value }))]} showSearch popupMatchSelectWidth={false} /></label>
        <Select value={change} onChange={setChange} options={(["add", "remove", "replace"] as const).map((value) => ({ value, label: t(`members.change.${value}`) }))} />
        <Space>
          <Button disabled={values.length === 0} loading={busy} onClick={() => void send(true)} data-testid="check-members">{t("members.check")}</Button>
          <Button type="primary" disabled={values.length === 0} loading={busy} onClick={() => void send(false)} data-testid="put-members">{t(`members.change.${change}`)}</Button>
        </Space>
      </div>
      {problem !== undefined && <Problem error={problem} />}
      {found && (
        <Alert type={found.unmatched > 0 ? "warning" : "success"} data-testid="members-found"
          message={`${found.dry ? "" : `${t("members.done", { members: words.number(found.members) })} · `}${t("members.matched", { matched: words.number(found.matched), persons: words.number(found.persons) })}`}
          description={found.unmatched > 0 && <>{t("members.unmatched", { count: found.unmatched })}: <code>{found.not_found.slice(0, 50).join(", ")}{found.not_found.length > 50 ? " …" : ""}</code></>} />
      )}
    </Card>
  );
}
