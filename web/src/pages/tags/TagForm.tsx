import { ArrowLeftOutlined } from "@ant-design/icons";
import { App, AutoComplete, Button, Card, Input, InputNumber, Segmented, Select, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { ApiError } from "../../api/client";
import { tags as api, workOut, type TagView } from "../../api/tags";
import { useSchema } from "../../app/schema";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { isPutIn, kinds, lackOf, refreshes, tagFromForm, type TagForm as Form } from "../../lib/tags";
import { RuleValues } from "./RuleValues";
import { SplitFields } from "./SplitFields";
import { StatisticFields } from "./StatisticFields";
import { TagPreview } from "./TagPreview";

function ScheduleFields({ value, putIn, onChange }: { value: Form["schedule"]; putIn: boolean; onChange: (schedule: Form["schedule"]) => void }) {
  const { t } = useTranslation();
  return (
    <div className="fields">
      {!putIn && (
        <div className="field">
          <label>{t("tags.refresh")}</label>
          <div>
            <Segmented value={value.refresh} onChange={(refresh) => onChange({ ...value, refresh })} options={refreshes.map((one) => ({ value: one, label: t(`tags.refreshes.${one}`) }))} />
            {value.refresh === "daily" && <Select className="unit" value={value.hour} onChange={(hour: number) => onChange({ ...value, hour })} aria-label={t("tags.hour")} options={Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${hour}:00` }))} />}
          </div>
        </div>
      )}
      <div className="field">
        <label htmlFor="keep-days">{t("tags.keep")}</label>
        <InputNumber id="keep-days" min={1} max={3650} precision={0} value={value.keep_days} onChange={(days) => onChange({ ...value, keep_days: days ?? 90 })} addonAfter={t("tags.keepDays")} style={{ width: 150 }} />
      </div>
    </div>
  );
}

function SqlFields({ value, onChange }: { value: string; onChange: (sql: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <label htmlFor="tag-sql">{t("tags.sql")}</label>
      <Input.TextArea id="tag-sql" className="code" autoSize={{ minRows: 5, maxRows: 20 }} value={value} placeholder={t("tags.sqlExample")} onChange={(e) => onChange(e.target.value)} spellCheck={false} data-testid="tag-sql" />
      <span className="hint">{t("tags.sqlHint")}</span>
    </div>
  );
}

export function TagForm({ saved, start }: { saved?: TagView; start: Form }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { may } = useSession();
  const { tags, reloadTags } = useSchema();
  const [form, setForm] = useState(start);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Form>) => setForm((old) => ({ ...old, ...part }));
  const lack = lackOf(form);
  const putIn = isPutIn(form.kind);
  const categories = [...new Set(tags.map((tag) => tag.category))].filter((one) => one !== "").map((value) => ({ value }));
  const offered = saved ? kinds.filter((kind) => isPutIn(kind) === isPutIn(saved.kind)) : kinds;
  const nameProblem = error instanceof ApiError && (error.field === "name" || error.code === "conflict") ? error.message : "";
  const save = async () => {
    if (form.name.trim() === "") return setError(new ApiError(0, "invalid_argument", t("tags.needName"), "name"));
    setBusy(true);
    setError(undefined);
    try {
      const body = tagFromForm(form);
      const done = saved ? await api.change(saved.id, body) : await api.create(body);
      if (!putIn) await workOut([`tag:${done.id}`]);
      reloadTags();
      void message.success(t("tags.saved"));
      navigate(`/tags/${done.id}`);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const back = saved ? `/tags/${saved.id}` : "/tags";
  const tools = may("analyst") && (
    <span className="row">
      {JSON.stringify(form) !== JSON.stringify(start) && <Tag color="gold" bordered={false}>{t("tags.unsaved")}</Tag>}
      <Button type="primary" disabled={lack !== undefined} loading={busy} onClick={() => void save()} data-testid="save-tag">{t(putIn ? "tags.saveOnly" : "tags.save")}</Button>
    </span>
  );
  return (
    <Page title={<span className="row"><Link to={back} aria-label={t("tags.back")}><ArrowLeftOutlined /></Link>{form.name || t("tags.untitled")}</span>} extra={tools}>
      {error !== undefined && !nameProblem && <Problem error={error} />}
      <div className="columns even">
        <Card className="builder">
          <div className="pair">
            <div className="field">
              <label htmlFor="tag-name">{t("common.name")}</label>
              <Input id="tag-name" value={form.name} maxLength={200} status={nameProblem ? "error" : ""} onChange={(e) => set({ name: e.target.value })} data-testid="tag-name" />
              {nameProblem && <span className="field-problem">{nameProblem}</span>}
            </div>
            <div className="field">
              <label htmlFor="tag-category">{t("tags.category")}</label>
              <AutoComplete id="tag-category" value={form.category} options={categories} maxLength={60} placeholder={t("tags.categoryHint")} onChange={(category: string) => set({ category })} filterOption data-testid="tag-category" />
            </div>
          </div>
          <div className="field">
            <label htmlFor="tag-description">{t("common.description")}</label>
            <Input id="tag-description" value={form.description} maxLength={1000} onChange={(e) => set({ description: e.target.value })} />
          </div>
          <div className="field">
            <label>{t("tags.kind")}</label>
            <Segmented value={form.kind} onChange={(kind) => set({ kind })} options={offered.map((kind) => ({ value: kind, label: <span data-testid={`kind-${kind}`}>{t(`tags.kinds.${kind}`)}</span> }))} className="wraps" />
            <span className="hint">{t(`tags.kindHints.${form.kind}`)}</span>
          </div>
          {form.kind === "rule" && <RuleValues rules={form.rules} onChange={(rules) => set({ rules })} />}
          {form.kind === "statistic" && <StatisticFields value={form.statistic} countNone={form.countNone} onChange={(statistic, countNone) => set({ statistic, countNone })} />}
          {form.kind === "sql" && <SqlFields value={form.sql} onChange={(sql) => set({ sql })} />}
          <SplitFields form={form} onChange={(split) => set({ split })} />
          <ScheduleFields value={form.schedule} putIn={putIn} onChange={(schedule) => set({ schedule })} />
          {!putIn && <p className="hint">{t("tags.refreshHint")}</p>}
        </Card>
        <TagPreview form={form} lack={lack} />
      </div>
    </Page>
  );
}
