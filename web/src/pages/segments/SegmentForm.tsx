import { ArrowLeftOutlined } from "@ant-design/icons";
import { App, Button, Card, Input, Popconfirm, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { api, ApiError } from "../../api/client";
import type { SegmentView } from "../../api/types";
import { useSchema } from "../../app/schema";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { asGroup, emptyGroup, filterFromForm, formFromFilter, isComplete, type GroupForm } from "../../lib/filter";
import { FilterTabs } from "./FilterTabs";
import { SegmentPreview } from "./SegmentPreview";

export function SegmentForm({ saved }: { saved?: SegmentView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { may } = useSession();
  const { reloadSegments } = useSchema();
  const [name, setName] = useState(saved?.name ?? "");
  const [description, setDescription] = useState(saved?.description ?? "");
  const [form, setForm] = useState<GroupForm>(() => (saved ? asGroup(formFromFilter(saved.filter)) : emptyGroup()));
  const [kept, setKept] = useState(() => JSON.stringify([saved?.name ?? "", saved?.description ?? "", saved?.filter ? filterFromForm(asGroup(formFromFilter(saved.filter))) : null]));
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const filter = filterFromForm(form);
  const complete = isComplete(form);
  const state = JSON.stringify([name, description, filter]);
  const changed = state !== kept;
  const nameProblem = error instanceof ApiError && (error.field === "name" || error.code === "conflict") ? error.message : "";

  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      reloadSegments();
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  const save = () => act(async () => {
    if (name.trim() === "") throw new ApiError(0, "invalid_argument", t("segments.needName"), "name");
    const body = { name: name.trim(), description, filter };
    const done = saved ? await api.updateSegment(saved.id, body) : await api.createSegment(body);
    setKept(state);
    void message.success(t("segments.saved"));
    if (!saved) navigate(`/segments/${done.id}`, { replace: true });
  });
  const remove = () => act(async () => {
    await api.deleteSegment(saved!.id);
    void message.success(t("segments.deleted"));
    navigate("/segments");
  });
  const tools = may("analyst") && (
    <Space>
      {changed && <Tag color="gold" bordered={false}>{t("segments.unsaved")}</Tag>}
      {saved && (
        <Popconfirm title={t("segments.confirmDelete", { name: saved.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void remove()}>
          <Button danger data-testid="delete-segment">{t("common.delete")}</Button>
        </Popconfirm>
      )}
      <Button type="primary" disabled={!complete || !changed} loading={busy} onClick={() => void save()} data-testid="save-segment">{t("common.save")}</Button>
    </Space>
  );
  return (
    <Page title={<span className="row"><Link to="/segments" aria-label={t("segments.back")}><ArrowLeftOutlined /></Link>{name || t("segments.untitled")}</span>} extra={tools}>
      {error !== undefined && !nameProblem && <Problem error={error} />}
      <div className="columns even">
        <div className="stack">
          <Card className="builder">
            <div className="pair">
              <div className="field">
                <label htmlFor="segment-name">{t("common.name")}</label>
                <Input id="segment-name" value={name} maxLength={200} status={nameProblem ? "error" : ""} onChange={(e) => setName(e.target.value)} data-testid="segment-name" />
                {nameProblem && <span className="field-problem">{nameProblem}</span>}
              </div>
              <div className="field">
                <label htmlFor="segment-description">{t("common.description")}</label>
                <Input id="segment-description" value={description} maxLength={1000} onChange={(e) => setDescription(e.target.value)} />
              </div>
            </div>
            <FilterTabs form={form} onChange={setForm} />
          </Card>
        </div>
        <SegmentPreview filter={filter} complete={complete} />
      </div>
    </Page>
  );
}
