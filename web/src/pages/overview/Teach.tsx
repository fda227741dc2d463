import { Card, Tabs, Typography } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { useSession } from "../../app/session";
import { useLive } from "../../hooks/use_live";
import { useLoad } from "../../hooks/use_load";
import { snippets } from "../../lib/snippets";

// No event yet: how to send one, with this project's key and this server's address.
export function Teach({ onFirst }: { onFirst: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { data } = useLoad(may("owner") ? "keys" : undefined, (signal) => api.keys(signal));
  const key = data?.keys.find((k) => k.kind === "write")?.shown;
  const { events } = useLive(false);
  const told = useRef(false);
  useEffect(() => {
    if (events.length === 0 || told.current) return;
    told.current = true;
    const timer = setTimeout(onFirst, 1500);
    return () => clearTimeout(timer);
  }, [events.length, onFirst]);
  const texts = snippets(window.location.origin, key ?? "WRITE_KEY");
  const code = (text: string) => <Typography.Paragraph copyable={{ text }} className="snippet"><pre>{text}</pre></Typography.Paragraph>;
  return (
    <Card className="teach" data-testid="teach">
      <h2>{t("teach.title")}</h2>
      <p>{t("teach.text")}</p>
      <dl>
        <div><dt>{t("teach.host")}</dt><dd><Typography.Text copyable code>{window.location.origin}</Typography.Text></dd></div>
        <div><dt>{t("teach.key")}</dt><dd>{key ? <Typography.Text copyable code>{key}</Typography.Text> : t("teach.noKey")}</dd></div>
      </dl>
      <Tabs items={[
        { key: "curl", label: t("teach.curl"), children: code(texts.curl) },
        { key: "browser", label: t("teach.browser"), children: code(texts.browser) },
        { key: "node", label: t("teach.node"), children: code(texts.node) },
      ]} />
      <p className="pulse">{t("teach.waiting")}</p>
    </Card>
  );
}
