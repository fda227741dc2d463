import { Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router-dom";
import { layers } from "../../api/layers";
import { operating } from "../../api/operating";
import type { LayerKind, Roles } from "../../api/types";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { layerKinds } from "../../lib/layers";
import { LayersForm } from "./LayersForm";

// One saved scheme, or a new one that begins with the events that play a part.
export default function LayersEditor() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [parameters] = useSearchParams();
  const asked = parameters.get("kind") as LayerKind | null;
  const { data, error, reload } = useLoad(id ?? "new", async (signal) => ({
    saved: id ? await layers.find(id, signal) : undefined,
    roles: await operating.roles(signal).catch((): Partial<Roles> => ({})),
  }));
  if (error !== undefined) return <Page title={t("layers.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("layers.title")}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  return <LayersForm key={id ?? "new"} saved={data.saved} kind={asked && layerKinds.includes(asked) ? asked : "value"} roles={data.roles} />;
}
