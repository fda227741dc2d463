import { Card, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { tags as api } from "../../api/tags";
import { useSchema } from "../../app/schema";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { givesInstants } from "../../lib/tags";
import { TagWhy } from "./TagWhy";

// The tags that a person has a value of, as they were last worked out, and why.
export function PersonTags({ person }: { person: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const { tags } = useSchema();
  const [open, setOpen] = useState("");
  const { data, error, reload } = useLoad(`tags of ${person}`, (signal) => api.of(person, signal));
  const line = (held: { id: string; values: string[]; number?: number | null }) => {
    const tag = tags.find((one) => one.id === held.id);
    const { number } = held;
    const text = typeof number !== "number" ? "" : tag && givesInstants(tag) ? words.instant(new Date(number).toISOString()) : words.number(number, 2);
    return <div key={held.id} className="held-tag"><dt><Link to={`/tags/${held.id}`}>{tag?.name ?? held.id}</Link></dt><dd>{held.values.map((value) => <Tag key={value} bordered={false}>{value}</Tag>)}{text}{tag && <button type="button" className="why-button" aria-expanded={open === held.id} title={t("person.why.show")} aria-label={`${t("person.why.show")} ${tag.name}`} onClick={() => setOpen(open === held.id ? "" : held.id)} data-testid="why-tag">?</button>}</dd>{tag && open === held.id && <TagWhy tag={tag} values={held.values} />}</div>;
  };
  return (
    <Card title={t("persons.tags")} size="small" data-testid="person-tags">
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Skeleton active paragraph={{ rows: 1 }} /> : data.tags.length === 0 ? <p className="meta">{t("persons.noTags")}</p> : <dl className="person-tags">{data.tags.map(line)}</dl>}
    </Card>
  );
}
