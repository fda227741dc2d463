// Words of what comes in from where, and of connecting something new.
export const sourcesEn = {
  sources: {
    title: "Sources", show: "Show", cameIn: "What came in", bars: { 1: "each bar is an hour", 6: "each bar is six hours", 24: "each bar is a day" },
    days: { 1: "24 hours", 7: "7 days", 30: "30 days", 90: "90 days" }, nothing: "Nothing was accepted in this time.", stale: "These numbers are no longer up to date.",
    name: { segment: "Segment", jitsu: "Jitsu", posthog: "PostHog", mixpanel: "Mixpanel", sensors: "Sensors Analytics (神策)", amplitude: "Amplitude", ga4: "Google Analytics 4", matomo: "Matomo", snowplow: "Snowplow", countly: "Countly", import: "Files" },
    about: {
      segment: "and RudderStack, and our own SDKs", jitsu: "web, React, servers", posthog: "web by npm, servers, phones", mixpanel: "web, servers, phones", sensors: "web, servers, phones, mini programs", amplitude: "web, servers, phones",
      ga4: "Measurement Protocol", matomo: "web, servers, phones", snowplow: "web, servers, phones", countly: "web, servers, phones", import: "CSV and JSON Lines",
    },
    column: { source: "Source", status: "Status", curve: "Trend", accepted: "Accepted", duplicates: "Duplicates", late: "Late", quarantined: "Quarantined", refused: "Refused", heard: "Last heard", on: "On" },
    hint: {
      accepted: "Events that were stored and count.", duplicates: "Events that had been stored before and were sent again: SDKs do so after an interrupted answer. They count once; nothing is wrong.",
      late: "Accepted events that came more than an hour after they happened, from devices that had been offline or from files. They count on the day on which they happened.",
      quarantined: "Events that cannot be counted, each kept aside with the reason. Open the quarantine to see what is wrong with them.",
      refused: "Whole requests that were turned away: unknown key, switched off, too large, unreadable, or too much at once. Nothing of them is kept.",
      heard: "The hour in which something came last, be it accepted or not.", on: "Whether what comes is taken at all.",
    },
    status: { hearing: "Hearing", quiet: "Quiet", silent: "Silent", problems: "Has problems", off: "Off", never: "New" },
    statusHint: {
      hearing: "Something came in this hour or in the one before.", quiet: "Something came within a day, but not in this hour or the one before.", silent: "Nothing has come for more than a day.",
      problems: "Of the last 24 hours, 5 % or more was kept aside or refused.", off: "Switched off: senders are answered 403.", never: "Nothing has come within 90 days.",
    },
    thisHour: "this hour", hour: "{{from}} to {{to}}", look: "Look at them in the quarantine", open: "Open {{name}}", onlyOwner: "Only owners can change this.",
    switch: "Take what comes by {{name}}", switchOff: "Switch off", offTitle: "Switch {{name}} off?", offText: "Whoever sends by {{name}} is answered 403, within five seconds. What they send while it is off is lost, unless their SDK keeps it and tries again. What is stored stays.",
    isOff: "{{name}} is off. That holds within five seconds.", isOn: "{{name}} is on again. That holds within five seconds.",
    connect: "Connect something new", connectLead: "Keep the SDK that you have: only its address and its key change.", how: "How to connect", more: "More about it in", hours: "Hour by hour",
    noNumbers: "Nothing has come yet. Once it does, its hours are drawn here.",
    sdk: { tag: "Our script tag", web: "Web", react: "React", node: "Node.js", python: "Python", php: "PHP", java: "Java", android: "Android", ios: "iOS", rudder: "RudderStack", curl: "curl", http: "HTTP", csv: "From a file" },
    note: {
      segment: "Segment's own script tag loads from Segment's host: take the npm package, or our script tag. The SDKs for phones want HTTPS. RudderStack's for browsers and phones also want this address as configUrl or control plane.",
      jitsu: "The key has two parts with a colon between; what is before it does not matter. The script tag /p.js is not there: take the npm package.",
      posthog: "On the web take the npm package: the HTML snippet loads its library from this address, where it is not. No flags, no recordings.",
      mixpanel: "The SDK for Python wants HTTPS. The script tag works too; its library still comes from Mixpanel.",
      sensors: "Leave encryption off (enableEncrypt). Mini programs: set server_url, and add this host to the allowed domains.",
      amplitude: "The server's address is complete with its path, /2/httpapi.",
      ga4: "Only the Measurement Protocol: gtag.js, Tag Manager in the page and Firebase send to Google alone. Add our own SDK beside them.",
      matomo: "Most trackers want a number for the site: accept it below, such as 1. Host matomo.js yourself.",
      snowplow: "The key stands where the app id is; or keep the app id and accept it below. Traits are not set by it.",
      countly: "The key stands where the app key is. Put no path behind the address.",
      import: "For old history. What a file sends to a running server comes in as Segment's; with --data instead of --url, stop the server first.",
    },
    names: {
      title: "Accepted names", lead: "Senders who cannot change their key may say one of these in its place. Names are no secrets: whoever knows one may send.", none: "None: only write keys are accepted.", add: "Accept",
      added: "“{{name}}” is accepted within five seconds.", removed: "“{{name}}” is no longer accepted.", remove: "No longer accept “{{name}}”?", removeText: "Whoever still sends with it is answered 401.",
      problem: { taken: "Accepted already", long: "At most 200 bytes", many: "There are 200 names already" },
      what: {
        segment: "An old write key. Not for browsers, whose SDK asks for the settings of a key", jitsu: "The old secret: what is after the colon", posthog: "The old project token, phc_…", mixpanel: "The old project token", sensors: "The old token, else project; “default” if the address has neither",
        amplitude: "The old API key", ga4: "The old API secret", matomo: "The number of the site, such as 1, or the old token_auth", snowplow: "The app id", countly: "The old app key",
      },
    },
    teach: {
      title: "No sender has been heard yet", text: "Put these lines into the head of every page of your site. The first view shows up here within seconds.", curlText: "Or send one event by hand:",
      docs: "Read on in the docs that came with the program:", doc: { browser: "our browser SDK: views, clicks, consent", sdk: "SDKs for servers, and moving from other products", protocols: "everything that is understood, field by field" },
    },
  },
};
