import { Card, Skeleton } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { tags as api, type TagView } from "../../api/tags";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { historyOption } from "../../lib/tag_charts";

export function TagHistory({ tag, turn }: { tag: TagView; turn: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const { data, error, reload } = useLoad(turn, (signal) => api.history(tag.id, signal));
  const option = useMemo(() => data && data.days.length > 0 && historyOption(data, chart, { ...words, bucket: (day) => day.slice(5) }, tag.name), [data, chart, words, tag.name]);
  return (
    <Card title={t("tags.history")} className="tag-card" data-testid="tag-history">
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Skeleton active /> : !option ? <p className="meta">{t("tags.noHistory")}</p> : <Chart option={option} height={260} label={t("tags.history")} />}
      <p className="hint">{t("tags.historyHint", { days: tag.schedule.keep_days })}</p>
    </Card>
  );
}
