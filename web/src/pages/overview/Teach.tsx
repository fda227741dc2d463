import { Card, Tabs } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { SendTo } from "../../components/SendTo";
import { Snippet } from "../../components/Snippet";
import { useLive } from "../../hooks/use_live";
import { useWriteKey } from "../../hooks/use_write_key";
import { snippets } from "../../lib/snippets";

// No event yet: how to send one, with this project's key and this server's address.
export function Teach({ onFirst }: { onFirst: () => void }) {
  const { t } = useTranslation();
  const key = useWriteKey();
  const { events } = useLive(false);
  const told = useRef(false);
  useEffect(() => {
    if (events.length === 0 || told.current) return;
    told.current = true;
    const timer = setTimeout(onFirst, 1500);
    return () => clearTimeout(timer);
  }, [events.length, onFirst]);
  const texts = snippets(window.location.origin, key ?? "WRITE_KEY");
  return (
    <Card className="teach" data-testid="teach">
      <h2>{t("teach.title")}</h2>
      <p>{t("teach.text")}</p>
      <SendTo writeKey={key} />
      <Tabs items={[
        { key: "curl", label: t("teach.curl"), children: <Snippet text={texts.curl} /> },
        { key: "browser", label: t("teach.browser"), children: <Snippet text={texts.browser} /> },
        { key: "node", label: t("teach.node"), children: <Snippet text={texts.node} /> },
      ]} />
      <p className="pulse">{t("teach.waiting")}</p>
    </Card>
  );
}
