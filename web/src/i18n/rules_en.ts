// Rules about persons as sentences: see lib/rule_words.ts.
export const rulesEn = {
  rule: {
    everyone: "Everyone", sentence: "Persons {{rule}}.", quoted: "“{{text}}”", anyEvent: "anything",
    and: ", and ", or: ", or ", list: ", ", orList: " or ", not: "of whom it does not hold that they are persons {{rule}}", group: "({{rule}})",
    eventWith: "{{event}} with {{where}}", whereAnd: " and ", whereOr: " or ", whereNot: "not ({{where}})",
    did: "who did {{event}}{{window}}", didTimes: "who did {{event}} {{times}}{{window}}", didNot: "who did not do {{event}}{{window}}", didNotTimes: "who did not do {{event}} {{times}}{{window}}",
    didAgg: "whose {{aggregate}} {{property}} over {{event}}{{window}} {{compared}}", didNotAgg: "of whom it does not hold that the {{aggregate}} {{property}} over {{event}}{{window}} {{compared}}",
    times: { "=": "exactly {{n}} times", "!=": "any number of times but {{n}}", "<": "fewer than {{n}} times", "<=": "at most {{n}} times", ">": "more than {{n}} times", ">=": "at least {{n}} times", between: "{{n}} to {{m}} times" },
    is: { "=": "is {{n}}", "!=": "is not {{n}}", "<": "is below {{n}}", "<=": "is at most {{n}}", ">": "is above {{n}}", ">=": "is at least {{n}}", between: "is between {{n}} and {{m}}" },
    agg: { sum: "sum of", avg: "average of", min: "least", max: "greatest", distinct: "number of different values of" },
    when: { before: "is before {{value}}", after: "is after {{value}}", in_last: "lies in the last {{value}}", not_in_last: "does not lie in the last {{value}}" },
    trait: "whose {{property}} {{compared}}", property: "{{property}} {{compared}}", opValue: "{{op}} {{value}}", ignoringCase: "{{compared}} (in upper or lower case)",
    sequence: "who did {{steps}} within {{within}}", strict: "who did {{steps}} directly one after the other within {{within}}", then: ", then ",
    firstTime: "who did {{event}} for the first time{{window}}", segment: "who are in the segment {{name}}", tag: "who have the tag {{name}}", tagValue: "whose tag {{name}} is {{value}}", layer: "who are in the layer {{layer}} of {{name}}",
    json: "for whom {{json}} holds", unknown: "…",
    window: { this_hour: " in this hour", last_hour: " in the last {{n}} hours", this_day: " today", last_day: " in the last {{n}} days", this_week: " this week", last_week: " in the last {{n}} weeks", this_month: " this month", last_month: " in the last {{n}} months", this_quarter: " this quarter", last_quarter: " in the last {{n}} quarters", between: " from {{begin}} to {{end}}" },
  },
};
