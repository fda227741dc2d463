import { Alert, Card, Segmented, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/client";
import { templates, type Message } from "../../api/engage";
import { PersonSelect } from "../../components/PersonSelect";
import { Problem } from "../../components/Problem";
import { useDebounced } from "../../hooks/use_debounced";
import { useLoad } from "../../hooks/use_load";
import { channelFacts } from "../../lib/channels";
import { placeOf } from "../../lib/templates_mail";
import { MailView, mailViews, type MailLook } from "./MailView";
import { AppView, HookView, PushView, RobotView, SmsView } from "./ShortViews";

interface Props {
  message: Message;
  language: string;
  person: number;
  onPerson: (person: number) => void;
  onBroken: (error: unknown) => void; // undefined: it can be rendered
}

const views = { sms: SmsView, push: PushView, app: AppView, hook: HookView, robot: RobotView };

// The message as the server would send it to this person, a moment after the last change, and as it looks where it arrives.
export function Preview({ message, language, person, onPerson, onBroken }: Props) {
  const { t } = useTranslation();
  const [look, setLook] = useState<MailLook>("wide");
  const now = JSON.stringify({ message, language, person });
  const asked = useDebounced(now, 400);
  const { data, error, loading, reload } = useLoad(asked, (signal) => templates.preview(JSON.parse(asked) as { message: Message; person: number; language: string }, signal));
  useEffect(() => onBroken(error), [error]);
  const shown = useKept(data);
  const { family } = channelFacts[message.channel];
  const atField = error instanceof ApiError && placeOf(error.field).part !== "";
  const Short = family === "mail" ? undefined : views[family];
  const looks = family === "mail" && <Segmented<MailLook> size="small" value={look} onChange={setLook} options={mailViews.map(({ value, icon }) => ({ value, label: <span title={t(`templates.look.${value}`)} aria-label={t(`templates.look.${value}`)} data-testid={`view-${value}`}>{icon}</span> }))} />;
  return (
    <Card className="mail-preview" title={t("templates.preview")} extra={looks} data-testid="mail-preview" aria-busy={loading || asked !== now}>
      <div className="field"><label>{t("templates.asWhom")}</label><PersonSelect value={person} onChange={onPerson} placeholder={t("templates.nobody")} testid="preview-person" /></div>
      {error !== undefined && !atField && <Problem error={error} onRetry={reload} />}
      {atField && <Alert type="warning" showIcon message={t("templates.broken")} data-testid="preview-broken" />}
      {shown && shown.missing.length > 0 && error === undefined && (
        <Alert type="info" showIcon message={t(person ? "templates.missing" : "templates.missingNobody")} description={<span data-testid="missing">{shown.missing.map((one) => <code key={one} className="inline-code">{one}</code>)}</span>} />
      )}
      {!shown ? error === undefined && <Skeleton active paragraph={{ rows: 8 }} /> : (
        <div className={error !== undefined ? "waiting" : ""}>
          {Short ? <Short shown={shown} channel={message.channel} /> : <MailView shown={shown} look={look} />}
        </div>
      )}
    </Card>
  );
}

// The last that there was.
function useKept<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  useEffect(() => {
    if (value !== undefined) setKept(value);
  }, [value]);
  return value ?? kept;
}
