import { ArrowLeftOutlined, EditOutlined, ReloadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router-dom";
import { tags as api, workOut, type TagView } from "../../api/tags";
import { useSchema } from "../../app/schema";
import { useSession } from "../../app/session";
import { ExportMembers } from "../../components/ExportMembers";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { givesInstants, isPutIn } from "../../lib/tags";
import { sayBin } from "../../lib/tag_charts";
import { PutIn } from "./PutIn";
import { Spread } from "./Spread";
import { TagDrifts, TagUses } from "./TagFacts";
import { TagHistory } from "./TagHistory";
import { TagPersons, type TagDrill } from "./TagPersons";
import { TagValidity } from "./TagValidity";
import { Flaws } from "./Tags";

function Tools({ tag, onDone }: { tag: TagView; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { reloadTags } = useSchema();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>, said: string, then: () => void) => {
    setBusy(true);
    try {
      await work();
      void message.success(said);
      reloadTags();
      then();
    } catch (problem) {
      void message.error((problem as Error).message);
    }
    setBusy(false);
  };
  return (
    <span className="row wraps">
      {!isPutIn(tag.kind) && <Button icon={<ReloadOutlined />} loading={busy} onClick={() => void act(() => workOut([`tag:${tag.id}`]), t("tags.worked"), onDone)} data-testid="work-out">{t("tags.work")}</Button>}
      <ExportMembers of={`tags/${tag.id}`} values={tag.values.map((one) => one.value)} />
      <Button icon={<EditOutlined />} onClick={() => navigate(`/tags/${tag.id}/edit`)} data-testid="edit-tag">{t("tags.edit")}</Button>
      <Popconfirm title={t("tags.confirmDelete", { name: tag.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void act(() => api.remove(tag.id), t("tags.deleted"), () => navigate("/tags"))}>
        <Button danger data-testid="delete-tag">{t("common.delete")}</Button>
      </Popconfirm>
    </span>
  );
}

function Facts({ tag }: { tag: TagView }) {
  const { t } = useTranslation();
  const words = useWords();
  const facts = [
    t(`tags.kinds.${tag.kind}`), tag.category, !isPutIn(tag.kind) && t(`tags.says.${tag.schedule.refresh}`, { hour: tag.schedule.hour }),
    tag.last_run && `${t(isPutIn(tag.kind) ? "tags.changed" : "tags.last")} ${words.instant(tag.last_run)}`, `${t("tags.owner")} ${tag.owner}`,
  ].filter(Boolean);
  return <p className="meta tag-facts">{tag.description && <span>{tag.description}</span>}<span>{facts.join(" · ")}</span></p>;
}

// The numbers of a tag: its values now, their history, drift and validity; every number opens its persons.
function TagDetail({ tag, onChanged }: { tag: TagView; onChanged: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const [drill, setDrill] = useState<TagDrill>();
  const turn = `${tag.id} ${tag.updated} ${tag.computed ?? ""} ${tag.last_run ?? ""}`;
  const { data, error, reload } = useLoad(turn, (signal) => api.quality(tag.id, signal));
  const instants = givesInstants(tag);
  const number = (value: number) => (instants ? words.instant(new Date(value).toISOString()) : words.number(value, 2));
  const pick = (of: TagDrill["of"], name?: string) => setDrill({ tag: tag.id, of, title: name ? `${tag.name} · ${name}` : tag.name });
  return (
    <>
      <Facts tag={tag} />
      {tag.problem !== "" && <Alert type="error" showIcon message={t("tags.problem", { why: tag.problem })} data-testid="tag-problem" />}
      {tag.problem === "" && tag.stale && <Alert type="warning" showIcon message={t("tags.overdue", { at: words.instant(tag.last_run ?? tag.computed) })} />}
      <div className="columns even">
        <div className="stack">
          <Card title={t("tags.distribution")} className="tag-card" data-testid="tag-distribution">
            {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Skeleton active /> : (
              <Spread spread={data.spread} everyone={data.everyone} instants={instants} onValue={(value) => pick({ value }, value)} onAll={() => pick({})} onNone={() => pick("none", t("tags.without"))}
                onBin={(bin) => pick({ from: bin.from, ...(typeof bin.to === "number" ? { to: bin.to } : {}) }, sayBin(bin, number))} />
            )}
          </Card>
          <TagHistory tag={tag} turn={turn} />
        </div>
        <div className="stack">
          {isPutIn(tag.kind) && may("analyst") && <PutIn tag={tag} onDone={onChanged} />}
          <TagDrifts drifts={data?.drifts} />
          <TagValidity tag={tag} turn={turn} onPick={pick} />
          <TagUses tag={tag} />
        </div>
      </div>
      <TagPersons drill={drill} onClose={() => setDrill(undefined)} />
    </>
  );
}

export default function TagPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const { may } = useSession();
  const { data: tag, error, reload } = useLoad(id, (signal) => api.find(id, signal));
  const title = (name: string) => <span className="row"><Link to="/tags" aria-label={t("tags.back")}><ArrowLeftOutlined /></Link>{name}{tag && <Flaws tag={tag} />}</span>;
  if (error !== undefined) return <Page title={title(t("tags.title"))}><Problem error={error} onRetry={reload} /></Page>;
  if (!tag) return <Page title={title(t("tags.title"))}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  return <Page title={title(tag.name)} extra={may("analyst") && <Tools tag={tag} onDone={reload} />}><TagDetail tag={tag} onChanged={reload} /></Page>;
}
