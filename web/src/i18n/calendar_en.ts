// Breakdowns of trends, time zones, hours of the week.
export const calendarEn = {
  calendar: {
    thenBy: "then by", addBreakdown: "Break down further", groupsOf: "Groups by", by: { text: "values", bins: "bins of numbers" },
    zone: "Time zone", week: "Week begins on", project: "of the project ({{text}})", hours: "hours of the week",
    short: { sunday: "Sun", monday: "Mon", tuesday: "Tue", wednesday: "Wed", thursday: "Thu", friday: "Fri", saturday: "Sat" },
  },
};
