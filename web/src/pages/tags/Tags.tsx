import { PlusOutlined } from "@ant-design/icons";
import { Button, Card, Input, Segmented, Skeleton, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { tags as api, type TagView } from "../../api/tags";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { NumberButton } from "../../components/NumberButton";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { byCategory, coverage, exampleKeys, flawsOf, type Flaw } from "../../lib/tags";
import { TagPersons, type TagDrill } from "./TagPersons";
import { ValueBar } from "./ValueBar";

export function Flaws({ tag }: { tag: TagView }) {
  const { t } = useTranslation();
  return <>{flawsOf(tag).map((flaw) => <Tooltip key={flaw} title={t(`tags.flawsHint.${flaw}`)}><span className={`tag-flaw ${flaw}`} tabIndex={0}>{t(`tags.flaws.${flaw}`)}</span></Tooltip>)}</>;
}

function Examples() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className="tag-examples">
      {exampleKeys.map((key) => (
        <button type="button" key={key} className="tag-example" onClick={() => navigate(`/tags/new?example=${key}`)} data-testid={`example-${key}`}>
          <b>{t(`tags.example.${key}.name`)}</b>
          <span>{t(`tags.example.${key}.description`)}</span>
        </button>
      ))}
    </div>
  );
}

function TagLine({ tag, onPick }: { tag: TagView; onPick: (drill: TagDrill) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <li className="tag-line" data-testid="tag-line">
      <div className="tag-name">
        <Link to={`/tags/${tag.id}`} className="two-lines" data-testid="tag-link"><b>{tag.name}</b><small>{t(`tags.kinds.${tag.kind}`)}{tag.description && ` · ${tag.description}`}</small></Link>
        <span className="tag-flaws"><Flaws tag={tag} /></span>
      </div>
      <ValueBar tag={tag} onPick={onPick} />
      <div className="tag-share">
        {tag.computed ? <><NumberButton text={words.number(tag.persons)} disabled={tag.persons === 0} testid="tag-persons" onClick={() => onPick({ tag: tag.id, of: {}, title: tag.name })} /><small>{words.percent(coverage(tag))}</small></> : <small>–</small>}
      </div>
      <div className="tag-when"><span>{t(`tags.says.${tag.schedule.refresh}`, { hour: tag.schedule.hour })}</span><small>{words.instant(tag.last_run ?? tag.computed)}</small></div>
    </li>
  );
}

export default function Tags() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useSession();
  const [search, setSearch] = useState("");
  const [flaw, setFlaw] = useState<Flaw | "all">("all");
  const [drill, setDrill] = useState<TagDrill>();
  const { data, error, reload } = useLoad("tags", (signal) => api.list(signal));
  const all = data?.tags ?? [];
  const shown = all.filter((tag) => `${tag.name} ${tag.description} ${tag.category}`.toLowerCase().includes(search.trim().toLowerCase()) && (flaw === "all" || flawsOf(tag).includes(flaw)));
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/tags/new")} data-testid="new-tag">{t("tags.new")}</Button>;
  const flaws = (["failed", "stale", "never", "unused"] as const).map((one) => ({ one, count: all.filter((tag) => flawsOf(tag).includes(one)).length })).filter(({ count }) => count > 0);
  const choices = [{ value: "all" as const, label: `${t("tags.all")} ${all.length}` }, ...flaws.map(({ one, count }) => ({ value: one, label: `${t(`tags.flaws.${one}`)} ${count}` }))];
  return (
    <Page title={t("tags.title")} extra={make}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {!data && error === undefined && <Card><Skeleton active /></Card>}
      {data && all.length === 0 && <Card><Empty title={t("tags.empty")} hint={t("tags.emptyHint")} action={may("analyst") && <Examples />} /></Card>}
      {all.length > 0 && (
        <>
          <div className="list-head">
            <Input.Search allowClear placeholder={t("tags.search")} value={search} onChange={(e) => setSearch(e.target.value)} data-testid="tag-search" />
            <Segmented<Flaw | "all"> value={flaw} onChange={setFlaw} options={choices} aria-label={t("tags.show")} />
          </div>
          {byCategory(shown).map(([category, list]) => (
            <Card key={category} className="tag-group" title={category || t("tags.uncategorised")} data-testid="tag-group">
              <ul>{list.map((tag) => <TagLine key={tag.id} tag={tag} onPick={setDrill} />)}</ul>
            </Card>
          ))}
        </>
      )}
      <TagPersons drill={drill} onClose={() => setDrill(undefined)} />
    </Page>
  );
}
