// Words of attribution, LTV and costs.
export const attributionEn = {
  attribution: {
    title: "Attribution", conversion: "Conversion", value: "Value", noValue: "each counts 1", touch: "Touches", channel: "Channel", lookback: "Looks back", count: "Conversions", all: "all", first: "only the first ever",
    models: "Models", halfLife: "Half-life", top: "Channels", direct: "Direct channels", more: "More options", choose: "Choose the event that is a conversion", chooseHint: "Attribution answers which channels brought your conversions: each one is shared out over the touches before it, by several models side by side. Choose what you count as success, such as a paid order. With the property of its amount the value is shared out too, and with costs you see what a conversion costs in each channel.", credited: "Credited conversions", creditedValue: "Credited value", grouped: "By channel", stacked: "By model",
    byModel: "Model", overTime: "Over time", touches: "Touches", touched: "Conversions touched", acquired: "New persons", cost: "Cost", cpa: "CPA", roas: "ROAS", cac: "CAC", clicks: "Clicks", total: "All channels", costs: "What they cost", unconverted: "{{count}} paths led to no conversion in this range.",
    noCosts: "Costs per channel and day are not known for this range.", addCosts: "Set costs", none: "no touch", credits: "Credits", returns: "Costs and returns",
    model: { first: "First", last: "Last", last_non_direct: "Last non-direct", linear: "Linear", position: "40/20/40", time_decay: "Time decay", markov: "Markov", shapley: "Shapley" },
    hint: {
      cpa: "cost / credited conversions", roas: "credited value / cost", cac: "cost / new persons whose first touch it was", touched: "conversions with this channel in their path",
      model: { first: "All to the first touch", last: "All to the last touch", last_non_direct: "All to the last touch that is not direct", linear: "Equal parts to all touches", position: "40 % to the first, 40 % to the last, 20 % to those between", time_decay: "Half as much for each half-life before the conversion", markov: "By how much conversions fall without the channel", shapley: "Each channel of a path an equal part, however often it was touched" },
    },
  },
  ltv: {
    title: "Lifetime value", acquired: "Acquired by", revenue: "Revenue", value: "Amount", choose: "Choose the event that brings revenue", chooseHint: "Lifetime value answers how much a person brings in the weeks after they came, and when that pays back what it cost to win them. Choose the event of a payment and the property with its amount. Cohorts begin with each person's first activity unless you choose another event.", ages: "Ages", curve: "LTV by age", projected: "projected", projectedName: "{{name}} (projected)", payback: "Payback", cohorts: "Cohorts", cohort: "Cohort", size: "Persons", mean: "Mean", cost: "Cost", cacName: "CAC",
    show: { ltv: "Per person", revenue: "Revenue", payers: "Payers" }, costs: "Compare with costs", incomplete: "Not over yet: may still grow", projectedHint: "Projected from how older cohorts grew", notPaid: "not yet", age: { day: "D{{n}}", week: "W{{n}}", month: "M{{n}}", quarter: "Q{{n}}" }, after: "after {{age}}", projectedAfter: "≈ {{age}}", payers: "paid by {{age}}", everyone: "all acquired", all: "All",
    note: "Dashed and in italics: projected from how older cohorts grew. It is no measurement.",
  },
  costs: {
    title: "Costs", lead: "What each channel cost per day, in the project's currency. A row replaces that of its day and channel.", day: "Day", channel: "Channel", cost: "Cost", clicks: "Clicks", impressions: "Impressions", upload: "Upload a CSV file", columns: "Columns: day, channel, cost, and perhaps clicks, impressions", empty: "No costs yet", emptyHint: "With costs, attribution shows CPA, ROAS and CAC, and LTV shows when a cohort has paid for itself.", set_one: "{{count}} row set", set_other: "{{count}} rows set", remove: "Delete this row?", sum: "{{rows}} rows, {{cost}} in all", allChannels: "All channels", example: "Example",
  },
};
