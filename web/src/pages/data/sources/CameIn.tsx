import { Card, Segmented, Statistic } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { usePreferences } from "../../../app/preferences";
import { useWords } from "../../../hooks/use_words";
import { heardRows, perBar, ranges, stepHours, totalOf, type Days } from "../../../lib/sources";
import { HoursChart } from "./HoursChart";
import { colorOf } from "./colors";
import type { Heard } from "./use_sources";

// All that was accepted, by source, above the few numbers that say whether all is well.
export function CameIn({ heard, starts, days, onDays }: { heard: Heard; starts: number[]; days: Days; onDays: (days: Days) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const views = heard.rows.map((row) => row.view);
  const lines = heardRows(heard.rows).map((row) => ({ name: t(`sources.name.${row.view.source}`), color: colorOf(row.place, chart), values: perBar(row.view.hours, starts, "accepted") }));
  const quarantined = totalOf(views, "quarantined");
  return (
    <Card title={t("sources.cameIn")} extra={<Segmented<Days> size="small" value={days} onChange={onDays} aria-label={t("sources.show")} options={ranges.map((value) => ({ value, label: <span data-testid={`days-${value}`}>{t(`sources.days.${value}`)}</span> }))} />} className="came-in" data-testid="came-in">
      <div className="headline">
        <Statistic title={t("sources.column.accepted")} value={words.number(totalOf(views, "accepted"))} />
        <Statistic title={t("sources.column.quarantined")} valueRender={() => (quarantined > 0 ? <Link to="?tab=quarantine">{words.number(quarantined)}</Link> : "0")} />
        <Statistic title={t("sources.column.refused")} value={words.number(totalOf(views, "refused"))} />
      </div>
      <HoursChart starts={starts} days={heard.days} lines={lines} label={`${t("sources.cameIn")}, ${t(`sources.bars.${stepHours[heard.days]}`)}`} />
    </Card>
  );
}
