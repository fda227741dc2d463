// Campaigns and journeys side by side.
export const compareEn = {
  compare: {
    title: "Compare campaigns", do: "Compare", few: "Tick two to eight campaigns to compare them.", tick: "Compare {{name}}", choose: "Choose campaigns and journeys",
    empty: "Choose two to eight", emptyHint: "Campaigns and journeys then stand side by side: how many opened, clicked and reached the goal, what the messages changed against those who were held out, and what came back for the money.",
    gone_one: "One of them is gone.", gone_other: "{{count}} of them are gone.", nothing: "Nothing of them was sent in this time", nothingHint: "Choose a longer time, or start one of them: its figures stand here as soon as its messages went out.",
    unsent: "Not sent in this time yet: {{names}}. The figures come with the first messages.", range: "Sent", noGoal: "no goal", money: "money: {{property}}",
    one: "Compare by one goal", whose: "Whose goal", differ: "Each is judged by its own goal, and the goals differ: conversions, uplift and money of different goals do not say which is better.", oneGoal: "All are judged by: {{goal}}",
    chart: "Chart", metric: { opened: "Open rate", clicked: "Click rate", converted: "Conversion rate", uplift: "Uplift, points", revenue_per_person: "Revenue per person", more_revenue: "More revenue", roi: "ROI" },
    table: "Figures", figure: "Figure", best: "The best of this row",
    none: "None of them has this figure.", noneWhy: { opened: "Nobody got a message of them in this time.", clicked: "Nobody got a message of them in this time.", converted: "It needs a goal.", uplift: "It needs a goal, and a part of the audience that was held out.", revenue_per_person: "It needs a goal whose money is counted.", more_revenue: "It needs a goal whose money is counted, and a part of the audience that was held out.", roi: "It needs prices of messages, a goal whose money is counted, and a part of the audience that was held out." },
    rule: "A star marks the best of a row, which may still be chance. Their audiences differ, so that a higher rate may come from whom it went to; the uplift compares those who got a message with those of the same audience who were held out.",
  },
};
