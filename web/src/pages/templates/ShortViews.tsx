import { LinkOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Channel, PreviewResponse } from "../../api/engage";
import { ChannelName } from "../../components/channel/ChannelName";
import { channelIcons } from "../../components/channel/icons";
import { channelName, charactersOf, leadsTo, pushRoom, webhookBody } from "../../lib/channels";

interface Props { shown: PreviewResponse; channel: Channel }

function Opens({ url }: { url: string }) {
  return url === "" ? null : <small className="opens" title={url} data-testid="preview-url"><LinkOutlined /><span>{leadsTo(url)}</span></small>;
}

function Count({ part, text, most }: { part: string; text: string; most: number }) {
  const { t } = useTranslation();
  const count = charactersOf(text);
  return <span className={count > most ? "liquid-count long" : "liquid-count"} data-testid={`count-${part}`}>{t(`templates.push.${part}`)}: {t("templates.length", { count, most })}{count > most && ` · ${t("templates.tooLong")}`}</span>;
}

// On a phone, with what it costs: how many short messages it makes.
export function SmsView({ shown }: Props) {
  const { t } = useTranslation();
  const { sms } = shown;
  return (
    <div className="phone-frame">
      <small className="phone-to">{shown.to || t("templates.noNumber")}</small>
      <p className="phone-bubble" data-testid="preview-text">{shown.text}</p>
      {sms && (
        <div className="phone-count" data-testid="sms-count">
          <b>{t("templates.sms.parts", { count: sms.parts })}</b>
          <span>{t("templates.sms.units", { count: sms.units, left: sms.left })}</span>
          <small>{t(`templates.sms.${sms.alphabet}`)}</small>
        </div>
      )}
    </div>
  );
}

// A notification on a screen that is locked.
export function PushView({ shown, channel }: Props) {
  const { t } = useTranslation();
  return (
    <div className="lock-screen">
      <div className="notification">
        <header>{channelIcons[channel]}<span>{channelName(channel, t)}</span><small>{t("templates.push.now")}</small></header>
        <b data-testid="preview-subject">{shown.subject}</b>
        <p data-testid="preview-text">{shown.text}</p>
        <Opens url={shown.url} />
      </div>
      <Count part="title" text={shown.subject} most={pushRoom.title} />
      <Count part="text" text={shown.text} most={pushRoom.text} />
    </div>
  );
}

// In the app's list of messages, not read yet.
export function AppView({ shown, channel }: Props) {
  const { t } = useTranslation();
  return (
    <div className="lock-screen">
      <div className="notification app-message">
        <header>{channelIcons[channel]}<span>{channelName(channel, t)}</span><small>{t("templates.push.now")}</small><i className="unread" aria-hidden /></header>
        {shown.subject && <b data-testid="preview-subject">{shown.subject}</b>}
        <p data-testid="preview-text">{shown.text}</p>
        <Opens url={shown.url} />
      </div>
    </div>
  );
}

// In a group chat, said by its robot.
export function RobotView({ shown, channel }: Props) {
  const { t } = useTranslation();
  return (
    <div className="chat-frame">
      <span className="chat-face" aria-hidden>{channelIcons[channel]}</span>
      <div className="chat-said">
        <small className="meta">{t("templates.robot")}</small>
        <div className="chat-card">
          {shown.subject && <b data-testid="preview-subject">{shown.subject}</b>}
          <p data-testid="preview-text">{shown.text}</p>
          <Opens url={shown.url} />
        </div>
      </div>
    </div>
  );
}

// What the URL gets.
export function HookView({ shown, channel }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <div className="mail-head"><span><b>POST</b> <ChannelName channel={channel} /></span><small>{t("templates.hookHint")}</small></div>
      <pre className="mail-text code" data-testid="preview-json">{webhookBody(shown)}</pre>
    </>
  );
}
