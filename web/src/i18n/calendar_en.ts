// Breakdowns of trends, time zones, hours of the week.
export const calendarEn = {
  calendar: {
    thenBy: "then by", addBreakdown: "Break down further", groupsOf: "Groups by", by: { text: "values", bins: "bins of numbers" },
  },
};
