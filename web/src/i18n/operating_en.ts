// Words of the operating models: AARRR and CSPDD.
export const operatingEn = {
  operating: {
    title: "Operating models", aarrr: "AARRR", cspdd: "CSPDD", roles: "Events", lead: { aarrr: "From a stranger to somebody who brings others: five stages over one range, beside the period before.", cspdd: "Where persons come from, what they enter, look at, decide for and pay: one funnel by channel and by scene." },
    guessed: "These figures follow events that were guessed from their names.", check: "Check and confirm", previous: "before: {{value}}", open: "Open in the analysis", none: "Nobody yet in this range",
    missing: "Not mapped yet", map: "Map the event", viewerMap: "An analyst can map it under Events.",
    stage: { acquisition: "Acquisition", activation: "Activation", retention: "Retention", revenue: "Revenue", referral: "Referral", channel: "Channel", scene: "Scene", product: "Product", decision: "Decision", done: "Done" },
    teach: {
      activation: "Which event makes a new person more than a visitor? A registration, a first project, a first upload.", revenue: "Which event says that somebody paid, and which of its properties is the amount?", referral: "Which event is an invitation, and which one its acceptance?",
      cspdd: "Choose at least one of the events that follow an arrival: item viewed, order made, order paid.",
    },
    figure: {
      new: "New persons", activated: "Activated", share: "Activation", median: "Median time", dn: "D{{n}}", revenue: "Revenue", payers: "Payers", paying: "Paying share", arpu: "ARPU", arppu: "ARPPU", invites: "Invites", inviters: "Inviters", accepted: "Accepted", per_person: "Per person", acceptance: "Acceptance", k: "K", cac: "CAC", ltv: "LTV30", active: "Active persons", overall: "Overall conversion", arrivals: "Arrivals", done: "Done",
    },
    hint: { cac: "costs / new persons", ltv: "revenue per person by the age of 30 days", arpu: "revenue / active persons", arppu: "revenue / payers", paying: "payers / active persons", per_person: "invites / active persons", acceptance: "accepted / invites", k: "invites per person × acceptance", retention: "of those who came n days before" },
    rule: {
      acquisition: "First activity ever in the range, by the channel of that activity", activation: "New persons with the activation event within {{days}} days of their first activity", retention: "Of the persons new n days before each day of the range, those active on that day; days that are over", revenue: "Payments of the range", referral: "Invitations and acceptances of the range; K = invites per person × acceptance",
      cspdd: "Within {{days}} days of an arrival, each stage after the one before; by persons",
    },
    revenueFigures: "Revenue figures", board: { aarrr: "Acquisition, activation, retention, revenue and referral as tiles of your own, by the events mapped now", cspdd: "The funnel from channel to payment, by channel and by scene" },
    paidBy: "Paid by the age of {{n}} days", byChannel: "By channel", byScene: "By scene", overTime: "Activated of those who came", returned: "Active again after {{n}} days", conversion: "Conversion from the stage before", group: { channel: "Channel", scene: "Scene" }, fromPrevious: "% of {{stage}}", day: "{{n}} d after",
  },
  roles: {
    title: "Which events play which part", lead: "One page for all ready boards. What is empty is left out of them.", confirm: "Confirm", save: "Save", again: "Guess again", saved: "Saved", guess: "guessed", confirmedBy: "Confirmed by {{who}}, {{when}}", notYet: "Guessed from event names, not confirmed yet", none: "no such event", noProperty: "no property", days: "days",
    channel: "Channel", channelHint: "Where a visit came from; an activity that has it is an arrival.", activation: "Activation", activationHint: "What makes a new person more than a visitor", within: "within", scene: "Scene", sceneHint: "A list, a category, a campaign page, a live room. Without one the scene is where somebody landed.", sceneProperty: "named by", product: "Product viewed", productHint: "One item is looked at", order: "Order made", orderHint: "The decision, before the payment", paid: "Paid", paidHint: "The money came in", revenue: "amount",
    invite: "Invitation", inviteHint: "A person invites somebody", accepted: "Accepted", acceptedHint: "Somebody came by an invitation", journey: "Journey", journeyHint: "From arrival to payment at most", parts: { who: "Who comes", journey: "What they do", money: "What it brings", friends: "Whom they bring" },
  },
};
