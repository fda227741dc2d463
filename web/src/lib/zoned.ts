// Between instants and the clock on the wall of a time zone.

// "2026-03-01T20:00" of an instant.
export function wallClock(iso: string, zone: string): string {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).format(new Date(iso));
  return text.replace(" ", "T");
}

// The instant at which the wall shows this; of a time that the clock skips, the one as much later.
export function zoned(wall: string, zone: string): string {
  const wanted = Date.parse(`${wall}:00Z`);
  const offset = (at: number) => Date.parse(`${wallClock(new Date(at).toISOString(), zone)}:00Z`) - at;
  const first = wanted - offset(wanted);
  return new Date(wanted - offset(first)).toISOString();
}
