import { Card, Skeleton, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { api } from "../../api/client";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { useLoad } from "../../hooks/use_load";
import { isNothing } from "../../lib/heatmap";
import { heatmapDefault } from "../../lib/question_url";
import { browserTag } from "../../lib/snippets";

function Teach() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { data } = useLoad(may("owner") ? "keys" : undefined, (signal) => api.keys(signal));
  const text = browserTag(window.location.origin, data?.keys.find((key) => key.kind === "write")?.shown ?? "WRITE_KEY");
  return (
    <Card className="teach" data-testid="heatmap-teach">
      <h2>{t("heatmap.teach")}</h2>
      <p>{t("heatmap.teachText")}</p>
      <Typography.Paragraph copyable={{ text }} className="snippet after"><pre>{text}</pre></Typography.Paragraph>
      <p>{t("heatmap.teachScript")}</p>
      <p className="after"><Link to="/">{t("heatmap.toLive")}</Link></p>
    </Card>
  );
}

const ever = { ...heatmapDefault, page: "*", range: "ever" as const, columns: 1, row: 1000, elements: 0 };

// No event to draw: how they come about, or, where there ever were some, where else to look.
export function NothingHere() {
  const { t } = useTranslation();
  const { data, loading } = useLoad("ever", (signal) => api.ask("heatmap", ever, signal));
  if (loading) return <Card><Skeleton active /></Card>;
  if (data && isNothing(data.answer)) return <Teach />;
  return <Card><Empty title={t("heatmap.nothingHere")} hint={t("heatmap.nothingHereHint")} action={<Link to="/heatmap">{t("heatmap.choosePage")}</Link>} /></Card>;
}
