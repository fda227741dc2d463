// Data > Export.
export const eventExportEn = {
  eventExport: {
    title: "Export", lead: "Everything that happened, in the order of its time, as one file of any length. It is written while you download it; what comes in meanwhile is not in it.",
    days: "Days", allDays: "Leave a day open to begin with the first event or to end with the last.", event: "Event", allEvents: "All events", onlyOne: "One event, or all.",
    format: "Format", go: "Download", command: "The same from a shell, for large files and for scripts", onlyAnalyst: "Analysts and owners can export events.",
    again: { title: "For Throng", other: "For people and tables", products: "For another product" },
    formats: { jsonl: "Throng (JSON Lines)", csv: "CSV", parquet: "Parquet", posthog: "PostHog", mixpanel: "Mixpanel", amplitude: "Amplitude", sensors: "Sensors Analytics" },
    hint: {
      jsonl: "Can be imported again: the same events with the same ids. Where they are already, nothing is counted twice.",
      csv: "One row an event: time, person, event, ids, where from, on what, and its properties as JSON.",
      parquet: "The same columns for DuckDB, pandas, Spark and others. At most 2 million events.",
      posthog: "One event a line, as its capture API takes them in a batch. What it has no word for, like adding to a number of a person, comes as an event.",
      mixpanel: "One line each: events for /import, updates of persons for /engage, groups for /groups. Times are in UTC.",
      amplitude: "One event a line, as its HTTP API takes them. Aliases come as events.",
      sensors: "One record a line, as its importers take them. Union and remove on lists come as events.",
    },
  },
};
