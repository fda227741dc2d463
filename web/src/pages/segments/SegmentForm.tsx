import { ArrowLeftOutlined } from "@ant-design/icons";
import { App, Button, Card, Input, Popconfirm, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { api, ApiError } from "../../api/client";
import type { Filter, SegmentParts, SegmentView } from "../../api/types";
import { useSchema } from "../../app/schema";
import { useSession } from "../../app/session";
import { ExportMembers } from "../../components/ExportMembers";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { RuleWords } from "../../components/filter/RuleWords";
import { asGroup, emptyGroup, filterFromForm, formFromFilter, isComplete, type GroupForm } from "../../lib/filter";
import { FilterTabs } from "./FilterTabs";
import { SegmentHistory } from "./SegmentHistory";
import { SegmentMembers } from "./SegmentMembers";
import { SegmentPushes } from "./SegmentPushes";
import { SegmentPreview } from "./SegmentPreview";
import { SegmentSettings } from "./SegmentSettings";

const newParts: SegmentParts = { kind: "dynamic", filter: { all: [] }, schedule: { refresh: "daily", hour: 3, keep_days: 90 }, origin: "" };
const partsOf = ({ kind, filter, cap, schedule, origin }: SegmentView): SegmentParts => ({ kind, filter, schedule, origin, ...(cap ? { cap } : {}) });

interface Props { saved?: SegmentView; given?: { filter: Filter; name: string; description: string } | undefined } // saved, or else given to begin with

export function SegmentForm({ saved, given }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { may } = useSession();
  const { reloadSegments } = useSchema();
  const [name, setName] = useState((saved ?? given)?.name ?? "");
  const [description, setDescription] = useState((saved ?? given)?.description ?? "");
  const [form, setForm] = useState<GroupForm>(() => (saved ?? given ? asGroup(formFromFilter((saved ?? given)!.filter)) : emptyGroup()));
  const [parts, setParts] = useState<SegmentParts>(() => (saved ? partsOf(saved) : newParts));
  const [kept, setKept] = useState(() => (saved ? JSON.stringify([saved.name, saved.description, filterFromForm(asGroup(formFromFilter(saved.filter))), partsOf(saved)]) : ""));
  const [live, setLive] = useState(saved?.kind === "dynamic" && saved.schedule.refresh === "live"); // as it is saved
  const [turn, setTurn] = useState(0); // grows when members were put in
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const filter = filterFromForm(form);
  const complete = isComplete(form);
  const fixed = parts.kind === "fixed";
  const state = JSON.stringify([name, description, filter, parts]);
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
    const body = { ...parts, name: name.trim(), description, filter };
    const done = saved ? await api.updateSegment(saved.id, body) : await api.createSegment(body);
    setKept(state);
    setLive(done.kind === "dynamic" && done.schedule.refresh === "live");
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
      {saved && <ExportMembers of={`segments/${saved.id}`} />}
      {saved && (
        <Popconfirm title={t("segments.confirmDelete", { name: saved.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void remove()}>
          <Button danger data-testid="delete-segment">{t("common.delete")}</Button>
        </Popconfirm>
      )}
      <Button type="primary" disabled={(!complete && !fixed) || !changed} loading={busy} onClick={() => void save()} data-testid="save-segment">{t("common.save")}</Button>
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
            <SegmentSettings parts={parts} fresh={saved === undefined} onChange={setParts} />
            {!fixed && <FilterTabs form={form} onChange={setForm} />}
            {!fixed && complete && <p className="in-words"><RuleWords form={form} /></p>}
            {fixed && !saved && <p className="meta">{t("members.saveFirst")}</p>}
          </Card>
          {fixed && saved && may("analyst") && <SegmentMembers id={saved.id} origin={saved.origin} onChange={() => { setTurn(turn + 1); reloadSegments(); }} />}
          {saved && !fixed && <SegmentPushes segment={saved.id} live={live} />}
          {saved && <SegmentHistory id={saved.id} turn={turn} />}
        </div>
        {fixed ? saved && <SegmentPreview key={turn} filter={{ in_segment: saved.id }} complete /> : <SegmentPreview filter={filter} complete={complete} past />}
      </div>
    </Page>
  );
}
