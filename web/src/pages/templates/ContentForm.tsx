import { useTranslation } from "react-i18next";
import type { Channel, Content } from "../../api/engage";
import { LiquidInput } from "../../components/liquid/LiquidInput";
import { channelFacts, hasPart } from "../../lib/channels";
import { safeUrl } from "../../lib/blocks";
import { MailBody } from "./MailBody";

export interface ContentProps {
  content: Content;
  onChange: (part: Partial<Content>) => void;
  problemAt: (part: string) => string | undefined;
}

function Title({ content, channel, onChange, problemAt }: ContentProps & { channel: Channel }) {
  const { t } = useTranslation();
  const { family, titled } = channelFacts[channel];
  const label = t(family === "mail" ? "templates.subject" : "templates.shortTitle");
  return (
    <div className="field">
      <label>{label}{!titled && <small> · {t("common.optional")}</small>}</label>
      <LiquidInput value={content.subject} onChange={(subject) => onChange({ subject })} label={label} {...(family === "mail" ? { counter: 60 } : {})} problem={problemAt("subject")} testid="subject" />
    </div>
  );
}

function ShortText({ content, channel, onChange, problemAt }: ContentProps & { channel: Channel }) {
  const { t } = useTranslation();
  const { family } = channelFacts[channel];
  return (
    <div className="field">
      <label>{t("templates.message")}</label>
      <LiquidInput value={content.text} onChange={(text) => onChange({ text })} label={t("templates.message")} rows={family === "push" ? 3 : 5} problem={problemAt("text")} testid="text" />
      <small className="meta">{t(`templates.textOf.${family}`)}</small>
    </div>
  );
}

function Url({ content, onChange, problemAt }: ContentProps) {
  const { t } = useTranslation();
  const bad = content.url !== "" && !safeUrl(content.url) ? t("templates.badUrl") : undefined;
  return (
    <div className="field">
      <label>{t("templates.opens")}<small> · {t("common.optional")}</small></label>
      <LiquidInput value={content.url} onChange={(url) => onChange({ url })} label={t("templates.opens")} hint="https://" problem={problemAt("url") ?? bad} testid="url" />
    </div>
  );
}

function HookHtml({ content, onChange, problemAt }: ContentProps) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <label>HTML<small> · {t("common.optional")}</small></label>
      <LiquidInput value={content.html} onChange={(html) => onChange({ html })} label="HTML" rows={3} code problem={problemAt("html")} testid="html" />
    </div>
  );
}

interface Props {
  channel: Channel;
  content: Content;
  onChange: (content: Content) => void;
  problem?: { part: string; text: string };
}

// One language of a message: the parts that its channel has a place for.
export function ContentForm({ channel, content, onChange, problem }: Props) {
  const shared: ContentProps = { content, onChange: (part) => onChange({ ...content, ...part }), problemAt: (part) => (problem?.part === part ? problem.text : undefined) };
  return (
    <>
      {hasPart(channel, "subject") && <Title channel={channel} {...shared} />}
      {channel === "email" ? <MailBody {...shared} /> : <ShortText channel={channel} {...shared} />}
      {hasPart(channel, "url") && <Url {...shared} />}
      {hasPart(channel, "html") && channel !== "email" && <HookHtml {...shared} />}
    </>
  );
}
