// See tests/lib/sdk_drivers.mjs.
import { Client } from '../../../sdk/node/index.js';

const [scenario, host, key, tag, ...given] = process.argv.slice(2);
const settings = Object.fromEntries(given.map((g) => g.split('=')).map(([name, value]) => [name, Number(value)]));
const camel = (name) => name.replace(/_./g, (c) => c[1].toUpperCase());
const { count = 0, close_ms = 30_000, ...options } = settings;
const say = (...words) => console.log(words.join(' '));
const client = new Client(host, key, {
  ...Object.fromEntries(Object.entries(options).map(([name, value]) => [camel(name), value])),
  onError: (error) => say('error', error.code, error.status ?? 0, error.events.length),
});
const track = (i) => say('id', client.track({ userId: `u${i}`, event: `${tag} Many`, properties: { i } }) ?? '-');
const close = async () => say('closed', await client.close({ timeout: close_ms }), client.pending);
const user = `ann-${tag}`;

function attempt(call) {
  try {
    call();
    say('thrown -');
  } catch (error) {
    say('thrown', error.name, error.message);
  }
}

const scenarios = {
  async many() {
    for (let i = 0; i < count; ++i) track(i);
    await close();
  },
  async flush() {
    track(0);
    say('flushed', await client.flush());
    track(1);
    await close();
  },
  leave() {
    for (let i = 0; i < count; ++i) track(i);
  },
  async closed() {
    await close();
    track(0);
  },
  refusals() {
    attempt(() => client.track({ userId: 'ann', event: '' }));
    attempt(() => client.track({ event: 'No one' }));
    attempt(() => client.group({ userId: 'ann', groupId: '' }));
    attempt(() => client.alias({ userId: 'ann', previousId: '' }));
    attempt(() => client.increment({ userId: 'ann', traits: { visits: 'two' } }));
    attempt(() => client.track({ userId: 'ann', event: 'Large', properties: { text: 'x'.repeat(40_000) } }));
  },
  async values() {
    client.track({
      userId: 'ann', event: 'Values', messageId: 'm-1', timestamp: new Date('2026-01-02T03:04:05.678Z'), context: { ip: '10.0.0.1' },
      properties: { nan: NaN, infinity: Infinity, none: null, yes: true, whole: 7, real: 0.1, text: '人 "q"\n', list: ['a', 'b'], object: { a: 1 },
        time: new Date('2026-01-02T03:04:05.678Z'), big: 9007199254740993n, small: 5n, set: new Set([1]), map: new Map([['k', 'v']]) } });
    await close();
  },
  async story() {
    client.track({ anonymousId: `v1-${tag}`, event: `${tag} Product Viewed`, timestamp: new Date(Date.now() - 60_000), properties: { price: 19.9 } });
    client.identify({ userId: user, anonymousId: `v1-${tag}`, traits: { plan: `pro-${tag}`, address: { city: 'Shanghai' } } });
    client.track({ userId: user, event: `${tag} Order Completed`, properties: { revenue: 42.5, currency: 'CNY' } });
    client.page({ userId: user, name: `${tag} Home`, properties: { path: '/' } });
    client.screen({ userId: user, name: `${tag} Cart` });
    client.group({ userId: user, groupId: 'acme', traits: { plan: 'enterprise' } });
    client.alias({ userId: user, previousId: `v0-${tag}` });
    for (let i = 0; i < 40; ++i) track(i);
    await close();
  },
  async profile() {
    client.identify({ userId: user, traits: { plan: `profile-${tag}`, nickname: 'Annie' } });
    for (const first of ['free', 'pro']) client.setOnce({ userId: user, traits: { first_plan: first } });
    for (const by of [2, 3]) client.increment({ userId: user, traits: { visits: by } });
    for (const tag of ['a', 'b', 'b']) client.append({ userId: user, traits: { seen: tag } });
    for (const tag of ['a', 'b', 'b', 'c']) client.union({ userId: user, traits: { likes: tag } });
    client.remove({ userId: user, traits: { likes: 'a' } });
    client.unset({ userId: user, traits: ['nickname'] });
    await close();
  },
};
await scenarios[scenario]();
