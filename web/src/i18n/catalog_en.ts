// Words of the catalog of events and the tracking plan.
export const catalogEn = {
  catalog: {
    title: "Catalog", search: "Search names, owners, descriptions", all: "All", days: { 7: "7 days", 30: "30 days", 90: "90 days" }, refresh: "Look again", none: "No event is like this.", clear: "Show all events",
    empty: "No event has come yet", emptyHint: "Every event that comes in is listed here, with what it carries and how it keeps to the plan. Connect something under Sources first.",
    column: { event: "Event", curve: "Trend", volume: "Events", ever: "Ever", first: "First seen", last: "Last seen", status: "Status", owner: "Owner", schema: "Schema", warned: "Warned", quarantined: "Kept aside" },
    hint: {
      volume: "Events that happened in the days shown.", ever: "All that are stored.", schema: "Whether there are rules for its properties.",
      warned: "In the days shown: taken though not as planned. One event may be not as planned in several ways, each counts.", quarantined: "In the days shown: in the quarantine, whatever the reason, and not dealt with yet.",
    },
    look: { problems: "Has problems", new: "New this week", silent: "Silent" }, lookHint: { problems: "Something was not as planned, or kept aside.", new: "First seen within the last 7 days.", silent: "Came before, but not within the last 7 days." },
    status: { expected: "Expected", unexpected: "Unexpected", blocked: "Blocked", none: "Not decided" },
    statusHint: {
      expected: "Belongs to the plan. Its properties are checked if it has a schema.", none: "Nobody has said anything yet. Without a schema it counts as not planned: {{action}}.",
      unexpected: "Known to be wrong: an old name, a typing error. It counts as not planned: {{action}}.", blocked: "Kept aside from now on, whatever the rules say: it counts nowhere. What is stored stays.",
    },
    becomes: { take: "it is taken", warn: "it is taken and noted", quarantine: "it is kept aside" },
    hasSchema: "has a schema", picked_one: "{{count}} event ticked", picked_other: "{{count}} events ticked", mark: "Mark as", marked_one: "{{count}} event is marked as “{{status}}”.", marked_other: "{{count}} events are marked as “{{status}}”.",
    followed: "The collector follows within five seconds.", onlyAnalyst: "Only analysts and owners can change this.",
    blockTitle_one: "Block {{name}}?", blockTitle_other: "Block {{count}} events?", block: "Block", blockText: "From now on whatever comes of it is kept aside in the quarantine, within five seconds. It counts in no answer, and no campaign or journey hears of it. You can take it back at any time, and read in again what was kept aside.",
    open: "Open {{name}}", see: "See its trend", alert: "Alert me when it collapses", alertName: "{{name}} collapses", decide: "Status", about: "About it", ownerHint: "Who answers for it: a person, a team, an address", descriptionHint: "When it is sent, and what it means", saved: "Saved.",
    unknown: "No event of this name has come, and nothing is said of it.", perDay: "each bar is a day",
    properties: "Properties", sampled_one: "From the newest event.", sampled_other: "From the newest {{number}} events.", noProperties: "It came without properties.", property: "Property", types: "Types", fill: "Filled", fillHint: "Of the events looked at, how many have a value.", examples: "Examples", never: "has not come", describe: "Describe it",
    sampleTimes: "There are too many events to look at all in time: first and last seen are those of the newest ones only.", type: { text: "text", number: "number", boolean: "yes/no", instant: "time", list: "list" },
    findings: "Not as planned", findingsLead: "Taken nevertheless, in the days shown. What was kept aside is in the quarantine.", noFindings: "Nothing was otherwise than planned.", whole: "the event itself", times_one: "{{count}} time", times_other: "{{number}} times",
    schemaTitle: "What its properties have to be", schemaLead: "A JSON Schema. Events that do not fit are {{action}}.", schemaActions: { take: "not checked at the moment", warn: "taken and noted above", quarantine: "kept aside" }, schemaNone: "No schema yet: its properties are not checked. Let one be drafted from what was seen, then make it stricter or looser.",
    suggest: "Suggest from what was seen", suggested: "A draft: read it, change what is not meant, then save.", schemaSave: "Save the schema", schemaRemoved: "The schema is removed.", notJson: "This is not JSON: {{problem}}", at: "At {{place}}, line {{line}}: {{problem}}", atPlace: "At {{place}}: {{problem}}", undo: "Discard changes",
    schemaKnows: "Understood: type, enum, const, required, properties, additionalProperties, minimum, maximum, multipleOf, minLength, maxLength, pattern, format, items, minItems, maxItems, allOf, anyOf, oneOf, not, $ref to $defs.",
  },
  plan: {
    title: "Tracking plan", summary: "{{expected}} expected · {{schemas}} with a schema · {{blocked}} blocked", off_one: "{{count}} event of these days is not in the plan", off_other: "{{count}} events of these days are not in the plan", onlyOwner: "Only owners can change this.",
    mismatch: "Properties that do not fit the schema", unplanned: "Events that are not in the plan", action: { take: "Take", warn: "Take and note", quarantine: "Keep aside" },
    says: {
      mismatch: { take: "Schemas are not looked at.", warn: "They count as ever. What was wrong is noted with the event.", quarantine: "They count nowhere until somebody reads them in again." },
      unplanned: { take: "Any event counts, planned or not.", warn: "They count as ever, and are noted as not planned.", quarantine: "They count nowhere until they are planned and read in again. The program's own events always pass." },
    },
    strictTitle: "Keep them aside from now on?", strict: { mismatch_one: "{{count}} event has a schema. What does not fit it is kept aside from now on.", mismatch_other: "{{count}} events have a schema. What does not fit it is kept aside from now on.", unplanned_one: "{{count}} event of these days is not in the plan and would be kept aside from now on.", unplanned_other: "{{count}} events of these days are not in the plan and would be kept aside from now on." }, strictGo: "Keep them aside",
    changed: "The rule is changed. The collector follows within five seconds.", upload: "Drop a plan here, or choose a file", uploadHint: "Ours, Segment's, or a JSON Schema with a property an event. What is known beside it stays.", uploaded: "{{added}} added, {{changed}} changed, {{unchanged}} unchanged", refused: "The plan was not taken", download: "Download as JSON",
    teachTitle: "There is no tracking plan yet", teachText: "A plan says which events you expect, what they mean, who answers for them, and what their properties have to be. With it, a typing error or a release that forgets a property shows the same day, instead of in next month's report. Nothing is thrown away: the rules only decide whether such events are taken, noted, or kept aside.",
    make_one: "Make one from what was seen ({{count}} event)", make_other: "Make one from what was seen ({{count}} events)", makeHint: "Marks every event of the last 30 days as expected. Names that begin with $ are the program's own and need no plan.", nothingSeen: "Nothing has come in the last 30 days to make one from.", made_one: "{{count}} event is expected now.", made_other: "{{count}} events are expected now.",
  },
};
