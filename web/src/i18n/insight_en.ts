// Words of insight.
export const insightEn = {
  insight: {
    title: "Insight", lead: "What distinguishes these persons from others, over all traits, tags and layers at once.", segments: "Persons", choose: "Choose a segment, a layer or a tag", baseline: "Compared with", everyone: "everyone", of: "Shares of", ofAll: "all persons", ofKnown: "those with a value", min: "Fold away below", min_persons: "persons", only: "only what is beyond chance",
    empty: "Whom do you want to know?", emptyHint: "Choose up to four segments, layers or values of tags. You see which values of traits are more or less common among them than among others, how sure that is, and how their numbers differ.", noneYet: "There is no segment and no layer yet to choose from.", make: "Make a segment", noTraits: "No trait is known yet", noTraitsHint: "Traits come with identify calls: plan, city, age. Then they can be compared here.",
    ranking: "What stands out", rankingHint: "TGI = share here / share of the comparison × 100. Pale: may be chance (Holm-adjusted p of 0.05 or more, two-proportion z test against those of the comparison who are not in the segment).", value: "Value", here: "Here", there: "Compared", shareHere: "Share here", shareThere: "Share compared", p: "p", table: "All values", folded: "{{count}} values of few persons are folded away",
    numbers: "Numbers", mean: "Mean", median: "Median", known: "have it", side: "Side by side", sideHint: "Share of each segment that has the value, and its TGI.", heat: "Two at once", heatHint: "Persons with both values; shades are the share of the segment, the small figure is the TGI.", print: "Print or PDF", picture: "PNG", nothing: "Nothing to compare here.", summaryTitle: "In words", nothingSure: "Nothing here is beyond chance. Look at more persons, or at all values.",
    summary: {
      size: "“{{segment}}” has {{persons}} persons, {{share}} of {{baseline}}. ", more: "More common are {{list}}. ", less: "Less common are {{list}}. ", item: "{{trait}} = {{value}} ({{a}} instead of {{b}}, TGI {{tgi}})", none: "Nothing distinguishes it from {{baseline}} beyond chance. ",
      higher: "Its mean of {{trait}} is higher: {{a}} instead of {{b}}. ", lower: "Its mean of {{trait}} is lower: {{a}} instead of {{b}}. ", join: ", ",
    },
  },
};
