import { expect, test } from "vitest";
import { eventExportCommand, eventExportLink } from "./event_export";

test("a link has what was chosen", () => {
  expect(eventExportLink({ format: "csv" })).toBe("/api/events/export?format=csv");
  expect(eventExportLink({ format: "posthog", from: "2026-01-01", to: "2026-02-01", event: "Order & Pay" })).toBe("/api/events/export?format=posthog&from=2026-01-01&to=2026-02-01&event=Order+%26+Pay");
});

test("a command can be pasted into a shell", () => {
  expect(eventExportCommand({ format: "jsonl" }, "http://h:1")).toBe("throng export --url http://h:1 --secret-key SECRET_KEY \\\n  --out events.jsonl.gz --format jsonl");
  expect(eventExportCommand({ format: "sensors", from: "2026-01-01", event: "Ann's $order" }, "http://h:1")).toBe(
    "throng export --url http://h:1 --secret-key SECRET_KEY \\\n  --out events.sensors.jsonl.gz --format sensors \\\n  --from 2026-01-01 --event 'Ann'\\''s $order'");
});
