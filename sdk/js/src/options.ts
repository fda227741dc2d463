import type { Consent } from "./types.js";

export interface Capture {
  pages: boolean; // page views: load, route changes, back-forward cache
  leave: boolean; // $page_leave
  heartbeat: boolean;
  clicks: boolean;
  rageClicks: boolean;
  deadClicks: boolean; // wraps fetch and XMLHttpRequest.send to see whether a click asks for something
  forms: boolean;
  webVitals: boolean;
  exceptions: boolean;
}

export interface Options {
  host: string; // of the server, "https://throng.example.com"
  writeKey: string;
  consent: Consent;
  capture: Capture;
  hashRouting: boolean; // the part after # is the page's path too
  heartbeatSeconds: number;
  sessionMinutes: number; // without activity, until the next event begins a new session
  stripQuery: string[]; // parameters that are taken out of captured addresses
  maskSelectors: string[];
  respectDoNotTrack: boolean;
  allowBots: boolean;
  batchSize: number;
  batchWaitMs: number;
  retryMinMs: number;
  retryMaxMs: number;
  refusedWaitMs: number; // after 401
}

export type InitOptions = Pick<Options, "host" | "writeKey"> &
  Partial<Omit<Options, "host" | "writeKey" | "capture">> & { capture?: Partial<Capture> | false };

const nothing: Capture = {
  pages: false, leave: false, heartbeat: false, clicks: false, rageClicks: false, deadClicks: false, forms: false, webVitals: false, exceptions: false,
};
const everything: Capture = {
  pages: true, leave: true, heartbeat: true, clicks: true, rageClicks: true, deadClicks: true, forms: true, webVitals: true, exceptions: true,
};

const defaults = {
  consent: "granted" as Consent,
  hashRouting: false,
  heartbeatSeconds: 15,
  sessionMinutes: 30,
  stripQuery: ["token", "password", "email", "key", "secret", "code", "auth"],
  maskSelectors: [] as string[],
  respectDoNotTrack: false,
  allowBots: false,
  batchSize: 20,
  batchWaitMs: 3000,
  retryMinMs: 1000,
  retryMaxMs: 60_000,
  refusedWaitMs: 600_000,
};

export function completed(given: InitOptions): Options {
  if (!given?.host || !given.writeKey) throw new Error("init needs host and writeKey");
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as InitOptions;
  return {
    ...defaults,
    ...known,
    host: given.host.replace(/\/+$/, ""),
    capture: given.capture === false ? nothing : { ...everything, ...given.capture },
  };
}
