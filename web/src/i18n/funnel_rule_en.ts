// How a funnel was counted, and what tells those apart who converted.
export const funnelRuleEn = {
  funnelRule: {
    and: "; ",
    count: {
      persons: "Each person counts once, at the deepest step that any attempt reached",
      sessions: "Each session counts once, at the deepest step that any attempt starting in it reached",
      totals: "Every attempt counts; the next one may start after the last one ended or its window ran out",
    },
    start: { first: "an attempt starts at every match of step 1 in the range", any: "an attempt starts at every match of any step in the range" },
    steps: "{{order}}, {{within}}",
    order: { ordered: "steps in order, other events may lie between", strict: "each step is the very next event", any: "steps in any order" },
    within: { duration: "within {{window}}", day: "on the same calendar day", session: "in the same session" },
    firstTime: "step 1 is only the person's first ever match of it",
    simultaneous: "events of one instant in the order of their steps",
    optional: "depth is judged by the required steps",
    hold: "all steps with the same values of the properties held constant",
    exclusions: "an excluded event between its steps ends the attempt, or leaves the person out",
    distinguish: "Of the persons who did step 1: those who went to the end against the others, by what they did from the start of their attempt to its end. Odds ratios with one half added to each count (Haldane-Anscombe), 95 % intervals.",
  },
};
