import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { Snippet } from "../../../components/Snippet";
import { useWriteKey } from "../../../hooks/use_write_key";
import { browserTag, snippets } from "../../../lib/snippets";
import { SendTo } from "../../../components/SendTo";
import { Docs } from "./Docs";

// Nothing was ever heard: the shortest way to a first event.
export function TeachSources() {
  const { t } = useTranslation();
  const key = useWriteKey();
  const { origin } = window.location;
  const told = key ?? "WRITE_KEY";
  return (
    <Card className="teach" data-testid="teach-sources">
      <h2>{t("sources.teach.title")}</h2>
      <p>{t("sources.teach.text")}</p>
      <SendTo writeKey={key} />
      <Snippet text={browserTag(origin, told)} testid="teach-tag" />
      <p>{t("sources.teach.curlText")}</p>
      <Snippet text={snippets(origin, told).curl} testid="teach-curl" />
      <Docs says={t("sources.teach.docs")} pages={[
        { page: "docs/sdk/browser.md", about: t("sources.teach.doc.browser") },
        { page: "docs/sdk/README.md", about: t("sources.teach.doc.sdk") },
        { page: "docs/formats/protocols.md", about: t("sources.teach.doc.protocols") },
      ]} />
      <p className="pulse">{t("teach.waiting")}</p>
    </Card>
  );
}
