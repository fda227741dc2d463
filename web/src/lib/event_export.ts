// What an export of events is asked with: the address of the file, and the command that writes the same one.
export const eventFormats = ["jsonl", "csv", "parquet", "posthog", "mixpanel", "amplitude", "sensors"] as const;
export type EventFormat = (typeof eventFormats)[number];

export interface EventExport {
  format: EventFormat;
  from?: string; // days; the first and the one before which it ends
  to?: string;
  event?: string;
}

export function eventExportLink({ format, from, to, event }: EventExport): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries({ from, to, event })) if (value) query.set(name, value);
  return `/api/events/export?${query}`;
}

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

export function eventExportCommand({ format, from, to, event }: EventExport, url: string): string {
  const ending = { jsonl: "jsonl.gz", csv: "csv.gz", parquet: "parquet" }[format as string] ?? `${format}.jsonl.gz`;
  const options = Object.entries({ from, to, event }).flatMap(([name, value]) => (value ? [`--${name} ${quoted(value)}`] : []));
  return [`throng export --url ${url} --secret-key SECRET_KEY`, `--out events.${ending} --format ${format}`, ...(options.length > 0 ? [options.join(" ")] : [])].join(" \\\n  ");
}
