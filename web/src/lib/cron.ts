// Crontab lines: read as src/engage/cron.cc reads them, said in words, and when they come next by the wall's clock.
import type { TFunction } from "i18next";
import { weekdays } from "./zones";

export interface Cron { minutes: number[]; hours: number[]; days: number[]; months: number[]; weekdays: number[]; anyDay: boolean; anyWeekday: boolean } // 0: Sunday

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
interface Field { least: number; most: number; names?: readonly string[] }
const fields: readonly Field[] = [{ least: 0, most: 59 }, { least: 0, most: 23 }, { least: 1, most: 31 }, { least: 1, most: 12, names: months }, { least: 0, most: 7, names: days }];

function valueIn(text: string, { least, most, names }: Field): number | undefined {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + least;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}

// "*", "5", "1-5", each with a step; "5/10" begins at 5.
function rangeIn(text: string, field: Field): number[] | undefined {
  const [range = "", stepText, ...moreSteps] = text.split("/");
  const [from = "", to, ...moreEnds] = range.split("-");
  const step = stepText === undefined ? 1 : valueIn(stepText, { least: 1, most: field.most });
  const star = range === "*";
  const first = star ? field.least : valueIn(from, field);
  const last = star ? (field.names === days ? 6 : field.most) : to !== undefined ? valueIn(to, field) : stepText === undefined ? first : field.most;
  if (step === undefined || first === undefined || last === undefined || last < first || moreSteps.length + moreEnds.length > 0) return undefined;
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

// undefined: it is none.
export function parseCron(text: string): Cron | undefined {
  const parts = text.trim().split(/ +/);
  if (parts.length !== 5) return undefined;
  const sets = parts.map((part, i) => part.split(",").map((one) => rangeIn(one, fields[i]!)));
  if (sets.some((set) => set.some((one) => one === undefined))) return undefined;
  const [minutes, hours, ofMonth, ofYear, ofWeek] = sets.map((set, i) => [...new Set(set.flatMap((one) => one!.map((n) => (i === 4 ? n % 7 : n))))].sort((a, b) => a - b));
  return { minutes: minutes!, hours: hours!, days: ofMonth!, months: ofYear!, weekdays: ofWeek!, anyDay: parts[2]!.startsWith("*"), anyWeekday: parts[4]!.startsWith("*") };
}

export const mostAnHour = 12; // kMostTimesAnHour
export const isUsable = (text: string): boolean => (parseCron(text)?.minutes.length ?? mostAnHour + 1) <= mostAnHour;

export const cronPresets = ["0 9 * * mon-fri", "0 10 * * sat,sun", "0 9,18 * * *", "0 10 1,15 * *", "0 10 1 */3 *", "0 */4 * * *"] as const;

// ---- words ----

const two = (n: number) => String(n).padStart(2, "0");
const mostListed = 6;

function sayTimes({ minutes, hours }: Cron, t: TFunction): string {
  const between = t("cron.comma");
  if (hours.length * minutes.length <= mostListed) return t("cron.at", { times: hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`)).join(between) });
  const past = t("cron.past", { minutes: minutes.map((one) => `:${two(one)}`).join(between) });
  if (hours.length === 24) return t("cron.everyHour", { past });
  return t("cron.ofHours", { past, hours: ranges(hours, (hour) => two(hour), t) });
}

// 1, 2, 3, 6 as "1-3, 6" in words.
function ranges(numbers: readonly number[], say: (n: number) => string, t: TFunction): string {
  const parts: string[] = [];
  for (let first = 0, end = 0; first < numbers.length; first = end) {
    for (end = first + 1; end < numbers.length && numbers[end] === numbers[end - 1]! + 1; ) ++end;
    if (end - first < 3) parts.push(...numbers.slice(first, end).map(say));
    else parts.push(t("cron.range", { first: say(numbers[first]!), last: say(numbers[end - 1]!) }));
  }
  return parts.join(t("cron.comma"));
}

function sayDays({ days: ofMonth, weekdays: ofWeek, anyDay, anyWeekday }: Cron, t: TFunction): string {
  const monday = [...ofWeek].map((one) => (one + 6) % 7).sort((a, b) => a - b);
  const week = ofWeek.length === 7 ? "" : ranges(monday, (one) => t(`weekday.${weekdays[one]!}`), t);
  const month = ofMonth.length === 31 ? "" : t("cron.day", { days: ranges(ofMonth, String, t) });
  if (week && month) return t(anyDay || anyWeekday ? "cron.both" : "cron.either", { week, month });
  return week || month || t("cron.everyDay");
}

// "Monday to Friday at 09:00"; what is none is said as it is written.
export function sayCron(text: string, t: TFunction): string {
  const cron = parseCron(text);
  if (!cron) return text;
  const inMonths = cron.months.length === 12 ? "" : t("cron.months", { months: ranges(cron.months, (n) => t(`cron.month.${months[n - 1]!}`), t) });
  return t("cron.says", { days: sayDays(cron, t), times: sayTimes(cron, t), months: inMonths });
}

// ---- times ----

const searched = 8 * 366; // days: between two 29ths of February there may be eight years

function isDay(cron: Cron, day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  if (!cron.months.includes(at.getUTCMonth() + 1)) return false;
  const ofMonth = cron.days.includes(at.getUTCDate());
  const ofWeek = cron.weekdays.includes(at.getUTCDay());
  return cron.anyDay || cron.anyWeekday ? ofMonth && ofWeek : ofMonth || ofWeek;
}

// Of a day ("2026-03-01"), as the wall's clock shows them: "2026-03-01T20:00".
export const timesOn = (cron: Cron, day: string): string[] => (isDay(cron, day) ? cron.hours.flatMap((hour) => cron.minutes.map((minute) => `${day}T${two(hour)}:${two(minute)}`)) : []);

// The next after `now`, both on the wall's clock.
export function nextTimes(cron: Cron, now: string, count: number): string[] {
  const found: string[] = [];
  const day = new Date(`${now.slice(0, 10)}T00:00:00Z`);
  for (let i = 0; i < searched && found.length < count; ++i, day.setUTCDate(day.getUTCDate() + 1)) {
    const times = timesOn(cron, day.toISOString().slice(0, 10)).filter((at) => at > now);
    found.push(...times.slice(0, count - found.length));
  }
  return found;
}
