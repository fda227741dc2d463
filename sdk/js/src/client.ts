// The face of the SDK. Calls before init are kept and made then.
import { createCore, type Core } from "./core.js";
import { complain, guarded } from "./guard.js";
import { createHooks } from "./hooks.js";
import { completed, type InitOptions } from "./options.js";
import type { Calls } from "./calls.js";
import type { Consent, Extension, HookName, Kit } from "./types.js";
import type { Listener } from "./hooks.js";

const kMostEarly = 100;

export interface Throng extends Calls {
  init(options: InitOptions): void;
  consent(mode: Consent): void;
  flush(): Promise<void>;
  getAnonymousId(): string | undefined;
  getUserId(): string | undefined;
  on(hook: HookName, listener: Listener): () => void;
  use<T>(extension: Extension<T>): T | undefined;
}

const callNames = [
  "track", "page", "identify", "group", "alias", "reset", "setOnce", "increment", "append", "union", "remove", "unset",
] as const satisfies readonly (keyof Calls)[];

// Browsers load pages in advance that nobody may ever see.
function whenShown(begin: () => void): void {
  if (!(document as { prerendering?: boolean }).prerendering) return begin();
  document.addEventListener("prerenderingchange", guarded(begin), { once: true });
}

export function createThrong(): Throng {
  const hooks = createHooks();
  const early: (() => void)[] = [];
  const inUse: Record<string, unknown> = {};
  let core: Core | undefined;
  let given: InitOptions | undefined;

  const whenReady = (call: (ready: Core) => void) => {
    if (core) return call(core);
    if (early.length < kMostEarly) early.push(guarded(() => core && call(core)));
  };
  const calls = Object.fromEntries(
    callNames.map((name) => [name, guarded((...args: unknown[]) => whenReady(({ calls: all }) => (all[name] as (...a: unknown[]) => void)(...args)))]),
  ) as unknown as Calls;
  const ids = {
    anonymousId: () => (core?.gate.isOpen() ? core.ids.anonymousId() : undefined),
    userId: () => (core?.gate.isOpen() ? core.ids.userId() : undefined),
  };
  const on = (hook: HookName, listener: Listener) => {
    if (hook === "ready" && core) guarded(listener)(undefined);
    return hooks.on(hook, listener);
  };
  const init = (options: InitOptions) => {
    if (typeof window === "undefined") return; // on a server there is nobody to watch
    if (given) return complain("init was called before");
    const full = completed(options);
    given = options;
    whenShown(() => {
      core = createCore(full, hooks);
      core.start();
      for (const call of early.splice(0)) call();
      hooks.emit("ready");
    });
  };
  const kit = (): Kit => ({
    on, track: calls.track, host: given!.host.replace(/\/+$/, ""), writeKey: given!.writeKey, ids,
    get inbox() { return inUse.inbox; },
  });
  const use = <T>(extension: Extension<T>): T | undefined => {
    if (!core) return complain(`use(${extension.name}) comes after init`), undefined;
    const started = extension.start(kit());
    inUse[extension.name] = started;
    return started;
  };
  return {
    ...calls,
    init: guarded(init),
    consent: guarded((mode: Consent) => whenReady((ready) => ready.consent(mode))),
    flush: async () => {
      try {
        await core?.flush();
      } catch (error) {
        complain(error);
      }
    },
    getAnonymousId: () => guarded(ids.anonymousId)(),
    getUserId: () => guarded(ids.userId)(),
    on,
    use: (extension) => guarded(use)(extension) as never,
  };
}
