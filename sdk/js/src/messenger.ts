// Makes messages of what is told, and queues them.
import { createClock } from "./clock.js";
import { contextOf } from "./context.js";
import type { Gate } from "./consent.js";
import { complain } from "./guard.js";
import type { Hooks } from "./hooks.js";
import type { IdKeeper } from "./ids.js";
import type { Place } from "./place.js";
import type { Queue } from "./queue/queue.js";
import type { Session } from "./session.js";
import type { Content, Message, PageInfo } from "./types.js";
import { uuid } from "./uuid.js";
import { bytesOf } from "./queue/bytes.js";

const kMostBytes = 32_000; // the server takes 32 KB an event

export interface How {
  page?: PageInfo; // by default the present one
  passive?: boolean; // the visitor did nothing
  session?: string; // by default the present one
}
export type Send = (content: Content, how?: How) => void;

interface Parts {
  gate: Gate;
  ids: IdKeeper;
  session: Session;
  place: Place;
  queue: Queue;
  hooks: Hooks;
  added: () => void;
}

export function createMessenger({ gate, ids, session, place, queue, hooks, added }: Parts): Send {
  const clock = createClock();
  const sessionOf = (how: How, page: PageInfo, now: number) => {
    if (how.session) return how.session;
    if (how.passive) return session.current(now);
    return session.touch(now, new URL(page.url).search.match(/utm_[^#]*/)?.[0] ?? "");
  };
  return (content, how = {}) => {
    if (!gate.isOpen()) return;
    const page = how.page ?? place.now();
    const sessionId = sessionOf(how, page, Date.now()); // may tell of a new one, which comes first
    const message: Message = {
      ...content,
      messageId: uuid(),
      timestamp: new Date(clock()).toISOString(),
      anonymousId: ids.anonymousId(),
      userId: content.userId ?? ids.userId(),
      context: contextOf(page, sessionId),
    };
    const text = JSON.stringify(message);
    if (bytesOf(text) > kMostBytes) {
      complain(`${content.event ?? content.type} is larger than 32 KB and is not sent`);
      queue.countDropped(1);
      return;
    }
    queue.add(text);
    added();
    hooks.emit("message", message);
  };
}
