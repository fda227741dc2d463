// Jobs, and what can be done with segments.
export const audienceEn = {
  jobs: {
    title: "Jobs", schedule: "Schedule", recent: "Recent work", job: "Work", state: "State", progress: "Progress", message: "Result", started: "Begun", took: "Took", refresh: "Worked out", last: "Last", next: "Next", rows: "Persons", never: "not yet", runNow: "Work out now", runAll: "Work out everything",
    bySchedule: "by the schedule", dailyAt: "daily at {{hour}}:00", noJobs: "Nothing was done yet.", memory: "Memberships in memory: {{size}}. Hours are those of the project's time zone.", empty: "Nothing to work out yet.",
    emptyHint: "Tags, segments and layers are worked out again at set times, so that their sizes are kept day by day. Save a segment to begin.",
    kinds: { recompute: "Tags, segments, layers", replay: "Quarantine, read in again" }, objects: { tag: "Tag", segment: "Segment", layers: "Layers" }, refreshes: { live: "live", hourly: "hourly", daily: "daily", manual: "by hand" },
    states: { waiting: "Waiting", running: "Running", done: "Done", failed: "Failed", cancelled: "Cancelled" },
  },
  members: {
    kind: "Kind", kinds: { dynamic: "By conditions", fixed: "Fixed list" }, kindHint: { dynamic: "Whoever meets the conditions is in it, always as of now.", fixed: "Only those that you put in are in it." }, refresh: "Keep its size", liveHint: "Followed as events come: entering and leaving are events.", day: "Day",
    hour: "At", capped: "Take at most", capOf: "persons", capBy: "by", byLot: "lot", byTrait: "trait", highest: "highest first", lowest: "lowest first", upload: "Members", uploadHint: "Paste ids, one per line, or choose a CSV file: its first column is taken.", matchBy: "They are", anyId: "ids", file: "Choose a file",
    change: { add: "Add", remove: "Remove", replace: "Replace all" }, check: "Check", matched: "{{matched}} found, {{persons}} persons", unmatched_one: "{{count}} not found", unmatched_other: "{{count}} not found", done: "Done: {{members}} members now", origin: "From", history: "Day by day", entered: "Entered", left: "Left", size: "Persons",
    noHistory: "Its size is kept from now on, day by day.", users: "Used by", noUsers: "Nothing uses it yet.", asOf: "As of", asOfHint: "How many it held for at the end of a past day", today: "now", snapshot: "Keep as a segment", snapshotName: "Name of the segment", snapshotDone: "Kept as “{{name}}”", open: "Open",
    userKinds: { segment: "Segment", tag: "Tag", layers: "Layers", report: "Report", board: "Board", goal: "Goal", alert: "Alert" }, saveFirst: "Save the segment, then put its members in.",
  },
  overlap: {
    title: "Overlap", choose: "Choose two to five segments", hint: "See who is in several segments at once, click a bar for the persons, and save a combination as a segment of its own.", regions: "Who is in exactly these", only: "only {{names}}", union: "in any", intersection: "in all", difference: "in the first only", algebra: "Combine", saveAs: "Save as a segment",
    persons: "Persons", set: "Segment", nobody: "Nobody is in any of them.", name: "{{names}}", names: { union: "{{names}}: any", intersection: "{{names}}: all", difference: "{{first}} without {{rest}}" },
  },
};
