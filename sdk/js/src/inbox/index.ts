// In-app messages of the visitor: those that wait and those that come (docs/formats/inbox.md).
import { complain, guarded } from "../guard.js";
import type { Extension, Kit } from "../types.js";
import { merged, type InboxMessage } from "./messages.js";

export type { InboxMessage } from "./messages.js";

export interface InboxOptions {
  // The HMAC of a user id, made by your own server. Without it the messages of the anonymous id are shown.
  hash?: (userId: string) => string | Promise<string>;
  onChange?: (messages: InboxMessage[], unseen: number) => void;
}

export interface Inbox {
  messages(): InboxMessage[];
  unseen(): number;
  refresh(): Promise<void>;
  seen(...ids: number[]): Promise<void>;
  dismiss(...ids: number[]): Promise<void>;
  close(): void;
}

type Asker = Record<string, string>;

async function askerOf(kit: Kit, { hash }: InboxOptions): Promise<Asker | undefined> {
  const user = kit.ids.userId();
  if (user !== undefined && hash) return { write_key: kit.writeKey, user_id: user, hash: await hash(user) };
  const anonymous = kit.ids.anonymousId();
  return anonymous === undefined ? undefined : { write_key: kit.writeKey, anonymous_id: anonymous };
}

// text/plain: no preflight.
async function answerOf<T>(url: string, body?: object): Promise<T> {
  const post = { method: "POST", body: JSON.stringify(body), headers: { "content-type": "text/plain" } };
  const response = await fetch(url, { credentials: "omit", ...(body ? post : {}) });
  if (!response.ok) throw new Error(`${url.split("?")[0]}: ${response.status}`);
  return response.json();
}

function start(kit: Kit, options: InboxOptions): Inbox {
  const base = `${kit.host}/v1/inbox`;
  let list: InboxMessage[] = [];
  let asker: Asker | undefined;
  let stream: EventSource | undefined;
  let round = 0; // whose messages are shown; answers of an earlier round come too late

  const show = (messages: InboxMessage[]) => {
    list = messages;
    if (options.onChange) guarded(options.onChange)(list, list.filter(({ seen }) => !seen).length);
  };
  const refresh = async () => {
    const mine = round;
    if (!asker) return;
    const { messages } = await answerOf<{ messages: InboxMessage[] }>(`${base}?${new URLSearchParams(asker)}`);
    if (mine === round) show(merged([], messages));
  };
  const disconnect = () => {
    ++round;
    stream?.close();
    stream = undefined;
    asker = undefined;
  };
  // The stream first: nothing falls between it and the list, which is fetched again after each break.
  const connect = async () => {
    disconnect();
    const mine = round;
    const found = await askerOf(kit, options);
    if (mine !== round || !found) return;
    asker = found;
    stream = new EventSource(`${base}/stream?${new URLSearchParams(found)}`);
    stream.addEventListener("message", guarded((event: MessageEvent<string>) => show(merged(list, [JSON.parse(event.data)]))));
    stream.addEventListener("open", () => void refresh().catch(complain));
  };
  const reconnect = () => {
    if (list.length > 0) show([]);
    connect().catch(complain);
  };
  const mark = async (what: "seen" | "dismiss", ids: number[]) => {
    if (!asker || ids.length === 0) return;
    await answerOf(`${base}/${what}`, { ...asker, ids });
    const others = list.filter(({ id }) => !ids.includes(id));
    const marked = list.filter(({ id }) => ids.includes(id)).map((message) => ({ ...message, seen: true }));
    show(what === "seen" ? merged(others, marked) : others);
  };
  const endings = [kit.on("identify", reconnect), kit.on("reset", reconnect), kit.on("consent", reconnect)];
  // An open stream would keep the page out of the back-forward cache.
  const hide = () => disconnect();
  const back = (event: PageTransitionEvent) => event.persisted && connect().catch(complain);
  window.addEventListener("pagehide", hide);
  window.addEventListener("pageshow", back);
  connect().catch(complain);
  return {
    messages: () => list,
    unseen: () => list.filter(({ seen }) => !seen).length,
    refresh,
    seen: (...ids) => mark("seen", ids),
    dismiss: (...ids) => mark("dismiss", ids),
    close() {
      endings.forEach((end) => end());
      window.removeEventListener("pagehide", hide);
      window.removeEventListener("pageshow", back);
      disconnect();
    },
  };
}

export function inbox(options: InboxOptions = {}): Extension<Inbox> {
  return { name: "inbox", start: (kit) => start(kit, options) };
}
