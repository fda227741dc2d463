import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { TrendAnswer, TrendSeries, Weekday } from "../../api/types";
import { useSession } from "../../app/session";
import type { TrendNames } from "../../hooks/use_trend_names";
import { useWords } from "../../hooks/use_words";
import { heatOf, rowsOfWeek } from "../../lib/hour_grid";

interface Props {
  answer: TrendAnswer;
  first: Weekday | undefined; // day of the week; absent: the project's
  names: TrendNames;
  onPick?: (position: number, hour: number, previous: boolean) => void;
}

function Grid({ series, first, onPick }: { series: TrendSeries; first: Weekday; onPick: ((hour: number) => void) | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const heat = heatOf(series.values);
  const say = (weekday: Weekday, hour: number) => `${t(`weekday.${weekday}`)} ${String(hour).padStart(2, "0")}:00`;
  return (
    <div className="hours" role="group">
      <span />
      {Array.from({ length: 24 }, (_, hour) => <span key={hour} className="hours-head">{hour % 3 === 0 ? hour : ""}</span>)}
      {rowsOfWeek(series.values, first).flatMap(({ weekday, cells }) => [
        <span key={weekday} className="hours-day">{t(`calendar.short.${weekday}`)}</span>,
        ...cells.map(({ index, hour, value }) => {
          const shut = !onPick || value === null || (value === 0 && !series.formula);
          const said = `${say(weekday, hour)}: ${words.number(value)}`;
          return (
            <Tooltip key={index} title={said} mouseEnterDelay={0.15}>
              <button type="button" className={heat(value) > 0.55 ? "hours-cell dark" : "hours-cell"} style={{ ["--heat" as string]: `${Math.round(heat(value) * 100)}%` }} aria-label={said} disabled={shut} onClick={() => onPick?.(index)} data-testid="hour-cell">
                {value === null || value === 0 ? "" : words.compact(value)}
              </button>
            </Tooltip>
          );
        }),
      ])}
    </div>
  );
}

// Seven days of 24 hours, the fuller the darker: one grid per series and group.
export function HourGrids({ answer, first, names, onPick }: Props) {
  const { project } = useSession();
  const { t } = useTranslation();
  const start = first ?? (project.week_start as Weekday);
  const named = answer.series.length > 1;
  return (
    <div className="hour-grids">
      {answer.series.map((series, position) => (
        <div key={position}>
          {named && <h4>{names.line(series)}</h4>}
          <Grid series={series} first={start} onPick={onPick && ((hour) => onPick(position, hour, false))} />
          {series.previous && (
            <>
              <h4>{t("trend.before")}</h4>
              <Grid series={{ ...series, ...series.previous }} first={start} onPick={onPick && ((hour) => onPick(position, hour, true))} />
            </>
          )}
        </div>
      ))}
    </div>
  );
}
