// What a site may say: each call is one message.
import type { Gate } from "./consent.js";
import type { Hooks } from "./hooks.js";
import type { IdKeeper } from "./ids.js";
import type { Send } from "./messenger.js";
import type { Session } from "./session.js";
import type { Fields, ProfileOperation } from "./types.js";

interface Parts {
  send: Send;
  gate: Gate;
  hooks: Hooks;
  ids: IdKeeper;
  session: Session;
}

export type Calls = ReturnType<typeof createCalls>;

export function createCalls({ send, gate, hooks, ids, session }: Parts) {
  // Without leave to store anything nobody is named either.
  const ofPerson = <A extends unknown[]>(call: (...args: A) => void) => (...args: A) => {
    if (gate.namesPersons()) call(...args);
  };
  const profile = (op: ProfileOperation) => ofPerson((traits: Fields) => send({ type: "profile", op, traits }));
  return {
    track: (event: string, properties?: Fields) => send({ type: "track", event, properties }),
    page(name?: string, properties?: Fields) {
      send({ type: "page", name, properties });
      hooks.emit("page", { name });
    },
    identify: ofPerson((userId: string | number | Fields | null | undefined, traits: Fields = {}) => {
      if (userId !== null && typeof userId === "object") return send({ type: "identify", traits: userId });
      if (userId !== undefined && userId !== null && userId !== "") ids.setUser(String(userId));
      send({ type: "identify", traits });
      hooks.emit("identify", { userId: ids.userId() });
    }),
    group: (groupId: string, traits?: Fields) => send({ type: "group", groupId, traits }),
    alias: ofPerson((userId: string, previousId: string = ids.userId() ?? ids.anonymousId()) => send({ type: "alias", userId, previousId })),
    setOnce: profile("set_once"),
    increment: profile("increment"),
    append: profile("append"),
    union: profile("union"),
    remove: profile("remove"),
    unset: ofPerson((names: string | string[]) => {
      const all = typeof names === "string" ? [names] : names;
      send({ type: "identify", traits: Object.fromEntries(all.map((name) => [name, null])) });
    }),
    // Whoever comes next is somebody else.
    reset() {
      if (!gate.isOpen()) return;
      ids.reset();
      session.end();
      hooks.emit("reset");
    },
  };
}
