import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { ApiError } from "../../api/client";
import { templates, type Channel, type Message } from "../../api/engage";
import { useSession } from "../../app/session";
import { Problem } from "../../components/Problem";
import { channelFacts } from "../../lib/channels";

interface Props { message: Message; person: number; onClose: () => void }
interface AddressProps { channel: Channel; to: string; onChange: (to: string) => void; onEnter: () => void }

// Where the test goes: an address of the channel's kind.
function Address({ channel, to, onChange, onEnter }: AddressProps) {
  const { t } = useTranslation();
  const label = t(`templates.testTo.${channel}`);
  const shared = { id: "test-to", autoFocus: true, value: to, "data-testid": "test-to" };
  return (
    <div className="field">
      <label htmlFor="test-to">{label}</label>
      {channel === "web_push" ? <Input.TextArea {...shared} autoSize={{ minRows: 3, maxRows: 8 }} className="code" placeholder={'{"endpoint": "https://…", "keys": {…}}'} onChange={(e) => onChange(e.target.value)} />
        : <Input {...shared} type={channel === "email" ? "email" : channel === "sms" ? "tel" : "text"} placeholder={channel === "sms" ? "+86 138 0013 8000" : ""} onChange={(e) => onChange(e.target.value)} onPressEnter={onEnter} />}
    </div>
  );
}

// Sends what is in the editor, saved or not, to one address, or to the one that the channel has.
export function TestDialog({ message, person, onClose }: Props) {
  const { t } = useTranslation();
  const { who } = useSession();
  const { channel } = message;
  const { family, trait } = channelFacts[channel];
  const [to, setTo] = useState(channel === "email" ? who.email : "");
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<{ how: string; detail: string }>();
  const [error, setError] = useState<unknown>();
  const nobody = family === "app" && person === 0;
  const ready = trait ? to.trim() !== "" : !nobody;
  const send = async () => {
    if (!ready) return;
    setBusy(true);
    setError(undefined);
    setDone(undefined);
    try {
      setDone(await templates.test({ message, to: to.trim(), person }));
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return (
    <Modal open title={t("templates.test")} okText={t("templates.testSend")} cancelText={t("common.close")} onCancel={onClose} onOk={() => void send()} confirmLoading={busy} okButtonProps={{ disabled: !ready, autoFocus: !trait, "data-testid": "test-go" }}>
      <div className="stack">
        <p className="meta">{t(person ? "templates.testHintPerson" : "templates.testHint")}</p>
        {trait ? <Address channel={channel} to={to} onChange={setTo} onEnter={() => void send()} /> : <p data-testid="test-nowhere">{t(`templates.testAll.${nobody ? "appNobody" : family}`)}</p>}
        {done && <Alert type={done.how === "taken" ? "success" : "warning"} showIcon message={t(`templates.handed.${done.how}`, { side: t(`templates.side.${family}`) })} description={done.detail || undefined} data-testid="test-done" />}
        {error !== undefined && <Problem error={error} />}
        {error instanceof ApiError && error.code === "conflict" && <Link to="/sending">{t("campaigns.todo.server")}</Link>}
      </div>
    </Modal>
  );
}
