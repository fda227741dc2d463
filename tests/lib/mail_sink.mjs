// A mail server that takes every mail, for suites that drive the program from outside.
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually, program } from './throng.mjs';

export const sinkProgram = join(dirname(program), 'tests/throng_smtp_sink');

// `folder` is where its files go. `mails` reads what it took: {from, to, data}, data as it came.
export async function mailSink(folder) {
  const portFile = join(folder, 'smtp-port');
  const out = join(folder, 'mails.jsonl');
  const child = spawn(sinkProgram, ['--port-file', portFile, '--out', out], { stdio: 'ignore' });
  const port = Number(await eventually(() => (existsSync(portFile) ? readFileSync(portFile, 'utf8') : ''), (text) => text.endsWith('\n')));
  const mails = () => (existsSync(out) ? readFileSync(out, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : []);
  // How many it took: reads what is new only.
  let read = 0, taken = 0;
  const count = () => {
    if (!existsSync(out)) return 0;
    const file = openSync(out, 'r');
    const fresh = Buffer.alloc(fstatSync(file).size - read);
    read += readSync(file, fresh, 0, fresh.length, read);
    closeSync(file);
    for (const byte of fresh) taken += byte === 10 ? 1 : 0;
    return taken;
  };
  return { port, mails, count, stop: () => child.kill('SIGTERM') };
}

// Tells a data folder to send its mail there.
export function sendTo(data, sink, from = 'shop@example.com') {
  appendFileSync(join(data, 'config.toml'), `\n[smtp]\nhost = "127.0.0.1"\nport = ${sink.port}\nfrom = "${from}"\ntls = "none"\n`);
}

// What a person reads of a mail: its parts decoded from base64, by content type.
export function partsOf(mail) {
  const parts = {};
  for (const [, type, body] of mail.data.matchAll(/Content-Type: (text\/\w+); charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n([\s\S]*?)\r\n--/g))
    parts[type] = Buffer.from(body, 'base64').toString('utf8');
  return parts;
}
