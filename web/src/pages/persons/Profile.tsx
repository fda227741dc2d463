import { Card, Skeleton, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { api } from "../../api/client";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { PersonName } from "../../components/PersonName";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { valueText } from "../../lib/format";
import { Links } from "./Links";
import { PersonTags } from "./PersonTags";
import { Timeline } from "./Timeline";

export default function Profile() {
  const { t } = useTranslation();
  const words = useWords();
  const { person: text = "" } = useParams();
  const person = Number(text);
  const { data, error, reload } = useLoad(`person${person}`, (signal) => api.person(person, signal));
  if (error !== undefined) return <Page title={t("persons.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("persons.title")}><Card><Skeleton active avatar paragraph={{ rows: 8 }} /></Card></Page>;
  const { summary } = data;
  const facts = [
    [t("persons.firstSeen"), words.instant(summary.first_seen)], [t("persons.lastSeen"), words.instant(summary.last_seen)],
    [t("persons.events"), words.number(summary.events)], [t("persons.anonymous"), words.number(summary.anonymous_ids)],
  ];
  return (
    <Page title={<PersonName person={summary.person} label={summary.label} detail={summary.user_ids[0]} size={44} />}>
      <div className="facts">{facts.map(([name, value]) => <div key={name}><span>{name}</span><b>{value}</b></div>)}</div>
      <div className="columns profile">
        <div className="stack">
          <Card title={t("persons.traits")} size="small">
            {data.traits.length === 0 ? <p className="meta">{t("persons.noTraits")}</p> : (
              <table className="traits" data-testid="traits"><tbody>
                {data.traits.map((trait) => <tr key={trait.name} title={`${t("persons.since")} ${words.instant(trait.since)}`}><th>{trait.name}</th><td>{valueText(trait.value)}</td></tr>)}
              </tbody></table>
            )}
          </Card>
          <PersonTags person={person} />
          <Card title={t("persons.segments")} size="small">
            {data.segments.length === 0 ? <p className="meta">{t("persons.noSegments")}</p> : data.segments.map((s) => <Link key={s.id} to={`/segments/${s.id}`}><Tag color="blue" bordered={false}>{s.name}</Tag></Link>)}
          </Card>
          <Card title={t("persons.ids")} size="small">
            <ul className="ids" data-testid="ids">
              {data.ids.map((id) => <li key={`${id.kind} ${id.value}`}><Tag bordered={false} color={id.kind === "user" ? "blue" : "default"}>{t(`persons.kind.${id.kind}`)}</Tag><Typography.Text copyable ellipsis>{id.value}</Typography.Text></li>)}
            </ul>
            {data.ids.length === 0 && <Empty title={t("common.none")} />}
          </Card>
          <Links view={data} onChange={reload} />
        </div>
        <Timeline key={summary.person} person={summary.person} />
      </div>
    </Page>
  );
}
