// What came from where, made up: a busy site, an app that sends nonsense too, one that fell silent, one that is off.
const hour = 3_600_000;
const protocols = ["segment", "jitsu", "posthog", "mixpanel", "sensors", "amplitude", "ga4", "matomo", "snowplow", "countly"];
const senders = {
  segment: { events: 2300, late: 0.01 }, posthog: { events: 800, bad: 0.08, refused: 3 }, sensors: { events: 1500, late: 0.12 }, ga4: { events: 300, since: 30 }, matomo: { events: 120, since: 2, refused: 1 },
};

function hoursOf({ events, bad = 0, refused = 0, since = 0 }, days, now) {
  const last = Math.floor(now / hour);
  return Array.from({ length: days * 24 - since }, (_, i) => last - days * 24 + 1 + i).map((at) => {
    const accepted = Math.round(events * (0.6 + 0.5 * Math.sin((at / 12) * Math.PI)) * (0.8 + ((at * 7919) % 41) / 100));
    return { hour: new Date(at * hour).toISOString(), accepted, quarantined: Math.round(accepted * bad), refused };
  });
}

export function sourceBook(empty) {
  let settings = { off: empty ? [] : ["matomo"], names: empty ? [] : [{ protocol: "sensors", name: "default" }, { protocol: "matomo", name: "1" }] };
  const view = (source, days, now) => {
    const sender = empty ? undefined : senders[source];
    const hours = sender ? hoursOf(sender, days, now) : [];
    const sum = (of) => hours.reduce((all, one) => all + one[of], 0);
    const accepted = sum("accepted");
    return {
      source, off: settings.off.includes(source), names: settings.names.filter((one) => one.protocol === source).map((one) => one.name), hours, ...(hours.length > 0 ? { last_heard: hours.at(-1).hour } : {}),
      counts: { requests: hours.length, accepted, duplicates: Math.round(accepted * 0.004), late: Math.round(accepted * (sender?.late ?? 0)), quarantined: sum("quarantined"), refused: sum("refused") },
    };
  };
  return { list: (days, now) => [...protocols, "import"].map((source) => view(source, days, now)), keep: (wanted) => { settings = wanted; } };
}
