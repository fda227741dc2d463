export const retentionEn = {
  retention: {
    title: "Retention", cohort: "Cohort", size: "Persons", mean: "Mean", first_ever: "First time ever", first_matching: "First time in the range", recurring: "Every time", on: "in that very period", on_or_after: "then or later",
    day: "Day {{n}}", week: "Week {{n}}", month: "Month {{n}}", quarter: "Quarter {{n}}", curve: "Mean retention", incomplete: "This period is not over yet", triangle: "By cohort", shares: "Shares", counts: "Persons",
    values: "Value", per_person: "Per person", sum: "Sum of {{property}}", avg: "Average of {{property}}", periods: "Time is counted", calendar: "by the calendar", rolling: "from the start event on",
    rollingHint: "Rolling days are 24 hours, weeks 7 days, months 30 days and quarters 90 days from each person's start event on.", atLeast: "At least times", value: "Cells hold", valueOf: { persons: "persons only", sum: "sum of", avg: "average of" }, needProperty: "Choose the property whose values the cells hold.", needPropertyHint: "Cells then show what the persons who came back brought, such as the amount of their orders, beside how many came back. Choose a number property of the return event under the options.",
    brackets: "Brackets end at", bracketsHint: "none, or 1, 3, 7, 14, 30", badBrackets: "Whole numbers such as 1, 3, 7, 14, 30, each greater than the one before", streaks: "Streaks", askStreaks: "Also count streaks", all: "All groups",
    fit: "Fitted curve", halfLife: "half-life {{n}}", noHalfLife: "no half-life", day_span: "{{n}} days", week_span: "{{n}} weeks", month_span: "{{n}} months", quarter_span: "{{n}} quarters",
    fitHint: "Least squares of ln(share) over ln(n) through the means from column 1 on. The half-life is where the curve is half of what it is at 1.", overTime: "Cohorts over time", column: "Column", returnedIn: "Returned, {{column}}",
    longest: "Longest", current: "Current", unbroken: "Unbroken", persons: "Persons by longest streak", unbrokenShare: "Share unbroken", streakRule: "Columns one after the other in which a person returned, from column 1 on. Longest and current look at periods that are over.",
    everyCohort: "of all dates", streakOf: "Cohort {{cohort}} · {{kind}} streak: {{length}}", streakCurve: "Streaks", others: "All others of the cohort", those: "Those of the number", more: "More options", moreSet: "More options ({{count}} set)",
  },
};
