import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { Catalog } from "./catalog/Catalog";
import { Costs } from "./Costs";
import { ExportEvents } from "./ExportEvents";
import { Keys } from "./Keys";
import { Operators } from "./Operators";
import { ProjectCard } from "./ProjectCard";
import { Quarantine } from "./quarantine/Quarantine";
import { Sources } from "./sources/Sources";

export default function Data() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const owner = may("owner");
  const items = [
    { key: "sources", label: t("sources.title"), children: <Sources /> },
    { key: "catalog", label: t("catalog.title"), children: <Catalog /> },
    { key: "quarantine", label: t("data.quarantine"), children: <Quarantine /> },
    { key: "export", label: t("eventExport.title"), children: <ExportEvents /> },
    { key: "costs", label: t("costs.title"), children: <Costs /> },
    ...(owner ? [{ key: "keys", label: t("data.keys"), children: <Keys /> }, { key: "operators", label: t("data.operators"), children: <Operators /> }] : []),
    { key: "project", label: t("data.project"), children: <ProjectCard /> },
  ];
  return (
    <Page title={t("data.title")}>
      <Tabs activeKey={parameters.get("tab") ?? "sources"} onChange={(tab) => setParameters({ tab }, { replace: true })} items={items} destroyOnHidden />
    </Page>
  );
}
