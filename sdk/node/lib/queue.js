// Events that wait to be acknowledged, in order, and the one request that is under way.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { backoff, meaning, quarantined, retryAfter } from './answer.js';
import { DeliveryError } from './errors.js';
import { kLibrary } from './message.js';
import { living } from './process.js';

const kGzipFromBytes = 1024;
const compress = promisify(gzip);

export class Queue {
  #options;
  #post;
  #headers;
  #items = [];        // {json, bytes}, oldest first, none of them in #batches
  #batches = [];      // older than #items: what was sent before and has to be sent again
  #bytes = 0;         // of #items
  #oldestAt = 0;      // when #items[0] came
  #sending = false;
  #attempts = 0;      // of the batch that is first
  #failures = 0;      // in a row
  #retryAt = 0;
  #timer;
  #pushed = 0;
  #settled = 0;       // acknowledged or given up
  #waiters = [];      // {target, resolve}
  #closed = false;

  constructor(options, writeKey, poster) {
    this.#options = options;
    this.#post = poster;
    const auth = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
    this.#headers = { 'content-type': 'application/json', authorization: auth, 'user-agent': `node-throng/${kLibrary.version}` };
    living.add(this);
  }

  // False, and told to onError, when it is full or closed.
  push(item) {
    if (this.#closed) return this.#refuse(item, 'closed', 'the client is closed');
    if (this.size >= this.#options.maxQueue) return this.#refuse(item, 'full', `the queue is full (${this.#options.maxQueue} events)`);
    if (this.#items.length === 0) this.#oldestAt = performance.now();
    this.#items.push(item);
    this.#bytes += item.bytes;
    ++this.#pushed;
    this.#schedule();
    return true;
  }

  get size() { return this.#pushed - this.#settled; }

  // True when all that was pushed before is settled, false when that takes longer.
  async flush(timeoutMs) {
    if (this.size === 0) return true;
    let deadline;
    const done = new Promise((resolve) => {
      const waiter = { target: this.#pushed, resolve: () => resolve(true) };
      this.#waiters.push(waiter);
      deadline = setTimeout(() => {
        this.#waiters = this.#waiters.filter((w) => w !== waiter);
        resolve(false);
      }, timeoutMs);
    });
    this.#schedule();
    return done.finally(() => {
      clearTimeout(deadline);
      this.#schedule();
    });
  }

  async close(timeoutMs) {
    this.#closed = true;
    const done = await this.flush(timeoutMs);
    this.abandon('closed', 'the client was closed before the server took them');
    this.#post.close();
    return done;
  }

  // Gives up whatever is left.
  abandon(code, message) {
    this.#closed = true;
    living.delete(this);
    clearTimeout(this.#timer);
    const left = [...this.#batches.flat(), ...this.#items];
    this.#batches = [];
    this.#items = [];
    this.#bytes = 0;
    if (left.length > 0) this.#giveUp(left, code, message);
  }

  // The process has nothing else to do: what waits only to be gathered goes now; nobody waits for a server that is away.
  hurry() {
    if (!this.#sending && this.#failures === 0 && this.size > 0) this.#send();
  }

  #refuse(item, code, message) {
    this.#report(new DeliveryError(code, message, { events: [JSON.parse(item.json)] }));
    return false;
  }

  #schedule() {
    clearTimeout(this.#timer);
    if (this.#sending || this.size === 0) return;
    const wait = this.#dueAt() - performance.now();
    this.#timer = setTimeout(() => (performance.now() < this.#dueAt() ? this.#schedule() : this.#send()), Math.max(0, wait));
    // Only who waits for flush() or close() keeps the process alive.
    if (this.#waiters.length === 0) this.#timer.unref();
  }

  #dueAt() {
    if (this.#failures > 0) return this.#retryAt;
    const { flushAt, flushBytes, flushInterval } = this.#options;
    const full = this.#items.length >= flushAt || this.#bytes >= flushBytes;
    if (full || this.#batches.length > 0 || this.#waiters.length > 0) return 0;
    return this.#oldestAt + flushInterval;
  }

  // At least one event, at most flushAt and flushBytes.
  #take() {
    let count = 0;
    let bytes = 0;
    while (count < Math.min(this.#items.length, this.#options.flushAt)) {
      bytes += this.#items[count].bytes + 1;
      if (count > 0 && bytes > this.#options.flushBytes) break;
      ++count;
    }
    const batch = this.#items.splice(0, count);
    this.#bytes -= batch.reduce((sum, item) => sum + item.bytes, 0);
    this.#oldestAt = performance.now();
    return batch;
  }

  async #send() {
    clearTimeout(this.#timer);
    if (this.#batches.length === 0) this.#batches.push(this.#take());
    const batch = this.#batches[0];
    this.#sending = true;
    let answer;
    let cause;
    try {
      answer = await this.#request(batch);
    } catch (error) {
      cause = error;
    }
    this.#sending = false;
    if (this.#batches[0] !== batch) return;  // abandoned meanwhile
    this.#conclude(batch, answer, cause);
    this.#schedule();
  }

  async #request(batch) {
    let body = Buffer.from(`{"batch":[${batch.map((item) => item.json).join(',')}],"sentAt":"${new Date().toISOString()}"}`);
    const headers = { ...this.#headers };
    if (this.#options.gzip && body.length > kGzipFromBytes) {
      body = await compress(body);
      headers['content-encoding'] = 'gzip';
    }
    return this.#post.post(headers, body);
  }

  #conclude(batch, answer, cause) {
    const { maxRetries } = this.#options;
    const what = cause === undefined ? meaning(answer.status) : 'retry';
    const status = answer?.status;
    const said = cause === undefined ? `the server answered ${status}` : `the server cannot be reached: ${cause.message}`;
    if (what === 'ok') return this.#acknowledge(batch, answer);
    if (what === 'halve' && batch.length > 1) return this.#halve(batch);
    if (what === 'halve' || what === 'refused') {
      this.#drop(batch);
      return this.#giveUp(batch, 'refused', `${said}: ${answer.text.slice(0, 500)}`, { status });
    }
    this.#pause(answer, what);
    if (++this.#attempts > maxRetries) {
      this.#drop(batch);
      return this.#giveUp(batch, 'retries', `${said}, and ${maxRetries} retries were made`, { status, cause });
    }
    if (what === 'wait') this.#report(new DeliveryError('wait', `${said}: are host and write key right? It is tried again`, { status }));
  }

  #acknowledge(batch, answer) {
    this.#drop(batch);
    this.#failures = 0;
    const kept = quarantined(answer.text);
    if (kept) {
      const message = `the server put ${kept.count} events into its quarantine: ${kept.problems[0] ?? ''}`;
      this.#report(new DeliveryError('quarantined', message, { status: answer.status, problems: kept.problems }));
    }
    this.#settle(batch.length);
  }

  #drop(batch) {
    this.#batches = this.#batches.filter((other) => other !== batch);
    this.#attempts = 0;
  }

  #halve(batch) {
    const middle = Math.ceil(batch.length / 2);
    this.#batches.splice(0, 1, batch.slice(0, middle), batch.slice(middle));
    this.#failures = 0;
  }

  #pause(answer, what) {
    ++this.#failures;
    const { retryMax } = this.#options;
    const pause = what === 'wait' ? retryMax : backoff(this.#failures, this.#options);
    this.#retryAt = performance.now() + Math.max(pause, answer ? retryAfter(answer.headers) : 0);
  }

  #giveUp(batch, code, message, details = {}) {
    this.#report(new DeliveryError(code, message, { ...details, events: batch.map((item) => JSON.parse(item.json)) }));
    this.#settle(batch.length);
  }

  #settle(count) {
    this.#settled += count;
    const done = this.#waiters.filter((w) => w.target <= this.#settled);
    this.#waiters = this.#waiters.filter((w) => w.target > this.#settled);
    for (const waiter of done) waiter.resolve();
  }

  // What onError throws must not stop the queue.
  #report(error) {
    try {
      this.#options.onError(error);
    } catch (thrown) {
      console.error('throng: onError threw', thrown);
    }
  }
}
