// Builds every part once and joins them.
import { createCalls } from "./calls.js";
import { startCapture } from "./capture/index.js";
import { createGate } from "./consent.js";
import { firstTouch } from "./first_touch.js";
import { guarded, listen } from "./guard.js";
import type { Hooks } from "./hooks.js";
import { createIds } from "./ids.js";
import { createMessenger } from "./messenger.js";
import type { Send } from "./messenger.js";
import type { Options } from "./options.js";
import { createPlace } from "./place.js";
import { createPrivacy } from "./privacy.js";
import { createLock } from "./queue/lock.js";
import { createQueue, kEntryStart } from "./queue/queue.js";
import { createSender } from "./queue/sender.js";
import { createTransport } from "./queue/transport.js";
import { createWait } from "./queue/wait.js";
import { createSession } from "./session.js";
import type { Consent } from "./types.js";
import { createVault } from "./vault.js";

export type Core = ReturnType<typeof createCore>;

const kMet = "met"; // this browser has been here before

export function createCore(options: Options, hooks: Hooks) {
  const name = `throng:${options.writeKey}:`;
  const vault = createVault(name);
  const gate = createGate(options, vault, kEntryStart);
  const ids = createIds(vault);
  const place = createPlace(options);
  const queue = createQueue(vault, (count) => hooks.emit("dropped", { count }));
  const sender = createSender({
    options,
    queue,
    wait: createWait(vault),
    lock: createLock(`${name}send`, vault),
    transport: createTransport(`${options.host}/v1/batch`),
    outlivesPage: vault.onDisk,
    onSent: (count) => {
      hooks.emit("sent", { count });
      // The server takes events again: now it can be told how many it never will see.
      const dropped = queue.takeDropped();
      if (dropped > 0) send({ type: "track", event: "$events_dropped", properties: { count: dropped } }, { passive: true });
    },
  });
  const session = createSession(vault, options.sessionMinutes * 60_000, (id) => {
    send({ type: "track", event: "$session_start" }, { session: id });
    hooks.emit("session", { id });
  });
  const send: Send = createMessenger({ gate, ids, session, place, queue, hooks, added: sender.added });
  const calls = createCalls({ send, gate, hooks, ids, session });

  const greet = () => {
    if (!gate.namesPersons() || vault.get(kMet)) return;
    vault.set(kMet, "1");
    calls.setOnce(firstTouch(place.now()));
  };
  let capturing = false;
  const capture = () => {
    if (capturing) return options.capture.pages && calls.page();
    capturing = true;
    const tell = (event: string, properties: object, how = {}) => send({ type: "track", event, properties: { ...properties } }, how);
    const moments = { page: () => calls.page(), hidden: () => void sender.hurry(), gone: sender.leave, back: sender.comeBack };
    return startCapture({ options, place, privacy: createPrivacy(options.maskSelectors), tell }, moments);
  };
  const consent = (mode: Consent) => {
    const wasOpen = gate.isOpen();
    gate.set(mode);
    hooks.emit("consent", { mode: gate.mode() });
    if (!gate.isOpen()) return;
    greet();
    if (!wasOpen) capture();
    sender.planNext();
  };
  listen(window, "online", () => void sender.hurry());
  return { calls, ids, gate, consent, flush: sender.hurry, start: guarded(() => consent(options.consent)) };
}
