import { Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { HeatmapQuestion } from "../../api/types";
import { Problem } from "../../components/Problem";
import { useWords } from "../../hooks/use_words";
import { readablePath } from "../../lib/format";
import { heatmapDefault } from "../../lib/question_url";
import { reportLink } from "../../lib/reports";
import { NothingHere } from "./NothingHere";
import { usePages } from "./use_pages";

// In place of an answer while no page is chosen: the pages that can be, by views.
export function PageList({ draft }: { draft: HeatmapQuestion }) {
  const { t } = useTranslation();
  const words = useWords();
  const { pages, error, reload } = usePages(draft);
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (!pages) return <Card><Skeleton active paragraph={{ rows: 8 }} /></Card>;
  if (pages.length === 0) return <NothingHere />;
  const line = (page: string, name: string, views?: number) => (
    <Link key={page} to={reportLink("heatmap", { ...heatmapDefault, ...draft, page })} data-testid="heatmap-choice">
      {views !== undefined && <i style={{ width: `${(100 * views) / pages[0]!.views}%` }} />}
      <span title={page}>{name}</span>
      {views !== undefined && <b>{t("heatmap.pageViews", { count: views, replace: { count: words.number(views) } })}</b>}
    </Link>
  );
  return (
    <Card title={t("heatmap.pages")}>
      <p className="hint first">{t("heatmap.pagesHint")}</p>
      <div className="top-events">
        {pages.map(({ page, views }) => line(page, readablePath(page), views))}
        {line("*", t("heatmap.allPages"))}
      </div>
    </Card>
  );
}
