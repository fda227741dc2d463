// What goes over the wire, and what extensions get.
import type { Listener } from "./hooks.js";

export type Fields = Record<string, unknown>;
export type Consent = "granted" | "denied" | "cookieless";
export type ProfileOperation = "set_once" | "increment" | "append" | "union" | "remove";

export interface PageInfo {
  url: string;
  path: string;
  title: string;
  referrer: string;
}

export interface Context {
  page: PageInfo;
  campaign?: Record<string, string>;
  userAgent: string;
  sessionId: string;
  locale: string;
  timezone: string;
  screen: { width: number; height: number; density: number };
  library: { name: string; version: string };
}

// What a caller says of a message; the rest is added.
export interface Content {
  type: "track" | "identify" | "page" | "group" | "alias" | "profile";
  event?: string;
  name?: string;
  userId?: string;
  previousId?: string;
  groupId?: string;
  op?: ProfileOperation;
  properties?: Fields;
  traits?: Fields;
}

export interface Message extends Content {
  messageId: string;
  timestamp: string;
  anonymousId: string;
  context: Context;
}

export interface Ids {
  anonymousId(): string | undefined;
  userId(): string | undefined;
}

// What an extension gets. `inbox` is what the extension of that name returned, if it is in use.
export interface Kit {
  on: (hook: HookName, listener: Listener) => () => void;
  track: (event: string, properties?: Fields) => void;
  host: string;
  writeKey: string;
  ids: Ids;
  readonly inbox: unknown;
}

export interface Extension<T = unknown> {
  name: string;
  start(kit: Kit): T;
}

// ready: init is done. message: one was queued. sent: a batch was taken ({count}). dropped: events were given up ({count, why}).
// page: a page view. identify, reset: other ids. consent: another mode. session: a new one ({id}).
export type HookName = "ready" | "message" | "sent" | "dropped" | "page" | "identify" | "reset" | "consent" | "session";
