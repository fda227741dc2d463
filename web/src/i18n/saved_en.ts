// Reports, boards, annotations, goals and alerts.
export const savedEn = {
  save: {
    save: "Save", toBoard: "Add to board", more: "More", annotate: "Add an annotation", goal: "Set a goal", alert: "Watch this number", picture: "Picture (PNG)", csv: "Table (CSV)", json: "Table (JSON)", parquet: "Table (Parquet)", answer: "Whole answer (JSON)", title: "Save this question", name: "Name", board: "Board", noBoard: "no board",
    newBoard: "New board", boardName: "Name of the board", update: "Save changes", asNew: "Save as a new report", saved: "Saved", added: "Added to {{board}}", openBoard: "Open the board", needName: "Give it a name", deleted: "Deleted", confirmDelete: "Delete “{{name}}”?", oneNumber: "For goals and alerts the trend must have one number: one series without breakdown, or one formula.",
  },
  reports: {
    title: "Reports", search: "Search reports", empty: "No reports yet.", emptyHint: "A report is a question that you saved. Ask something on any page of analysis and press Save: the report keeps the question, and its answer is always of today.", analysis: "Analysis", owner: "Owner", updated: "Changed",
    rename: "Rename", confirmDelete: "Delete “{{name}}”? Boards that show it will say that it is gone.", first: "Ask a first question", saved: "Report: {{name}}",
  },
  boards: {
    title: "Boards", new: "New board", empty: "No boards yet.", emptyHint: "A board shows several reports side by side, under one range of time and one filter.", untitled: "Untitled board", tiles_one: "{{count}} tile", tiles_other: "{{count}} tiles", edit: "Arrange", done: "Done", addTile: "Add a tile", addReport: "Report", addGoal: "Goal",
    addText: "Text", text: "Text", ownRange: "Each report's own range", range: "Range", filter: "Filter", filterTitle: "Filter for the whole board", filterHint: "Only events that pass these conditions count, in every tile, on top of the conditions that a report has of its own. A segment takes conditions on persons only.", refresh: "Refresh", byHand: "by hand",
    every_m: "every {{count}} min", fullScreen: "Full screen", gone: "This report was deleted.", goneGoal: "This goal was deleted.", nothing: "This board is empty.", nothingHint: "Add reports that were saved, goals, or a text that explains the board.", noReports: "No reports yet: save a question first.", save: "Save the board", changed: "Changed, not saved", leave: "Discard",
    openReport: "Open in the analysis", removeTile: "Remove the tile", template: "Start from", blank: "An empty board", health: "Product health", healthHint: "Active persons, lifecycle, retention and sessions of the last 30 days", refreshed: "as of {{time}}", confirmDelete: "Delete the board “{{name}}”? Its reports stay.", back: "All boards", everyone: "{{share}} of everyone",
    activity: "Active persons", events: "Events", lifecycle: "Lifecycle", retention: "Retention", sessions: "Sessions", moveHint: "Drag a tile by its title, resize it at its corner.",
  },
  annotations: {
    title: "Annotations", new: "New annotation", empty: "Nothing marked yet.", emptyHint: "Releases, campaigns, holidays: what is marked here appears on every chart over time.", at: "When", day: "Day", text: "What happened", color: "Colour", colors: { blue: "Blue", orange: "Orange", green: "Green", red: "Red", violet: "Violet" }, details: "Details", time: "Time (optional)",
  },
  goals: {
    title: "Goals", new: "New goal", empty: "No goals yet.", emptyHint: "A goal is a number that is to reach a target by a day. You see how far it is, how far it should be by now, and where it is heading.", metric: "Number", target: "Target", from: "Starts from", start: "From", due: "Due", direction: "The number should be", at_least: "at least the target", at_most: "at most the target",
    states: { waiting: "Not begun", on_track: "On track", behind: "Behind", reached: "Reached", missed: "Missed" }, value: "Now", expected: "Expected by now", projected: "Projected at the end", pace: "Pace", progress: "Progress", actual: "So far", line: "A straight line", daysLeft_one: "{{count}} day left", daysLeft_other: "{{count}} days left", ended: "ended",
    rule: "Expected: on a straight line from the start to the target. Projected: at the speed so far; averages, percentiles and formulas stay where they are.", needDates: "Choose both days", need: "Choose a number and a target",
  },
  alerts: {
    title: "Alerts", new: "New alert", empty: "Nothing is watched yet.", emptyHint: "An alert looks at a number whenever an hour, a day, a week or a month of it is over, and fires when the number is not as it should be.", rule: "Fires when", threshold: "the number is beyond a value", change: "it differs from the same weekday", anomaly: "it is unusual for the weekday", collapse: "any event collapses", collapsePercent: "Fallen by %, or more", sayCollapse: "any event fallen by {{bound}} % or more, against the mean of the last 4 same weekdays", fallen: "{{value}} × {{name}}, usually {{expected}}", side: "Direction",
    says: { above: "above", below: "below", either: "away from" }, above: "above", below: "below", either: "either way", bound: "Value", percent: "By more than (%)", deviations: "By more than (deviations)", states: { ok: "Quiet", firing: "Firing", no_data: "No data", failed: "Failed" }, never: "Not looked at yet", last: "Last looked at", value: "Value", expected: "Compared with", difference: "Difference", bucket: "Of", history: "History", look: "Look now", enabled: "On",
    disabled: "Off", recipients: "Tell by e-mail", recipientsHint: "addresses, when it begins or stops to fire", metric: "Number", often: "How often", per: "per {{unit}}", sayThreshold: "{{side}} {{bound}}", sayChange: "{{side}} the mean of the last 4 same weekdays by more than {{bound}} %", sayAnomaly: "{{side}} the median of the last 8 same weekdays by more than {{bound}} robust deviations",
    rules: {
      threshold: "Looked at when an hour, day, week, month or quarter is over.",
      change: "Looked at when its time is over: a day or hour against the mean of the last 4 on the same weekday, others against the 4 just before.",
      anomaly: "Looked at when its time is over: the residual against the median of the last 8 on the same weekday, in units of 1.4826 × MAD; at least 4 are needed. Weeks and months are compared with those just before.",
      collapse: "Looks at the events of every name, each against its own mean of the last 4 on the same weekday. Names that came fewer than 20 times there say nothing.",
    },
    noHistory: "Not looked at yet.", mailed: "Mailed", notMailed_one: "Not mailed, {{count}} try: {{why}}", notMailed_other: "Not mailed, {{count}} tries: {{why}}",
  },
  subscriptions: {
    title: "By e-mail", open: "Send by e-mail", new: "New subscription", empty: "Nobody gets this board by e-mail yet.", emptyHint: "A subscription sends the board at set times: each report with its picture and its last numbers.", rhythm: "How often", daily: "Every day", weekly: "Every week", monthly: "Every month", day: "Day of the month",
    weekday: "Weekday", hour: "Hour", recipients: "To", recipientsHint: "e-mail addresses", says: { daily: "every day at {{hour}}:00", weekly: "{{weekday}} at {{hour}}:00", monthly: "on day {{day}} at {{hour}}:00" }, next: "next {{time}}", off: "paused", on: "On", paused: "Paused", sendNow: "Send now", sent: "Sent", lastSent: "sent {{time}}", lastFailed: "not sent: {{why}}",
    rule: "Hours are those of the project's time zone. A mail that could not be sent is tried again every hour, six times in all.",
  },
};
