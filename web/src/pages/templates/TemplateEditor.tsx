import { Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router-dom";
import { templates, type TemplateBody } from "../../api/engage";
import { usePreferences } from "../../app/preferences";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { isChannel } from "../../lib/channels";
import { exampleContent, freshContent, templateExamples } from "../../lib/templates_mail";
import { TemplateForm } from "./TemplateForm";

// One saved template, or a new one, perhaps from an example or for a channel.
export default function TemplateEditor() {
  const { t } = useTranslation();
  const { id = "new" } = useParams();
  const [address] = useSearchParams();
  const { language } = usePreferences();
  const fresh = id === "new";
  const { data, error, reload } = useLoad(fresh ? undefined : id, (signal) => templates.find(id, signal));
  const begin = (): TemplateBody => {
    const example = templateExamples.find(({ key }) => key === address.get("example"));
    if (example) return { name: t(`templates.example.${example.key}.name`), description: "", channel: example.channel, contents: [exampleContent(example, language, t)] };
    const wanted = address.get("channel");
    const channel = isChannel(wanted) ? wanted : "email";
    return { name: "", description: "", channel, contents: [freshContent(language, channel, t)] };
  };
  if (fresh) return <TemplateForm key="new" begin={begin()} />;
  if (error !== undefined) return <Page title={t("templates.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("templates.title")}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  const { name, description, channel, contents } = data;
  return <TemplateForm key={id} id={id} begin={{ name, description, channel, contents }} />;
}
