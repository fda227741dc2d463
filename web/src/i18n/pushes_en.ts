// Files of persons, and pushes.
export const pushesEn = {
  exports: {
    button: "Export", title: "Export persons", go: "Download", format: "Format", formats: { csv: "CSV", jsonl: "JSON lines", parquet: "Parquet" },
    formatHint: { csv: "For spreadsheets. Several ids of a person stand in one cell, separated by “;”.", jsonl: "One object per line; ids are lists and traits keep their types.", parquet: "For data tools: compact columns, ids are lists." },
    traits: "Traits to take along", traitsHint: "As they are now. The person's number and all ids are always in the file.", noTraits: "none", value: "Value", allValues: "all values",
  },
  pushes: {
    title: "Tell a URL who enters and leaves", add: "Add", new: "Tell a URL", nameHint: "CRM", url: "URL", urlHint: "Gets a signed POST with JSON, at most 500 changes at a time. Addresses inside your own network must be allowed in config.toml first.", tell: "Tell", entered: "who enters", left: "who leaves", both: "who enters and who leaves",
    traits: "Traits to send along", traitsHint: "As they are when the change is sent.", withTraits: "with {{traits}}", enabled: "On", test: "Send a test", tryNow: "Try now", reload: "Look again", confirmDelete: "Stop telling “{{name}}”?",
    none: "A CRM, a mail tool or your own server can hear of every person within seconds. Add its URL, keep the secret that is shown once, and check the signature of what arrives.",
    notLive: "Only live segments can tell: set “Keep its size” to live and save. Then whoever enters or leaves can be told to a URL, in signed batches.",
    secret: "The secret of this URL", secretOnce: "Copy it now: it is shown this once. Whoever has it can sign in your name.",
    verify: "How the receiver checks that it is you", verifyHint: "Every request has the header Throng-Signature: t=…,v1=…; v1 is the HMAC-SHA256 of “t.body” with the secret, in hex. Throng-Push-Id names the batch: a batch that is sent again has the same id and the same content, so drop those you have had. Answer 2xx when you have taken it; 410 switches the push off.",
    states: { off: "Off", stopped: "Given up", idle: "Segment is not live", failing: "Failing", waiting: "Waiting for the first", well: "Works" },
    last_one: "last told {{count}} change, {{at}}", last_other: "last told {{count}} changes, {{at}}", lastTest: "last a test, {{at}}", lastTried_one: "last tried with {{count}} change, {{at}}", lastTried_other: "last tried with {{count}} changes, {{at}}", stopped: "Given up: {{why}}. Nothing is lost; it goes on where it was once you try again.",
    failing_one: "Not taken since {{since}}. It is tried again at {{next}}.", failing_other: "Not taken {{count}} times since {{since}}. It is tried again at {{next}}.", idle: "Its segment is not live any more, so nothing is told.",
    testTaken: "Taken: the URL answered {{status}}", testFailed: "Not taken: {{why}}", history: "What was sent", at: "When", changes: "Changes", isTest: "test", answer: "Answer", batch: "Id",
  },
};
