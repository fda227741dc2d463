// Words of one person's page.
export const personEn = {
  person: {
    sessions: "Sessions", activeDays: "Active days", purchases: "Purchases", revenue: "Revenue", lastPurchase: "last on {{when}}", noPurchase: "not bought yet", noRole: "Say which event is a purchase", noRevenueRole: "Say which property is its revenue", activities: "Events",
    history: "Every value it had", historyOf: "History of {{trait}}", from: "Since", said: "said {{count}} times, last {{when}}", unset: "removed", by: "by {{id}}", via: "over {{channel}}", eventId: "event", older: "{{count}} older values are not listed", more: "Only the latest identify events were looked at.", changes: "{{count}} values so far",
    belongs: "Segments and layers", segments: "Segments", layers: "Layers", since: "since {{when}}", orBefore: "since {{when}} or before", noDay: "since it was last worked out", noLayers: "No layer scheme yet.", makeLayers: "Make one",
    notes: "Notes", addNote: "Add the note", noteHint: "What should the next colleague know? A call, a promise, a complaint.", noNotes: "Nobody noted anything yet.", edited: "changed {{when}}", confirmDeleteNote: "Delete this note?", ofNumber: "written to person {{n}}, now one with this one", noteSaved: "Noted",
    consent: "Consent", noConsent: "No consent has been recorded", noConsentHint: "Throng does not keep consent yet, so nothing is known of what this person agreed to: neither a yes nor a no. When channels can send messages, they will ask for it here first.",
    why: {
      show: "Why", rule: "{{value}}: rule {{n}} of {{of}} is the first that holds: {{words}}", ruleGone: "{{value}}: a rule that is no longer there", manual: "Set by hand.", imported: "Imported from a file or set by hand.", sql: "What a statement says of this person.", statistic: "A statistic.", predicted: "Predicted.",
      live: "As of now.", asOf: "As of {{when}}.",
    },
    pages_one: "{{count}} page", pages_other: "{{count}} pages", visitEvents_one: "{{count}} event", visitEvents_other: "{{count}} events", moment: "a moment",
  },
};
