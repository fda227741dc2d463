// How fast a campaign is queued and sent: the whole audience into the send ledger, then mail over 8 connections to a
// mail server on the same machine. Part of bench/run.mjs; alone, on data of its own:
//   node bench/sending.mjs [--persons 1000000]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mailSink, sendTo } from '../tests/lib/mail_sink.mjs';
import { client, credentials, serve, throng } from '../tests/lib/throng.mjs';

const folder = 'build/bench/sending';
const seconds = 60;
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// A data folder of its own, whatever happens in it.
export function makeData(persons) {
  const base = `${folder}-${persons}`;
  if (!existsSync(`${base}/complete`)) {
    rmSync(base, { recursive: true, force: true });
    mkdirSync('build/bench', { recursive: true });
    throng(['init', '--data', base, '--project', 'shop', '--time-zone', 'Asia/Shanghai', '--write-key', credentials.writeKey,
      '--secret-key', credentials.secretKey, '--operator', credentials.email, '--password', credentials.password]);
    throng(['simulate', '--into', base, '--persons', String(persons), '--days', '5', '--seed', '1'], { stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(`${base}/complete`, '');
  }
  rmSync(folder, { recursive: true, force: true });
  execFileSync('cp', ['-r', base, folder]);  // what is sent stays in the ledger
  return folder;
}

const resident = (pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;

const html = '<html><body><h1>Hi {{ person.name | default: "there" }}</h1><p>New this week:</p><table>{% for item in (1..5) %}<tr><td>Item {{ item }}</td><td>{{ item | times: 9.9 }}</td></tr>{% endfor %}</table><p><a href="https://shop.example/?a=1">Shop</a> <a href="{{ unsubscribe_url }}">No more</a></p></body></html>';

async function campaign(api, name, more) {
  const template = await api.post('/api/templates', { name, contents: [{ language: 'en', subject: 'News for {{ person.name | default: "you" }}', html }] });
  const made = await api.post('/api/campaigns', { name, variants: [{ name: 'A', message: template.id }], recheck: false, ...more });
  await api.post(`/api/campaigns/${made.id}/start`, {});
  return made.id;
}

// From the server's log: persons queued, and how long that took.
const queued = (server) => new Promise((resolve) => {
  server.onLine((line) => {
    if (!line.includes("a campaign's audience was queued")) return;
    const { persons, milliseconds } = JSON.parse(line);
    resolve({ persons: Number(persons), milliseconds: Number(milliseconds) });
  });
});

export async function sending(persons) {
  const data = makeData(persons);
  const sink = await mailSink('build/bench/sending');
  sendTo(data, sink);
  const server = serve(data);
  try {
    const api = client(await server.ready);
    const filled = queued(server);
    const everybody = await campaign(api, 'Everybody', { audience: { all: [] } });
    const { persons: count, milliseconds } = await filled;
    await api.post(`/api/campaigns/${everybody}/stop`, {});
    const before = sink.count();
    await campaign(api, 'Reachable', { audience: { person: 'email', op: 'is_set' } });
    const lines = () => sink.count();
    while (lines() < before + 500) await pause(50);
    const [from, began, memory] = [lines(), Date.now(), [resident(server.child.pid)]];
    for (let third = 0; third < 3; ++third) {
      await pause((seconds / 3) * 1000);
      memory.push(resident(server.child.pid));
    }
    const rate = (lines() - from) / ((Date.now() - began) / 1000);
    return [
      { id: 'queue1m', throng: milliseconds / 1000, peer_name: 'none', unit: 's', note: `${count} persons of an audience worked out, split and queued in the ledger` },
      { id: 'email_sink', throng: Math.round(rate), peer_name: 'none', unit: '/s', note: `mails over SMTP, 8 connections, each judged, rendered and written down before it goes; the mail server is on the same two cores; memory at each third of ${seconds} s: ${memory.map(Math.round).join(', ')} MB` },
    ];
  } finally {
    await server.kill();
    sink.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--persons');
  execFileSync('ninja', ['-C', 'build/release', '--quiet', 'throng', 'throng_smtp_sink'], { stdio: 'inherit' });
  for (const row of await sending(at < 0 ? 1_000_000 : Number(process.argv[at + 1]))) console.log(`${row.id} ${row.throng} ${row.unit}  ${row.note}`);
}
