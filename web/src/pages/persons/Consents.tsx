import { App, Button, Card, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sending } from "../../api/engage";
import { useSession } from "../../app/session";
import { Problem, sayProblem } from "../../components/Problem";
import { ChannelPick } from "../../components/channel/ChannelPick";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

// What one person agreed to hear about, and the decisions behind that, latest first.
export function Consents({ person }: { person: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const [busy, setBusy] = useState("");
  const [picked, setPicked] = useState<string>();
  const { data, error, reload } = useLoad(`consents of ${person}`, async (signal) => {
    const [rules, decided] = await Promise.all([sending.rules(signal), sending.consents(person, signal)]);
    return { topics: rules.topics, consents: decided.consents };
  });
  if (error !== undefined) return <Card><Problem error={error} onRetry={reload} /></Card>;
  if (!data) return <Card><Skeleton active paragraph={{ rows: 4 }} /></Card>;
  const { consents } = data;
  const channel = picked ?? consents[0]?.channel ?? ""; // what was decided last is what one comes here for
  const decide = async (topic: string, granted: boolean) => {
    setBusy(`${topic} ${granted}`);
    await sending.decide(person, { channel, topic, granted }).then(reload, (problem: unknown) => void message.error(sayProblem(problem, t).detail));
    setBusy("");
  };
  const nameOf = (topic: string) => data.topics.find((one) => one.id === topic)?.name ?? (topic || t("person.allMessages"));
  // The latest that speaks of a topic: of it alone, or of all; and of the channel in the same way.
  const latest = (topic: string) => consents.find((one) => (one.channel === "" || one.channel === channel) && (one.topic === topic || one.topic === ""));
  const line = (id: string, optIn: boolean) => {
    const said = latest(id);
    const granted = said ? said.granted : !optIn;
    return (
      <li key={id} className="consent-line" data-testid={`consent-${id || "all"}`}>
        <span className="two-lines"><b>{nameOf(id)}</b><small>{said ? t("person.decided", { when: words.instant(said.at), by: said.source }) : t(optIn ? "person.undecidedOptIn" : "person.undecided")}</small></span>
        <Tag bordered={false} color={granted ? "green" : "red"}>{t(granted ? "person.allowed" : "person.refused")}</Tag>
        {may("analyst") && (
          <span className="row">
            <Button size="small" loading={busy === `${id} true`} disabled={said?.granted === true} onClick={() => void decide(id, true)} data-testid="consent-allow">{t("person.allow")}</Button>
            <Button size="small" loading={busy === `${id} false`} disabled={said?.granted === false} onClick={() => void decide(id, false)} data-testid="consent-refuse">{t("person.refuse")}</Button>
          </span>
        )}
      </li>
    );
  };
  return (
    <Card title={t("person.consent")} extra={<ChannelPick value={channel} all={t("channels.all")} label={t("channels.one")} onChange={setPicked} testid="consent-channel" />} data-testid="person-consent">
      <p className="hint first">{t("person.consentHint")}</p>
      <ul className="consents">{line("", false)}{data.topics.map((one) => line(one.id, one.opt_in ?? false))}</ul>
      {consents.length > 0 && (
        <>
          <h3 className="card-part">{t("person.decisions")}</h3>
          <ul className="decisions">{consents.map((one, i) => <li key={i}><Tag bordered={false} color={one.granted ? "green" : "red"}>{t(one.granted ? "person.allowed" : "person.refused")}</Tag>{nameOf(one.topic)}{one.channel && ` · ${t(`channel.${one.channel}`, { defaultValue: one.channel })}`}<small className="meta">{words.instant(one.at)} · {one.source}</small></li>)}</ul>
        </>
      )}
    </Card>
  );
}
