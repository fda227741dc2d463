// Between instants and the clock on the wall of a time zone.

// "2026-03-01T20:00" of an instant.
export function wallClock(iso: string, zone: string): string {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).format(new Date(iso));
  return text.replace(" ", "T");
}

// Milliseconds that the zone is ahead of UTC, to the minute.
export const offsetOf = (at: number, zone: string): number => Date.parse(`${wallClock(new Date(at).toISOString(), zone)}:00Z`) - Math.floor(at / 60_000) * 60_000;

// The instant at which the wall shows this; of a time that the clock skips, the one as much later.
export function zoned(wall: string, zone: string): string {
  const wanted = Date.parse(`${wall}:00Z`);
  const first = wanted - offsetOf(wanted, zone);
  return new Date(wanted - offsetOf(first, zone)).toISOString();
}
