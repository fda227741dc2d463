// Breakdowns of trends, time zones, hours of the week.
export const calendarEn = {
  cron: {
    says: "{{days}} {{times}}{{months}}", everyDay: "every day", day: "on day {{days}}", either: "{{week}} or {{month}}", both: "{{week}} if {{month}}", months: " in {{months}}", range: "{{first}} to {{last}}", comma: ", ", at: "at {{times}}", past: "at {{minutes}} past", everyHour: "{{past}} every hour", ofHours: "{{past}} the hours {{hours}}",
    month: { jan: "January", feb: "February", mar: "March", apr: "April", may: "May", jun: "June", jul: "July", aug: "August", sep: "September", oct: "October", nov: "November", dec: "December" },
  },
  calendar: {
    thenBy: "then by", addBreakdown: "Break down further", groupsOf: "Groups by", by: { text: "values", bins: "bins of numbers" },
    zone: "Time zone", week: "Week begins on", project: "of the project ({{text}})", hours: "hours of the week",
    short: { sunday: "Sun", monday: "Mon", tuesday: "Tue", wednesday: "Wed", thursday: "Thu", friday: "Fri", saturday: "Sat" },
  },
};
