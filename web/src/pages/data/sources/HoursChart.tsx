import { useTranslation } from "react-i18next";
import { BarsChart } from "../../../components/BarsChart";
import { stepHours, type Days } from "../../../lib/sources";

interface Props {
  starts: number[];
  days: Days;
  lines: { name: string; color: string; values: number[] }[];
  label: string;
}

// What came, in bars of as many hours as the days shown allow.
export function HoursChart({ starts, days, lines, label }: Props) {
  const { t } = useTranslation();
  return <BarsChart buckets={starts.map((at) => new Date(at).toISOString())} unit={days === 90 ? "day" : "hour"} lines={lines} label={label} note={t(`sources.bars.${stepHours[days]}`)} nothing={t("sources.nothing")} />;
}
