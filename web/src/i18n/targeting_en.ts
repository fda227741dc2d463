// Words of targeting and the playbook.
export const targetingEn = {
  targeting: {
    title: "Targeting", lead: "Which of your audiences is worth reaching next: segments and layers side by side.", tab: { ranking: "Ranking", playbook: "Playbook" },
    weights: "What counts", weightsHint: "Give what matters to you more weight; 0 leaves it out. The address keeps the weights, so a ranking can be shared.", even: "All alike", weight: "Weight of {{measure}}", growthSince: "Growth since", days: "{{count}} days ago",
    measure: { size: "Size", growth: "Growth", value: "Value per person", conversion: "Conversion", reach: "Reach" },
    hint: {
      size: "Persons in it now.", growth: "Persons now against those of the kept version of that time.", value: "Revenue of the last 30 days per person.", conversion: "Share that bought in the last 30 days.", reach: "Share that can be reached by any channel.",
    },
    audience: "Audience", score: "Score", persons: "Persons", revenue: "Revenue", unknown: "not known", kind: { segment: "Segment", layers: "Layer" }, search: "Find an audience", all: "All",
    why: "Why this score", whyHint: "Every measure is turned into a standing from 0 to 100: the share of the other listed audiences that have less. The score is the weighted mean of the standings; what is not known is left out.", value: "Value", standing: "Standing", part: "Adds", noScore: "Nothing that has a weight is known of it.",
    channel: { email: "E-mail", sms: "SMS", push: "Push", wechat: "WeChat" }, channels: "Who counts as reachable", channelTraits: "{{channel}}: has one of {{traits}}", behind: { bought: "{{name}}: bought in the last 30 days", reached: "{{name}}: by {{channel}}", any: "any channel" },
    empty: "No audience yet", emptyHint: "Save a segment or a layer scheme, or take one of the playbook's suggestions. Then they are ranked here.", toPlaybook: "See the playbook", before: "{{persons}} on {{day}}", noBefore: "No version is kept from that time yet.",
    missing: "It is not known which event is a purchase, or how much it brought. Value and conversion are left out until you say so.", toRoles: "Say what the events mean", failed: "Could not be worked out:", listed: "The best {{shown}} of {{total}} are listed.",
    playbook: "Segments worth having", playbookHint: "Rules that most shops profit from, worked out with your own events: what “high value” means is what your best fifth of buyers spend.", keep: "Keep as a segment", keepHint: "Opens the segment editor with these conditions", nobody: "nobody now", lacks: "Needs to know: {{roles}}.", tooLittle: "Too little happened lately to say.", share: "{{share}} of all",
    facts: "High value here: {{value}} or more in 90 days.", factCategory: "Most looked at: {{category}}.",
    role: { purchase: "which event is a purchase", revenue: "which property is its revenue", view: "which event is looking at an item", order: "which event is an order", invite: "which event is an invitation", coupon: "a coupon property of the purchase", category: "a category property of looking" },
  },
  play: {
    valuable_and_sliding: { name: "High value and sliding", why: "They spent much in the last 90 days and nothing in the last 30. Losing one costs as much as winning many; a personal word now is cheap." },
    near_the_next_tier: { name: "Near the next tier", why: "They spent three quarters or more of what the best fifth spends. One more order makes them high value: say how little is missing." },
    looked_often_never_bought: { name: "Look often, never bought", why: "Three looks or more in two weeks and no purchase ever. The wish is there; a first-order offer or an answered question may be all that is missing." },
    left_the_checkout: { name: "Left the checkout", why: "They made an order in the last 7 days and did not pay. The nearest revenue there is: remind them while they remember." },
    bought_once_a_month_ago: { name: "Bought once, a month or two ago", why: "Their only purchase was 30 to 60 days ago. The second purchase decides whether somebody becomes a customer." },
    lapsed_buyers: { name: "Lapsed buyers", why: "They bought within a year, but not in the last 60 days. They know you; win them back before they forget." },
    often_but_little: { name: "Often, but little", why: "Three purchases or more in 90 days, each smaller than usual. They like you: bundles and free delivery thresholds raise the basket." },
    only_with_coupons: { name: "Only with coupons", why: "Every purchase of the last year used a coupon. Keep them out of full-price campaigns, and do not give coupons to others by mistake." },
    browsers_of_a_category: { name: "Browsers of the favourite category", why: "They looked three times or more at what is looked at most and bought nothing for a month. Show them just that." },
    new_without_second_visit: { name: "New without a second visit", why: "First seen one or two weeks ago and not since. The first two weeks decide; a welcome message brings some back." },
    inviters: { name: "Inviters", why: "They invited somebody in the last 90 days. Your best channel costs nothing: thank them, and give them something to share." },
    valuable_and_out_of_reach: { name: "High value and out of reach", why: "They spend much, and there is no address to reach them by. Ask for one at the next visit." },
  },
};
