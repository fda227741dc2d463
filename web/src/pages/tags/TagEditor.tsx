import { Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router-dom";
import { tags as api } from "../../api/tags";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { exampleKeys, exampleTag, formFromTag, newTag, type ExampleKey } from "../../lib/tags";
import { TagForm } from "./TagForm";

// A tag to be changed, or a new one: from scratch or from an example.
export default function TagEditor() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [parameters] = useSearchParams();
  const { data, error, reload } = useLoad(id, (signal) => api.find(id!, signal));
  if (id === undefined) {
    const example = exampleKeys.find((key) => key === parameters.get("example"));
    return <TagForm key={example ?? ""} start={example ? exampleTag(example as ExampleKey, (key) => t(`tags.example.${key}`)) : newTag()} />;
  }
  if (error !== undefined) return <Page title={t("tags.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("tags.title")}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  return <TagForm key={id} saved={data} start={formFromTag(data)} />;
}
