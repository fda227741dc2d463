import { Card, Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { person as api, type BelongsTo } from "../../api/person";
import { useSession } from "../../app/session";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

// Since when, as exactly as it is known.
function Since({ one }: { one: BelongsTo }) {
  const { t } = useTranslation();
  const words = useWords();
  if (one.entered) return <small>{t("person.since", { when: words.instant(one.entered) })}</small>;
  if (one.day) return <small>{t(one.or_before ? "person.orBefore" : "person.since", { when: one.day })}</small>;
  return <small>{t("person.noDay")}</small>;
}

// The segments she is in and her layer of each scheme.
export function Belongs({ person }: { person: number }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { data, error, reload } = useLoad(`audiences of ${person}`, (signal) => api.audiences(person, signal));
  return (
    <Card title={t("person.belongs")} size="small" data-testid="person-audiences">
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Skeleton active paragraph={{ rows: 2 }} /> : (
        <div className="belongs">
          <h4>{t("person.segments")}</h4>
          {data.segments.length === 0 && <p className="meta">{t("persons.noSegments")}</p>}
          {data.segments.map((one) => <div key={one.id}><Link to={`/segments/${one.id}`} data-testid="person-segment"><Tag color="blue" bordered={false}>{one.name}</Tag></Link><Since one={one} /></div>)}
          <h4>{t("person.layers")}</h4>
          {data.layers.length === 0 && <p className="meta">{t("person.noLayers")} {may("analyst") && <Link to="/layers/new">{t("person.makeLayers")}</Link>}</p>}
          {data.layers.map((one) => <div key={one.id}><Link to={`/layers/${one.id}`} data-testid="person-layer"><Tag color="purple" bordered={false}>{one.name} · {one.layer}</Tag></Link><Since one={one} /></div>)}
        </div>
      )}
    </Card>
  );
}
