import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { SendTo } from "../../../components/SendTo";
import { Snippet } from "../../../components/Snippet";
import { useWriteKey } from "../../../hooks/use_write_key";
import { docsOf, waysOf } from "../../../lib/source_ways";
import { Docs } from "./Docs";

// The one line that an SDK needs to send here, by SDK.
export function Connect({ source }: { source: string }) {
  const { t } = useTranslation();
  const key = useWriteKey();
  const ways = waysOf(source, window.location.origin, key ?? "WRITE_KEY");
  return (
    <section className="source-part" data-testid="connect">
      <h3>{t("sources.how")}</h3>
      <SendTo writeKey={key} />
      <Tabs size="small" items={ways.map(({ sdk, text }) => ({ key: sdk, label: t(`sources.sdk.${sdk}`), children: <Snippet text={text} testid={`way-${sdk}`} /> }))} />
      <p className="hint first">{t(`sources.note.${source}`)}</p>
      <Docs says={t("sources.more")} pages={docsOf(source).map((page) => ({ page }))} />
    </section>
  );
}
