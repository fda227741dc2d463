import { Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { TagQuality, TagUser, TagView } from "../../api/tags";
import { useWords } from "../../hooks/use_words";
import { driftLevel } from "../../lib/tags";

export function TagDrifts({ drifts }: { drifts: TagQuality["drifts"] | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Card title={t("tags.drift")} className="tag-card" data-testid="tag-drift">
      {!drifts ? <Skeleton active paragraph={{ rows: 1 }} /> : (
        <dl className="spread-facts two">
          {drifts.map((one) => (
            <div key={one.days}>
              <dt>{t("tags.driftDays", { days: one.days })}</dt>
              <dd>{typeof one.index === "number" ? <><b>{words.number(one.index, 3)}</b> <span className={`drift ${driftLevel(one.index)}`}>{t(`tags.driftLevels.${driftLevel(one.index)}`)}</span> <small>{one.day}</small></> : <small>{t("tags.driftNone")}</small>}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="hint">{t("tags.driftHint")}</p>
    </Card>
  );
}

const paths: Record<string, (id: string) => string> = {
  tag: (id) => `/tags/${id}`, segment: (id) => `/segments/${id}`, layers: (id) => `/layers/${id}`, report: () => "/reports", board: (id) => `/boards/${id}`, goal: () => "/goals", alert: () => "/alerts",
};

function Users({ list, none }: { list: readonly TagUser[]; none: string }) {
  const { t } = useTranslation();
  if (list.length === 0) return <p className="meta">{none}</p>;
  return <ul className="uses">{list.map((one) => <li key={`${one.kind} ${one.id}`}><small>{t(`tags.userKinds.${one.kind}`)}</small> <Link to={paths[one.kind]?.(one.id) ?? "/"}>{one.name}</Link></li>)}</ul>;
}

export function TagUses({ tag }: { tag: TagView }) {
  const { t } = useTranslation();
  return (
    <Card title={t("tags.uses")} className="tag-card" data-testid="tag-uses">
      <Users list={tag.used_by} none={t("tags.nobody")} />
      <h3 className="card-part">{t("tags.builds")}</h3>
      <Users list={tag.builds_on} none={t("tags.buildsNothing")} />
    </Card>
  );
}
