// Files of persons that the server writes: the browser saves them as they come, nothing is held in the page.
export const memberFormats = ["csv", "jsonl", "parquet"] as const;
export type MemberFormat = (typeof memberFormats)[number];
export const mostTraits = 50;

export interface ExportWish {
  format: MemberFormat;
  traits: readonly string[];
  value?: string; // of a tag: only those who have it
}

// `of`: "segments/k3x9" or "tags/k3x9".
export function exportLink(of: string, { format, traits, value }: ExportWish): string {
  const query = new URLSearchParams({ format });
  if (traits.length > 0) query.set("traits", traits.join(","));
  if (value !== undefined) query.set("value", value);
  return `/api/${of}/export?${query}`;
}
