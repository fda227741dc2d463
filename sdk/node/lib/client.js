import { printer } from './errors.js';
import * as message from './message.js';
import { poster } from './post.js';
import { listen } from './process.js';
import { Queue } from './queue.js';

const kDefaults = {
  flushAt: 100,
  flushBytes: 400_000,
  flushInterval: 1000,
  maxQueue: 10_000,
  maxRetries: Infinity,
  retryMin: 500,
  retryMax: 60_000,
  timeout: 10_000,
  gzip: true,
};

function readOptions(given) {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in kDefaults) && name !== 'onError') throw new TypeError(`there is no option "${name}"`);
    const expected = name === 'onError' ? 'function' : typeof kDefaults[name];
    if (value !== undefined && typeof value !== expected) throw new TypeError(`the option ${name} must be a ${expected}`);
    if (expected === 'number' && !(value === undefined || value >= 0)) throw new TypeError(`the option ${name} must not be negative`);
  }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const options = { ...kDefaults, ...set };
  return { ...options, flushAt: Math.max(1, options.flushAt), onError: options.onError ?? printer() };
}

export class Client {
  #queue;

  constructor(host, writeKey, options = {}) {
    if (typeof host !== 'string' || host === '') throw new TypeError('host must be the address of the server');
    if (typeof writeKey !== 'string' || writeKey === '') throw new TypeError('writeKey must be text that is not empty');
    const read = readOptions(options);
    this.#queue = new Queue(read, writeKey, poster(host, read.timeout));
    listen();
  }

  track(call) { return this.#push(message.track(call)); }
  identify(call) { return this.#push(message.identify(call)); }
  page(call) { return this.#push(message.view('page', call)); }
  screen(call) { return this.#push(message.view('screen', call)); }
  group(call) { return this.#push(message.group(call)); }
  alias(call) { return this.#push(message.alias(call)); }

  setOnce(call) { return this.#push(message.profile('set_once', call)); }
  increment(call) { return this.#push(message.profile('increment', call)); }
  append(call) { return this.#push(message.profile('append', call)); }
  union(call) { return this.#push(message.profile('union', call)); }
  remove(call) { return this.#push(message.profile('remove', call)); }
  unset(call) { return this.#push(message.unset(call)); }

  // How many events are not acknowledged yet.
  get pending() { return this.#queue.size; }

  flush({ timeout = 10_000 } = {}) { return this.#queue.flush(timeout); }
  close({ timeout = 10_000 } = {}) { return this.#queue.close(timeout); }

  #push(what) {
    const item = message.toJson(what);
    return this.#queue.push(item) ? what.messageId : null;
  }
}
