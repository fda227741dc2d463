// The numbers of sessions that a chart can show.
export const sessionMetrics = ["sessions", "persons", "bounces", "bounce_rate", "views", "pages_per_session", "events_per_session", "sessions_per_person", "mean_ms", "median_ms"] as const;
export type SessionMetric = (typeof sessionMetrics)[number];
export const metricOf = ({ metric }: { metric?: unknown }): SessionMetric => sessionMetrics.find((one) => one === metric) ?? "sessions";
