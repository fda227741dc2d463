import { Card, Segmented, Skeleton, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import type { PersonView } from "../../api/types";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { PersonName } from "../../components/PersonName";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { Belongs } from "./Belongs";
import { Consents } from "./Consents";
import { Figures } from "./Figures";
import { Links } from "./Links";
import { Messages } from "./Messages";
import { Notes } from "./Notes";
import { PersonTags } from "./PersonTags";
import { Timeline } from "./Timeline";
import { Traits } from "./Traits";
import { Ways } from "./Ways";

const tabs = ["timeline", "messages", "journeys", "notes", "consent"] as const;
type Tab = (typeof tabs)[number];

function Ids({ view }: { view: PersonView }) {
  const { t } = useTranslation();
  return (
    <Card title={t("persons.ids")} size="small">
      <ul className="ids" data-testid="ids">
        {view.ids.map((id) => <li key={`${id.kind} ${id.value}`}><Tag bordered={false} color={id.kind === "user" ? "blue" : "default"}>{t(`persons.kind.${id.kind}`)}</Tag><Typography.Text copyable ellipsis>{id.value}</Typography.Text></li>)}
      </ul>
      {view.ids.length === 0 && <Empty title={t("common.none")} />}
    </Card>
  );
}

export default function Profile() {
  const { t } = useTranslation();
  const { person: text = "" } = useParams();
  const [address, setAddress] = useSearchParams();
  const person = Number(text);
  const { data, error, reload } = useLoad(`person${person}`, (signal) => api.person(person, signal));
  if (error !== undefined) return <Page title={t("persons.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("persons.title")}><Card><Skeleton active avatar paragraph={{ rows: 8 }} /></Card></Page>;
  const { summary } = data;
  const tab: Tab = tabs.find((one) => one === address.get("tab")) ?? "timeline";
  const go = (next: Tab) => setAddress(next === "timeline" ? {} : { tab: next }, { replace: true });
  const titles = { timeline: t("persons.timeline"), messages: t("person.messages"), journeys: t("journeys.person.tab"), notes: t("person.notes"), consent: t("person.consent") };
  return (
    <Page title={<PersonName person={summary.person} label={summary.label} detail={summary.user_ids[0]} size={44} />}>
      <Figures key={`figures ${summary.person}`} summary={summary} />
      <div className="columns profile">
        <div className="stack">
          <Traits view={data} />
          <PersonTags person={person} />
          <Belongs person={person} />
          <Ids view={data} />
          <Links view={data} onChange={reload} />
        </div>
        <div className="stack">
          <Segmented<Tab> className="profile-tabs wraps" value={tab} onChange={go} options={tabs.map((value) => ({ value, label: <span data-testid={`tab-${value}`}>{titles[value]}</span> }))} />
          {tab === "timeline" && <Timeline key={summary.person} person={summary.person} />}
          {tab === "notes" && <Notes key={summary.person} person={summary.person} />}
          {tab === "messages" && <Messages key={summary.person} person={summary.person} />}
          {tab === "journeys" && <Ways key={summary.person} person={summary.person} />}
          {tab === "consent" && <Consents key={summary.person} person={summary.person} />}
        </div>
      </div>
    </Page>
  );
}
