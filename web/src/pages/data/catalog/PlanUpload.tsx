import { Alert, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { catalog, type PlanUploaded } from "../../../api/catalog";
import { ApiError } from "../../../api/client";
import { sayProblem } from "../../../components/Problem";
import { readJson } from "../../../lib/json_schema";

// A plan from a file, and what became of it.
export function PlanUpload({ onChanged }: { onChanged: () => void }) {
  const { t } = useTranslation();
  const [done, setDone] = useState<{ said: PlanUploaded } | { refused: unknown }>();
  const take = async (file: File) => {
    try {
      const read = readJson(await file.text());
      if ("problem" in read) throw new ApiError(0, "invalid_argument", t("catalog.notJson", { problem: read.problem }), "");
      setDone({ said: await catalog.upload(Object(read.value) as object) });
      onChanged();
    } catch (refused) {
      setDone({ refused });
    }
  };
  const refusal = done && "refused" in done ? sayProblem(done.refused, t) : undefined;
  return (
    <div className="plan-upload">
      <Upload.Dragger accept=".json,application/json" showUploadList={false} beforeUpload={(file) => { void take(file); return false; }} data-testid="plan-file">
        <b>{t("plan.upload")}</b>
        <small className="meta">{t("plan.uploadHint")}</small>
      </Upload.Dragger>
      {done && "said" in done && <Alert type="success" showIcon closable onClose={() => setDone(undefined)} message={<span data-testid="plan-uploaded">{t("plan.uploaded", { ...done.said })}</span>} />}
      {refusal && <Alert type="error" showIcon closable onClose={() => setDone(undefined)} message={t("plan.refused")} description={<span data-testid="plan-refused">{refusal.field ? t("catalog.atPlace", { place: refusal.field, problem: refusal.detail }) : refusal.detail || refusal.title}</span>} />}
    </div>
  );
}
