// Words of one person's page.
export const personEn = {
  person: {
    sessions: "Sessions", activeDays: "Active days", purchases: "Purchases", revenue: "Revenue", lastPurchase: "last on {{when}}", noPurchase: "not bought yet", noRole: "Say which event is a purchase", noRevenueRole: "Say which property is its revenue", activities: "Events",
    history: "Every value it had", historyOf: "History of {{trait}}", from: "Since", said: "said {{count}} times, last {{when}}", unset: "removed", by: "by {{id}}", via: "over {{channel}}", eventId: "event", older: "{{count}} older values are not listed", more: "Only the latest identify events were looked at.", changes: "{{count}} values so far",
    belongs: "Segments and layers", segments: "Segments", layers: "Layers", since: "since {{when}}", orBefore: "since {{when}} or before", noDay: "since it was last worked out", noLayers: "No layer scheme yet.", makeLayers: "Make one",
    notes: "Notes", addNote: "Add the note", noteHint: "What should the next colleague know? A call, a promise, a complaint.", noNotes: "Nobody noted anything yet.", edited: "changed {{when}}", confirmDeleteNote: "Delete this note?", ofNumber: "written to person {{n}}, now one with this one", noteSaved: "Noted",
    consent: "Consent", consentHint: "The latest decision counts: one about everything, or one about a topic.", allMessages: "All messages", decided: "decided {{when}}, {{by}}", undecided: "nothing decided: may be written to", undecidedOptIn: "nothing decided: this topic asks for a yes", allowed: "may", refused: "may not", allow: "Allow", refuse: "Refuse", decisions: "Decisions",
    sender: "Sent by", messages: "Messages", noMessages: "No message was for this person yet", noMessagesHint: "What campaigns send to them stands here, and also what they did not get and why.",
    why: {
      show: "Why", rule: "{{value}}: rule {{n}} of {{of}} is the first that holds: {{words}}", ruleGone: "{{value}}: a rule that is no longer there", manual: "Set by hand.", imported: "Imported from a file or set by hand.", sql: "What a statement says of this person.", statistic: "A statistic.", predicted: "Predicted.",
      live: "As of now.", asOf: "As of {{when}}.",
    },
    pages_one: "{{count}} page", pages_other: "{{count}} pages", visitEvents_one: "{{count}} event", visitEvents_other: "{{count}} events", moment: "a moment",
  },
};
