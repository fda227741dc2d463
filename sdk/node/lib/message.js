// Calls to messages: checks what a call says and writes it as the JSON that goes over the wire.
import { randomUUID } from 'node:crypto';

export const kLibrary = { name: '@throng/node', version: '0.1.0' };
export const kMaxEventBytes = 32 * 1024;

const kMaxAheadMs = 100;
let lastMs = 0;

// The time of a call. The server orders one person's events by time, so that calls within one millisecond
// get consecutive ones, up to `kMaxAheadMs` ahead of the clock.
export function timeOfCall(now = Date.now()) {
  const ahead = lastMs - now;
  lastMs = ahead >= 0 && ahead <= kMaxAheadMs ? Math.min(lastMs + 1, now + kMaxAheadMs) : now;
  return new Date(lastMs).toISOString();
}

// A number or text as the id it stands for; undefined when there is none.
function readId(call, field) {
  const value = call[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  if (typeof value !== 'string') throw new TypeError(`${field} must be text or a number, got ${typeof value}`);
  if (value.trim() === '') throw new TypeError(`${field} must not be empty`);
  return value;
}

function readText(call, field, needed) {
  const value = call[field];
  if ((value === undefined || value === null) && !needed) return undefined;
  if (typeof value !== 'string' || value.trim() === '') throw new TypeError(`${field} must be text that is not empty`);
  return value;
}

function readObject(call, field) {
  const value = call[field];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new TypeError(`${field} must be an object`);
  return value instanceof Map ? Object.fromEntries(value) : value;
}

function readTime(call) {
  const value = call.timestamp;
  if (value === undefined || value === null) return timeOfCall();
  const time = value instanceof Date ? value : new Date(value);
  if (Number.isNaN(time.getTime())) throw new TypeError('timestamp must be a Date, milliseconds since 1970 or ISO 8601');
  return time.toISOString();
}

function readMessageId(call) {
  return readText(call, 'messageId', false) ?? randomUUID();
}

// What every message has. Throws when the call names nobody.
function envelope(type, call) {
  if (typeof call !== 'object' || call === null) throw new TypeError(`${type} needs an object that says who and what`);
  const userId = readId(call, 'userId');
  const anonymousId = readId(call, 'anonymousId');
  if (userId === undefined && anonymousId === undefined) throw new TypeError('userId or anonymousId is needed');
  return { type, userId, anonymousId, messageId: readMessageId(call), timestamp: readTime(call),
    context: { library: kLibrary, ...readObject(call, 'context') } };
}

export function track(call) {
  return { ...envelope('track', call), event: readText(call, 'event', true), properties: readObject(call, 'properties') };
}

export function identify(call) {
  return { ...envelope('identify', call), traits: readObject(call, 'traits') };
}

// Pages and screens.
export function view(type, call) {
  return { ...envelope(type, call), name: readText(call, 'name', false), category: readText(call, 'category', false),
    properties: readObject(call, 'properties') };
}

export function group(call) {
  const message = envelope('group', call);
  const groupId = readId(call, 'groupId');
  if (groupId === undefined) throw new TypeError('groupId is needed');
  return { ...message, groupId, traits: readObject(call, 'traits') };
}

export function alias(call) {
  const message = envelope('alias', call);
  if (message.userId === undefined) throw new TypeError('userId is needed');
  const previousId = readId(call, 'previousId');
  if (previousId === undefined) throw new TypeError('previousId is needed');
  return { ...message, previousId };
}

export function profile(op, call) {
  const message = envelope('profile', call);
  const traits = readObject(call, 'traits');
  if (Object.keys(traits).length === 0) throw new TypeError('traits must name at least one trait');
  for (const [name, value] of op === 'increment' ? Object.entries(traits) : []) {
    if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) continue;
    throw new TypeError(`traits.${name} must be a finite number to increment by`);
  }
  return { ...message, op, traits };
}

// A trait that is null is taken away.
export function unset(call) {
  const message = envelope('identify', call);
  const names = call.traits;
  if (!Array.isArray(names) || names.length === 0 || names.some((n) => typeof n !== 'string' || n === '')) {
    throw new TypeError('traits must be a list of names of traits');
  }
  return { ...message, traits: Object.fromEntries(names.map((name) => [name, null])) };
}

// JSON has no BigInt, Map or Set; dates, NaN and undefined are as JSON.stringify has them.
function replace(_, value) {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  return value;
}

// The message as text. Throws RangeError, with the size, for one that no server would take.
export function toJson(message) {
  const json = JSON.stringify(message, replace);
  const bytes = Buffer.byteLength(json);
  if (bytes > kMaxEventBytes) {
    const what = message.event === undefined ? message.type : `${message.type} "${message.event}"`;
    throw new RangeError(`the ${what} is ${bytes} bytes as JSON, at most ${kMaxEventBytes} are taken`);
  }
  return { json, bytes };
}
