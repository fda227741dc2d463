import { calendarEn } from "./calendar_en";
import { catalogEn } from "./catalog_en";
import { campaignsEn } from "./campaigns_en";
import { compareEn } from "./compare_en";
import { heatmapEn } from "./heatmap_en";
import { eventExportEn } from "./event_export_en";
import { funnelRuleEn } from "./funnel_rule_en";
import { channelsEn } from "./channels_en";
import { journeysEn } from "./journeys_en";
import { playbooksEn } from "./playbooks_en";
import { templatesEn } from "./templates_en";
import { attributionEn } from "./attribution_en";
import { insightEn } from "./insight_en";
import { layersEn } from "./layers_en";
import { operatingEn } from "./operating_en";
import { personEn } from "./person_en";
import { retentionEn } from "./retention_en";
import { audienceEn } from "./audience_en";
import { rulesEn } from "./rules_en";
import { quarantineEn } from "./quarantine_en";
import { pushesEn } from "./pushes_en";
import { savedEn } from "./saved_en";
import { sourcesEn } from "./sources_en";
import { tagsEn } from "./tags_en";
import { targetingEn } from "./targeting_en";

export const en = {
  ...calendarEn,
  ...attributionEn,
  ...campaignsEn,
  ...catalogEn,
  ...channelsEn,
  ...compareEn,
  ...eventExportEn,
  ...funnelRuleEn,
  ...heatmapEn,
  ...journeysEn,
  ...playbooksEn,
  ...templatesEn,
  ...insightEn,
  ...layersEn,
  ...operatingEn,
  ...retentionEn,
  ...savedEn,
  ...audienceEn,
  ...rulesEn,
  ...pushesEn,
  ...quarantineEn,
  ...sourcesEn,
  ...tagsEn,
  ...personEn,
  ...targetingEn,
  app: { name: "Throng", tagline: "Know your people." },
  nav: {
    campaigns: "Campaigns", journeys: "Journeys", playbooks: "Playbooks", templates: "Templates", sending: "Sending rules", reach: "Reach",
    overview: "Overview", trend: "Trends", funnel: "Funnels", retention: "Retention", layers: "Layers", insight: "Insight", targeting: "Targeting", segments: "Segments", tags: "Tags", persons: "Persons", links: "Identity", data: "Data",
    lifecycle: "Lifecycle", stickiness: "Stickiness", interval: "Intervals", distribution: "Distribution", session: "Sessions", path: "Paths", heatmap: "Heatmap", attribution: "Attribution", ltv: "LTV", sql: "SQL",
    boards: "Boards", reports: "Reports", goals: "Goals", alerts: "Alerts", annotations: "Annotations", saved: "Saved", operating: "Operating models", jobs: "Jobs", overlap: "Overlap",
    menu: "Menu", analyse: "Analyse", audience: "People", manage: "Manage",
  },
  header: {
    search: "Search persons", theme: "Appearance", light: "Light", dark: "Dark", system: "Like the system", language: "Language",
    signOut: "Sign out", shortcuts: "Keyboard shortcuts",
  },
  role: { viewer: "Viewer", analyst: "Analyst", owner: "Owner" },
  shortcuts: { search: "Search persons", run: "Run the question", help: "Show this", close: "Close a panel", go: "Go to {{page}}", then: "then" },
  common: {
    example: "Show an example", cancel: "Cancel", save: "Save", delete: "Delete", edit: "Edit", create: "Create", name: "Name", description: "Description", all: "All", more: "Load more",
    retry: "Try again", copy: "Copy", copied: "Copied", csv: "Export CSV", of: "of {{total}}", none: "none", other: "other", actions: "Actions", loading: "Loading",
    yes: "Yes", no: "No", optional: "optional", remove: "Remove", duplicate: "Duplicate", share: "Copy link", run: "Run", add: "Add", close: "Close", everyone: "Everyone",
    notFound: "This page does not exist.", home: "Back to the overview", pageBroke: "This page stumbled.", reload: "Reload",
  },
  error: {
    network: "The server cannot be reached. Check the connection and try again.", invalid_argument: "That does not work as it is", unauthenticated: "Please sign in",
    forbidden: "You are not allowed to do this", not_found: "Not found", conflict: "That conflicts with what is there", too_large: "Too much at once",
    overloaded: "Too busy right now; try again in a moment", cancelled: "Cancelled", deadline: "This took too long; narrow the question", corrupt: "Stored data is damaged",
    io: "Disk or network trouble on the server", internal: "Something went wrong on the server", at: "at {{field}}",
  },
  sql: {
    title: "SQL", explain: "Ask in SQL over three views of this project: events, persons and ids. Statements read and never change anything.", statement: "SQL statement",
    placeholder: "SELECT event, count() FROM events GROUP BY event", limit: "{{rows}} rows at most", limitLabel: "Rows at most", keys: "Tab completes names, Ctrl or ⌘ with Enter runs", cancel: "Cancel", views: "Views", examples: "Examples", history: "History",
    noHistory: "What you run is kept here, in this browser only.", empty: "Nothing run yet", emptyHint: "Write a SELECT and press Ctrl or ⌘ with Enter. Click a view's column to insert its name.",
    meta_one: "{{count}} row · {{ms}} ms · {{read}} rows read", meta_other: "{{count}} rows · {{ms}} ms · {{read}} rows read", truncated: "There are more rows; these are the first {{rows}}. Raise the limit, or ask for less.",
    noRows: "No row matches.", notYou: "SQL is for analysts", notYouHint: "An owner can give you the analyst role under Data.",
    file: { csv: "CSV", json: "JSON", parquet: "Parquet" },
    example: { daily: "Events and persons per day", top: "Most frequent events", property: "By a property", newest: "Newest persons", gap: "Minutes since the event before", merged: "Persons with several ids" },
    about: {
      events: { $: "every event, one row each", person: "the person: the number that stands for all their ids", time: "when it happened, in the project's time zone", event: "name of the event: Viewed, $pageview, $identify …", event_id: "unique per event", anonymous_id: "the anonymous id that was sent, or empty", user_id: "the user id that was sent, or empty", session: "the client's session id, or empty", channel: "where the visit came from: direct, organic_search, email …", device: "desktop, mobile, tablet, bot, server", os: "operating system", browser: "browser", page: "path of the page, or empty", props: "the properties as JSON text; of $identify, the traits it set", received: "when the server took it in" },
      persons: { $: "every person with at least one event", person: "the person, as in events", first_seen: "time of their first event of any kind", last_seen: "time of their last event of any kind", events: "how many events they have", traits: "their traits now, as JSON text" },
      ids: { $: "every id and whose it is", person: "the person who has the id", kind: "user or anonymous", value: "the id itself", first_seen: "when the id was first seen" },
    },
  },
  signin: {
    title: "Sign in", email: "E-mail", password: "Password", submit: "Sign in", wrong: "E-mail or password is wrong.", needEmail: "Enter your e-mail",
    needPassword: "Enter your password", line1: "See the people behind the numbers.", line2: "Collect, unify, understand and group the people who use your product — on your own machine.",
  },
  overview: {
    title: "Overview", active: "Active persons today", new: "New persons today", events: "Events today", ever: "Persons ever", yesterday: "all of yesterday", todayShort: "today", yesterdayShort: "yesterday", behind: { active: "Active persons", new: "New persons", events: "Persons with events" },
    eventsEver: "{{count}} events ever", daily: "Last 30 days", activeSeries: "Active persons", newSeries: "New persons", top: "Most frequent events", times: "events ever",
    live: "Live", lastSeen: "Seen last", quiet: "Quiet right now. New events appear here within a second.", pause: "Pause", resume: "Resume", filter: "Filter by name", waiting: "Waiting for events…", paused: "Paused", disconnected: "Reconnecting…",
    quarantined_one: "{{count}} event kept aside in the last 7 days", quarantined_other: "{{count}} events kept aside in the last 7 days", look: "Look at them", today: "Today so far",
  },
  teach: {
    title: "Send your first event", text: "Throng speaks the Segment protocol. Send an event in either of these ways and it shows up here at once.", curl: "From a terminal", browser: "From a web page",
    node: "From Node.js", key: "Write key", host: "Host", noKey: "Ask an owner for the write key", waiting: "Listening for the first event…",
  },
  builder: {
    event: "Event", anyEvent: "Any event", where: "where", addCondition: "Condition", range: "Range", bucket: "By", measure: "Show", property: "Property", breakdown: "Break down by",
    noBreakdown: "no breakdown", top: "Top", run: "Run", step: "Step {{n}}", addStep: "Add a step", within: "Convert within", start: "Start event", back: "Return event", cohort: "Cohort",
    returns: "Returned", buckets: "Columns", chart: "Chart", linkCopied: "Link copied", eventProperties: "Event properties", personTraits: "Traits", moveUp: "Move up", moveDown: "Move down",
    typeName: "Choose or type a name", special: "Of the session", automatic: "automatic", group: "Group", filters_one: "{{count}} condition", filters_other: "{{count}} conditions",
  },
  measure: {
    total: "Number of events", persons: "Distinct persons", per_person: "Events per person", sum: "Sum of", avg: "Average of", min: "Minimum of", max: "Maximum of", median: "Median of",
    p75: "75th percentile of", p90: "90th percentile of", p95: "95th percentile of", p99: "99th percentile of", distinct: "Distinct values of",
    dau: "Active persons of the day (DAU)", wau: "Active persons of 7 days (WAU)", mau: "Active persons of 30 days (MAU)", sessions: "Sessions",
  },
  unit: { hour: "hour", day: "day", week: "week", month: "month", quarter: "quarter", total: "whole range" },
  units: { hour: "hours", day: "days", week: "weeks", month: "months", quarter: "quarters" },
  duration: {
    ms_one: "{{count}} millisecond", ms_other: "{{count}} milliseconds", s_one: "{{count}} second", s_other: "{{count}} seconds", m_one: "{{count}} minute", m_other: "{{count}} minutes",
    h_one: "{{count}} hour", h_other: "{{count}} hours", d_one: "{{count}} day", d_other: "{{count}} days", w_one: "{{count}} week", w_other: "{{count}} weeks",
    unit_s: "seconds", unit_m: "minutes", unit_h: "hours", unit_d: "days", unit_w: "weeks",
  },
  window: {
    ever: "All time", last_hour_one: "This hour", last_hour_other: "Last {{count}} hours", last_day_one: "Today", last_day_other: "Last {{count}} days", last_week_one: "This week",
    last_week_other: "Last {{count}} weeks", last_month_one: "This month", last_month_other: "Last {{count}} months", last_quarter_one: "This quarter", last_quarter_other: "Last {{count}} quarters", between: "{{begin}} to {{end}}", custom: "Between two dates", last: "Last", apply: "Apply",
  },
  answer: {
    meta: "{{engine}} · {{ms}} ms · snapshot {{snapshot}}", timeline: "In memory", sql: "SQL", automatic: "Automatic", total: "Whole range", bucket: "Time", running: "still running", series: "Series",
    empty: "Nothing matches in this range.", emptyHint: "Try a longer range, another event or fewer conditions.", table: "Table", clickHint: "Click a number to see the persons behind it.",
  },
  trend: {
    title: "Trends", line: "Line", area: "Area", bar: "Bars", series: "Series {{letter}}", formula: "Formula {{n}}", name: "Name (optional)", of: "{{measure}} {{property}}", addSeries: "Add a series", addFormula: "Add a formula",
    compare: "Compare with", none: "nothing", previous_period: "the period before", previous_year: "the year before", rolling: "Mean over so many", sums: "Running sum", cumulative: "Cumulative",
    cumulativeOnly: "Only numbers of events, sums and sessions can be accumulated.", before: "Range before", earlier: "Earlier", later: "Later", needProperty: "Choose a property for each measure that takes one.", needPropertyHint: "Sums, means, percentiles and different values are taken of a property of the event, such as the amount of an order: choose it beside the measure.",
  },
  lifecycle: {
    title: "Lifecycle", active: "Active", new_persons: "New", returning: "Returning", resurrected: "Resurrected", dormant: "Dormant",
    rule: "New: active for the first time ever. Returning: active in the period before too. Resurrected: back after a pause. Dormant: active in the period before, not in this one.",
  },
  stickiness: {
    title: "Stickiness", exactly: "Exactly", atLeast: "At least", day_one: "{{count}} day", day_other: "{{count}} days", week_one: "{{count}} week", week_other: "{{count}} weeks", month_one: "{{count}} month", month_other: "{{count}} months", quarter_one: "{{count}} quarter", quarter_other: "{{count}} quarters",
    histogram: "In how many periods persons were active", days: "Active persons by day", dau: "DAU", wau: "WAU", mau: "MAU", ratio: "DAU / MAU", dauLong: "Active on the day", wauLong: "Active in 7 days", mauLong: "Active in 30 days", share: "Share",
  },
  interval: {
    title: "Intervals", from: "From", to: "to the next", limit: "At most", bins: "Bins end at", binsHint: "automatic, or 1h, 1d", boxes: "Over time", histogram: "How long it takes", pairs: "Pairs", persons: "Persons", min_ms: "Minimum", q1_ms: "Lower quartile",
    median_ms: "Median", q3_ms: "Upper quartile", max_ms: "Maximum", mean_ms: "Mean", length: "Interval", badBins: "Durations such as 1h, 1d, each longer than the one before",
  },
  distribution: {
    needPropertyHint: "A sum, mean, least or greatest is taken of a property of each person's events, such as the amount of orders: choose it beside the measure, or count times instead.",
    title: "Distribution", measure: "Persons by", bins: "Bins end at", binsHint: "automatic, or 1, 5, 10", bin: "Value", persons: "Persons", mean: "Mean", median: "Median", everyone: "Everyone in it", badBins: "Numbers such as 1, 5, 10, each greater than the one before",
    of: { times: "how many times", days: "on how many days", hours: "in how many hours", sum: "sum of", avg: "average of", min: "minimum of", max: "maximum of" },
  },
  session: {
    title: "Sessions and pages", sessions: "Sessions", persons: "Persons", events: "Events", views: "Page views", bounces: "Bounces", events_per_session: "Events per session", pages_per_session: "Pages per session", sessions_per_person: "Sessions per person", bounce_rate: "Bounce rate",
    mean_ms: "Mean length", median_ms: "Median length", page: "Page", entries: "Entries", exits: "Exits", mean_dwell_ms: "Mean time on it", median_dwell_ms: "Median time on it", pages: "Pages", groups: "By group", timeout: "A pause ends a session after", match: "Sessions with",
    entryPage: "Entry page", exitPage: "Exit page", overTime: "Over time", everything: "All sessions", viewed: "viewed {{page}}", entered: "entered on {{page}}", left: "left from {{page}}",
  },
  path: {
    title: "Paths", split: "Tell apart by", within: "A path is", bySession: "one session", byTime: "a stretch of time", start: "Starts with", end: "Ends with", anywhere: "anything", levels: "Steps", top: "Nodes per step", min: "At least paths", collapse: "Repeats", collapsed: "Count repeats in a row once",
    paths: "Paths", persons: "Persons", from: "From", to: "To", level: "Step", mean: "Mean time", exit: "End", entry: "Beginning", step: "Step {{n}}", none: "nothing", exclude: "Leave out", excludeHint: "such as $identify or Product*", share: "Share", splitHint: "one node per event", total: "{{paths}} paths",
  },
  funnel: {
    title: "Funnels", step: "Step", persons: "Persons", fromFirst: "From the first", fromPrevious: "From the step before", dropped: "Dropped", medianPrevious: "Median time from the step before",
    medianFirst: "Median time from the first", overall: "Overall conversion", rule: "How persons are counted", group: "Group", pick: "Choose an event for each step to begin.", pickHint: "For example: viewed a product, added it to the cart, paid. The chart then shows where persons get lost, and each loss opens the persons behind it.",
    order: "Steps", orders: { ordered: "in order, others between", strict: "one right after the other", any: "in any order" }, within: { duration: "from the first step", day: "the same calendar day", session: "the same session" },
    count: "Count", counted: { persons: "Persons", sessions: "Sessions", totals: "Attempts" }, placeOf: "Its value", place: { step: "at step {{n}}", first_seen: "first seen", last_seen: "last seen" }, more: "More options", moreSet_one: "More options ({{count}} set)", moreSet_other: "More options ({{count}} set)",
    exclusions: "Not if this happens", addExclusion: "Exclude an event", between: "between steps", fromStep: "From step", toStep: "To step", scope: { attempt: "ends the attempt", person: "leaves the person out" }, hold: "Same value at every step", holdHint: "any value", optional: "Optional steps",
    timesBetween: "Time between steps", firstTime: "Step 1 only the first time ever", simultaneous: "Events of one instant in any order", nth: "{{n}} done", entered: "Began", converted: "Converted", overTime: "Conversion over time", histogram: "Time from step {{from}} to step {{to}}", noTimes: "Nobody did both steps.",
    figure: { mean_ms: "Mean", p25_ms: "25 %", median_ms: "Median", p75_ms: "75 %", p90_ms: "90 %" }, meanFirst: "Mean time from the first", p90First: "90 % within (from the first)", significance: "Against all other groups together; p after Holm's correction",
  },
  distinguish: {
    title: "What those who converted did otherwise", properties: "Values of", least: "At least persons", factor: "Between start and end", odds: "Odds ratio (95 %)", interval: "Less likely to convert – more likely", ofConverted: "Of the converted", ofOthers: "Of the others", others: "not converted",
    did: "event", has: "value of a property", none: "Nothing that {{n}} persons have and {{n}} have not.",
  },
  drawer: {
    title: "Persons behind this number", count_one: "{{count}} person", count_other: "{{count}} persons", dropped: "Dropped before step {{step}}: {{name}}", reached: "Reached step {{step}}: {{name}}",
    returned: "Cohort {{cohort}} · returned {{column}}", absent: "Cohort {{cohort}} · did not return {{column}}", cohort: "Cohort {{cohort}}", notReturned: "Those who did not return", thoseReturned: "Those who returned",
    none: "Nobody.", noneHint: "This number is zero: no person stands behind it.",
  },
  segments: {
    title: "Segments", new: "New segment", size: "Persons", owner: "Owner", updated: "Changed", empty: "No segments yet.", emptyHint: "A segment is a group of persons that follows its conditions: who is in it is always up to date.",
    first: "Make the first segment", untitled: "Untitled segment", share: "{{share}} of everyone", preview: "Who is in it", count: "Persons now", saved: "Saved", deleted: "Deleted", confirmDelete: "Delete “{{name}}”? Whatever uses it will stop working.",
    visual: "Conditions", json: "JSON", jsonBad: "This is not valid JSON: {{why}}", incomplete: "Fill in every condition to see who it holds for.", search: "Search segments", needName: "Give it a name",
    unsaved: "Not saved yet", back: "All segments", cannot: "cannot be evaluated", explain: "Everyone, until you add a condition.",
  },
  filter: {
    all: "all of", any: "any of", notAll: "not all of", notAny: "none of", matching: "Persons matching", add: "Add", event: "Event property", person: "Trait", did: "Did", didNot: "Did not do", sequence: "Did in order", firstTime: "Did for the first time",
    layer: "In layer", chooseLayer: "Choose a layer", segment: "In segment", tag: "Has tag", chooseTag: "Choose a tag", anyValue: "any value", tagValue: "Value of the tag", group: "Group", raw: "JSON", property: "property", value: "value", values: "values", times: "times", atLeast: "at least", case: "Ignore upper and lower case", within: "within", in: "during", strict: "directly one after the other",
    addStep: "Step", chooseSegment: "Choose a segment", and: "and", or: "or", remove: "Remove the condition", date: "date", kind: "Kind of condition",
    agg: { count: "number of times", sum: "sum of", avg: "average of", min: "minimum of", max: "maximum of", distinct: "distinct values of" },
    op: {
      is: "is", is_not: "is not", contains: "contains", not_contains: "does not contain", starts_with: "starts with", ends_with: "ends with", matches: "matches (RE2)", in: "is one of", not_in: "is none of",
      "=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", between: "between", before: "before", after: "after", in_last: "in the last", not_in_last: "not in the last", is_true: "is true", is_false: "is false",
      has: "contains element", has_any: "contains any of", has_all: "contains all of", is_empty: "is empty", is_set: "has a value", is_not_set: "has no value",
    },
  },
  persons: {
    title: "Persons", search: "Id or its beginning, name, e-mail", person: "Person", userIds: "User ids", anonymous: "Devices", firstSeen: "First seen", lastSeen: "Last seen", events: "Events", empty: "Nobody found.",
    emptyHint: "Search by user id or anonymous id, whole or from its beginning, by name or by e-mail.", ids: "Ids", traits: "Traits", trait: "Trait", value: "Value", since: "Since", segments: "Segments", merges: "Merges", noTraits: "No traits yet.", tags: "Tags", noTags: "No tag with a value.", noSegments: "In no saved segment.",
    noMerges: "Nothing was merged.", merge: "Merge another id", mergeTitle: "Merge two ids into one person", mergeText: "From now on both are one person, past events included. It can be undone.", from: "This id", into: "becomes part of",
    why: "Why", undo: "Undo", undone: "undone", confirmUndo: "Undo this merge? The two become separate persons again, past events included.", timeline: "Timeline", session: "Visit", kind: { user: "User", anonymous: "Anonymous" },
    link: { claim: "identified as", merge: "merged into", undo: "undo" }, properties: "Properties", noEvents: "No events.", end: "That is everything.", merged: "Merged", need: "Fill this in", showing: "Showing {{shown}} of {{total}}",
    received: "received", someone: "Person {{n}}",
  },
  data: {
    title: "Data", quarantine: "Quarantine", keys: "Keys", operators: "Operators", project: "Project", reason: "Reason", at: "When", source: "Source", message: "What is wrong", body: "The event as it came", field: "Field", line: "line {{n}}",
    allReasons: "All reasons", emptyQuarantine: "Nothing was kept aside. All events are fine.", keyKind: { write: "Write key", secret: "Secret key" }, kind: "Kind", label: "Label", key: "Key", role: "May do as", created: "Made",
    newKey: "New key", secretOnce: "This is the only time this key is shown. Copy it now.", writeHint: "Write keys only send events; they may stand in a web page.", secretHint: "Secret keys read answers over the API; keep them on servers.",
    confirmDeleteKey: "Delete this key? Whatever uses it stops working at once.", newOperator: "New operator", operatorRole: "Role", confirmDeleteOperator: "Remove {{name}}?", password: "Password", passwordRule: "At least 8 characters",
    id: "Id", zone: "Time zone", weekStart: "Week starts on", currency: "Currency", ownersOnly: "Only owners see this.", you: "you",
  },
  links: {
    title: "Identity links", explain: "Why ids count as one person. A claim is an id that named another in a message; a merge is somebody's decision. Taking a link back separates the persons again, past events included.",
    kinds: { claim: "Claim", merge: "Merge", undo: "Undo" }, why: { claim: "Seen together in one message", merge: "Merged by hand" }, undoOf: "Took back link #{{n}}",
    kind: "Kind", from: "This id", into: "Belongs to", because: "Why", person: "Person number", count_one: "{{count}} link", count_other: "{{count}} links",
    empty: "No links here.", emptyHint: "Links appear when an anonymous visitor is identified, or when somebody merges two ids on a person's page.", ofPerson: "All links of this person",
  },
  account: {
    title: "Your account", about: "About you", password: "Password", current: "Password now", wanted: "New password", again: "New password again", change: "Change password", changed: "The password is changed.",
    wrong: "This is not the password.", differs: "The two are not the same.", others: "Other browsers that are signed in as you are signed out.", reset: "Reset password", resetOf: "New password for {{name}}",
    resetText: "Choose a password and hand it over; they change it under Your account. They are signed out everywhere.",
    may: { viewer: "asks questions and looks at persons", analyst: "also saves segments and merges persons", owner: "also manages keys and operators" },
  },
  weekday: { sunday: "Sunday", monday: "Monday", tuesday: "Tuesday", wednesday: "Wednesday", thursday: "Thursday", friday: "Friday", saturday: "Saturday" },
  reason: {
    not_json: "Not a JSON object", unknown_type: "Unknown type of message", missing_id: "Neither userId nor anonymousId", missing_name: "A track without an event name", name_too_long: "Name too long", event_too_large: "Event too large",
    too_many_properties: "Too many properties", too_deep: "Nested too deep", bad_text: "Invalid text", bad_field: "A field of the wrong type", bad_time: "Unreadable or impossible time", bad_row: "A row of the wrong shape",
    blocked_event: "Blocked event", unplanned_event: "Not in the plan", off_plan: "Properties not as planned",
  },
  event: {
    $pageview: "Page view", $screen: "Screen view", $identify: "Identified", $group: "Joined a group", $alias: "Alias", $page_leave: "Page left",
    $click: "Click", $rage_click: "Rage click", $dead_click: "Dead click", $heartbeat: "Heartbeat", $form_start: "Form begun",
    $form_submit: "Form sent", $form_abandon: "Form given up", $session_start: "Session began", $session_end: "Session ended",
    $web_vitals: "Web vitals", $exception: "Script error", $events_dropped: "Events given up by the SDK", $segment_entered: "Entered a segment",
    $segment_left: "Left a segment", $message_sent: "Message sent", $message_held_out: "Message held out", $message_delivered: "Message delivered",
    $message_bounced: "Message bounced", $message_opened: "Message opened", $message_clicked: "Message clicked",
    $message_unsubscribed: "Unsubscribed", $message_complained: "Reported as spam", $journey_entered: "Entered a journey",
    $journey_ended: "Journey ended", $reward_granted: "Reward granted",
  },
  label: { none: "(no value)", other: "(all others)" },
};
export type Words = typeof en;
