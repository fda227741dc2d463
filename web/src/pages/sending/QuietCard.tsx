import { Card, Switch, TimePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { clockOf, minuteOf, sayQuiet } from "../../lib/campaigns";
import type { RulesProps } from "./Sending";

const night = { from: 22 * 60, to: 8 * 60 };

export function QuietCard({ rules, change, disabled }: RulesProps) {
  const { t } = useTranslation();
  const { quiet } = rules;
  const on = quiet.from !== quiet.to;
  const time = (key: "from" | "to") => (
    <TimePicker format="HH:mm" minuteStep={5} allowClear={false} needConfirm={false} disabled={disabled} value={dayjs(`2000-01-01T${clockOf(quiet[key] ?? 0)}`)} aria-label={t(`sending.quiet.${key}`)} onChange={(at) => at && change({ quiet: { ...quiet, [key]: minuteOf(at.format("HH:mm")) } })} />
  );
  return (
    <Card title={t("sending.quiet.title")} className="builder" extra={<Switch size="small" disabled={disabled} checked={on} aria-label={t("sending.quiet.title")} onChange={(wanted) => change({ quiet: wanted ? night : { from: 0, to: 0 } })} data-testid="quiet" />}>
      {on && <span className="row">{time("from")} – {time("to")}</span>}
      <p className="meta" data-testid="quiet-says">{sayQuiet({ from: quiet.from ?? 0, to: quiet.to ?? 0 }, t)}</p>
      <p className="meta">{t("sending.quiet.hint")}</p>
    </Card>
  );
}
