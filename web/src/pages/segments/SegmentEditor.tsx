import { Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { givenSegment } from "../../lib/targeting";
import { SegmentForm } from "./SegmentForm";

// One saved segment, or a new one, perhaps with what a link suggests.
export default function SegmentEditor() {
  const { t } = useTranslation();
  const { id = "new" } = useParams();
  const [address] = useSearchParams();
  const fresh = id === "new";
  const { data, error, reload } = useLoad(fresh ? undefined : id, async (signal) => {
    const { segments } = await api.segments(signal);
    return { segment: segments.find((s) => s.id === id) };
  });
  if (fresh) return <SegmentForm key="new" given={givenSegment(address)} />;
  if (error !== undefined) return <Page title={t("segments.title")}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={t("segments.title")}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  if (!data.segment) return <Page title={t("segments.title")}><Card><Empty title={t("error.not_found")} /></Card></Page>;
  return <SegmentForm key={id} saved={data.segment} />;
}
