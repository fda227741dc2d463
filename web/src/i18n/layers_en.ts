// Words of layer schemes.
export const layersEn = {
  layers: {
    title: "Layers", new: "New layers", layers: "Layers", layer: "Layer", computedAt: "worked out {{when}}", asOfNow: "as of now", back: "All layer schemes", saved: "Saved", preview: "How large the layers would be", persons: "persons",
    incomplete: "Fill in what is missing to see the sizes.", everyone: "{{persons}} persons, each in exactly one layer", empty: "No layers yet.", emptyHint: "A layer scheme puts every person into exactly one layer. The layers can be used in any filter, followed from day to day, and compared by what their persons bring. Choose a way to begin with.",
    confirmDelete: "Delete “{{name}}” with its history?", changes: "By another rule the layers begin a new history.", workOut: "Work out now", window: "During", days: "days", add: "Add a layer", rest: "Who fits none", refresh: "Worked out", refreshes: { live: "whenever asked", hourly: "every hour", daily: "every day", manual: "on demand" }, hour: "At hour", keep: "Keep history",
    tab: { sizes: "Sizes", flow: "Flow", kpis: "Figures" }, history: "Sizes day by day", day: "Day", noHistory: "The sizes of every day are kept from the first time the layers are worked out: by themselves at the hour of their schedule, or with “Work out now”.", sum: "All", came: "Not there yet", gone: "No longer there",
    kind: { value: "Value", activity: "Activity", lifecycle: "Lifecycle stage", rfm: "RFM", interest: "Need and interest", custom: "Own rules" },
    about: { value: "By what a person brought: revenue, or any number, by thresholds or by rank.", activity: "By how often or on how many days somebody is active.", lifecycle: "New, active, at risk, churned, won back: by the first and the last activity.", rfm: "Recency, frequency and sum of purchases, scored 1 to 5, in eight classic groups.", interest: "By what somebody did most: the category, brand or topic.", custom: "Conditions in order; the first that holds decides." },
    measure: { times: "number of times", days: "days with one", sum: "sum of", avg: "average of", min: "minimum of", max: "maximum of", days_since: "days since the last", trait_number: "trait as a number" },
    number: { measure: "Number", of: "Of events", layers: "Layers, the highest first", percent: "By rank", least: "By thresholds", below: "all below", sum: "The percents sum to {{sum}} instead of 100." },
    lifecycle: { activity: "Active by", new_days: "New for", at_risk_days: "At risk after", churned_days: "Churned after", win_back_days: "Won back for" },
    stageOf: { new_person: "New", active: "Active", win_back: "Won back", at_risk: "At risk", churned: "Churned" },
    interest: { property: "By the value of", values: "These values", top: "the {{n}} most common", most: "Most common", others: "Other values" },
    rules: { first: "Every person is in the first layer whose conditions hold.", up: "Earlier", down: "Later" },
    rfm: {
      purchase: "Purchase", amount: "Amount", frequency: "Frequency", times: "purchases", onDays: "days with one", scores: "Scores", rank: "By rank", cuts: "By given cuts", recency: "Recency", monetary: "Sum", score: "Score", groups: "Groups", mean: "Above or below the mean", own: "A map of one's own",
      rule: { 0: "R↑ F↑ M↑", 1: "R↑ F↓ M↑", 2: "R↓ F↑ M↑", 3: "R↓ F↓ M↑", 4: "R↑ F↑ M↓", 5: "R↑ F↓ M↓", 6: "R↓ F↑ M↓", 7: "R↓ F↓ M↓" },
      paint: "Choose a group and click the places that belong to it. A square for each score of the sum; upwards the purchase is more recent, to the right there are more.", places: "Where the buyers lie", placesHint: "A square for each score of the sum: upwards the last purchase is more recent, to the right there are more purchases.", perScore: "Buyers per score",
    },
    flow: { title: "From {{from}} to {{to}}", matrix: "Every way", hint: "Shades are shares of the row. The sum of all is the population.", stayed: "{{share}} stayed in their layer; {{persons}} persons", from: "From the day", to: "To the day", none: "A flow needs two days", noneHint: "Layers are kept once a day. When there are two days, you see who went from which layer to which." },
    kpi: { active: "Active persons", revenue: "Revenue", arpu: "ARPU", retention: "Retention", conversion: "Conversion" },
    kpiRule: { active: "Persons with any activity in the period, by their layer of now", revenue: "Sum of payments, by the payers' layer of now", arpu: "Revenue / active persons", retention: "Of the active persons of a period, those active in the next one", conversion: "Active persons with the event / active persons" },
    noPaid: "Revenue needs the event of a payment and its amount.",
    names: {
      high: "High", middle: "Middle", low: "Low", daily: "Every other day", often: "Every week", seldom: "Seldom", rest: "None", never: "Never bought", inactive: "Not active", others: "Others", rule: "Layer",
      stages: { new_person: "New", active: "Active", win_back: "Won back", at_risk: "At risk", churned: "Churned" },
      groups: { 0: "High value", 1: "High value to develop", 2: "High value to keep", 3: "High value to win back", 4: "General value", 5: "General to develop", 6: "General to keep", 7: "General to win back" },
    },
  },
};
