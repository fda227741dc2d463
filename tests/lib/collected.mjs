// What a server holds of what SDKs sent it.
import assert from 'node:assert/strict';
import { client, eventually, freshFolder, serve } from './throng.mjs';

// A fresh server and questions about it.
export async function collecting(t) {
  const folder = freshFolder('Asia/Shanghai');
  t.after(folder.dispose);
  const server = serve(folder.data);
  const url = await server.ready;
  return { url, server, ...questions(client(url)) };
}

// The comparison that is true of this value of a trait.
function soughtBy(value) {
  if (value === undefined) return { op: 'is_not_set' };
  if (Array.isArray(value)) return { op: 'has_all', value: value.map(String) };
  if (typeof value === 'boolean') return { op: value ? 'is_true' : 'is_false' };
  return { op: typeof value === 'number' ? '=' : 'is', value };
}

// Events of what was said of persons rather than of what they did.
const ofPersons = /^\$(identify|alias|group|profile_\w+)$/;

function questions(api) {
  const trend = async (match, measure = 'total', property = '') =>
    (await api.ask('trend', { series: [{ match, measure, property }], range: 'ever', bucket: 'total' })).series[0]?.total ?? 0;
  const persons = async () => (await api.get('/api/persons?limit=200')).persons;
  const eventsOf = async (person) => (await api.get(`/api/persons/${person}/events?limit=1000`)).events;
  // Every event of everybody, oldest first.
  const events = async () => {
    const all = [];
    for (const { person } of await persons()) all.push(...await eventsOf(person));
    return all.sort((a, b) => a.time.localeCompare(b.time));
  };
  const quarantine = () => api.get('/api/quarantine');
  const ask = {
    api,
    trend,
    persons,
    events,
    // How many events of each name.
    async names() {
      const names = {};
      for (const { name } of await events()) names[name] = (names[name] ?? 0) + 1;
      return names;
    },
    // Waits until there are these events, no more and no fewer; what only says something of a person may be there too.
    async expectEvents(expected, tries = 100) {
      const plain = (names) => Object.fromEntries(Object.entries(names).filter(([name]) => name in expected || !ofPersons.test(name)).sort());
      const wanted = JSON.stringify(plain(expected));
      try {
        await eventually(ask.names, (names) => JSON.stringify(plain(names)) === wanted, tries);
      } catch {
        assert.deepEqual({ events: plain(await ask.names()), quarantine: (await quarantine()).items }, { events: plain(expected), quarantine: [] });
      }
    },
    // The one who is known by this id: their ids, traits by name, events oldest first.
    async person(id) {
      const found = await eventually(() => api.get(`/api/persons?query=${encodeURIComponent(id)}&limit=1`), (page) => page.persons.length > 0);
      const { person } = found.persons[0];
      const profile = await api.get(`/api/persons/${person}`);
      assert.ok(profile.ids.some(({ value }) => value === id), `${id} is nobody's id: ${JSON.stringify(profile.ids)}`);
      return {
        person,
        ids: [...new Set(profile.ids.map(({ value }) => value))].sort(),  // an id may be a user's and have been anonymous
        users: profile.ids.filter(({ kind }) => kind === 'user').map(({ value }) => value).sort(),
        traits: Object.fromEntries(profile.traits.map(({ name, value }) => [name, value])),
        events: (await eventsOf(person)).reverse(),
      };
    },
    // Waits until this id's person has these ids.
    async expectIds(id, ids) {
      const wanted = [...ids].sort();
      try {
        return await eventually(() => ask.person(id), (person) => JSON.stringify(person.ids) === JSON.stringify(wanted), 30);
      } catch {
        const person = await ask.person(id);
        assert.deepEqual(person.ids, wanted);
        return person;
      }
    },
    // Waits until this id's person has these traits among theirs, in their profile and where persons are sought by traits;
    // undefined: has none of this name.
    async expectTraits(id, traits) {
      const person = await ask.expectProfile(id, traits);
      const missing = [];
      for (const [name, value] of Object.entries(traits)) {
        const { persons: found } = await api.persons('segment', { filter: { person: name, ...soughtBy(value) } }, {}, 200);
        if (!found.some((one) => one.person === person.person)) missing.push({ name, ...soughtBy(value) });
      }
      assert.deepEqual(missing, [], `${id} is not found by these traits`);
      return person;
    },
    async expectProfile(id, traits) {
      const those = (person) => Object.fromEntries(Object.keys(traits).sort().filter((name) => name in person.traits).map((name) => [name, person.traits[name]]));
      const wanted = Object.fromEntries(Object.keys(traits).sort().filter((name) => traits[name] !== undefined).map((name) => [name, traits[name]]));
      try {
        return await eventually(() => ask.person(id), (person) => JSON.stringify(those(person)) === JSON.stringify(wanted), 30);
      } catch {
        const person = await ask.person(id);
        assert.deepEqual(those(person), wanted);
        return person;
      }
    },
    async expectNothingAside() {
      assert.deepEqual((await quarantine()).items, []);
    },
  };
  return ask;
}

// What the site itself said of an event: no "$" names.
export const own = (properties) => Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith('$')));

// The event of this name; it must be one.
export function only(events, name) {
  const found = events.filter((event) => event.name === name);
  assert.equal(found.length, 1, `${found.length} events ${name}`);
  return found[0];
}
