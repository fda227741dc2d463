// Alerts by mail: a real server with [smtp] in its config.toml, and a real SMTP server that takes what it sends.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { SMTPServer } from 'smtp-server';
import { client, eventually, freshFolder, serve, throng } from '../lib/throng.mjs';

// A mail server on a free port that knows one user, and what it took.
async function mailServer(t) {
  const mails = [];
  const box = { mails, refuses: false };
  const server = new SMTPServer({
    secure: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onMailFrom: (from, session, done) => done(box.refuses ? new Error('not now') : undefined),
    onAuth: ({ username, password }, session, done) => (username === 'throng' && password === 'secret "1"' ? done(null, { user: username }) : done(new Error('wrong password'))),
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk) => { raw += chunk; });
      stream.on('end', () => {
        mails.push({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((one) => one.address), user: session.user, raw });
        done();
      });
    },
  });
  server.on('error', () => {}); // a client that hangs up
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  return Object.assign(box, { port: server.server.address().port });
}

// The parts of a multipart message, decoded; parts within parts one after the other.
function parts(raw) {
  const boundary = raw.match(/boundary="([^"]+)"/)[1];
  return raw.split(`--${boundary}`).slice(1, -1).flatMap((part) => {
    const end = part.indexOf('\r\n\r\n');
    const type = part.slice(0, end).match(/Content-Type: ([^;\r]+)/)[1];
    if (type.startsWith('multipart/')) return parts(part);
    const bytes = Buffer.from(part.slice(end), 'base64');
    return [{ type, head: part.slice(0, end), bytes, text: bytes.toString('utf8') }];
  });
}

async function shop(t, smtp) {
  const folder = freshFolder();
  t.after(folder.dispose);
  throng(['demo', '--data', folder.data, '--persons', '300', '--days', '20']);
  appendFileSync(join(folder.data, 'config.toml'), `\n[smtp]\n${smtp}\n`);
  const server = serve(folder.data);
  const url = await server.ready;
  t.after(() => server.kill());
  return { api: client(url), server, data: folder.data };
}

const alert = { name: 'Orders <b>', question: { series: [{ match: {}, measure: 'total' }] }, rule: 'threshold', side: 'above', bound: 0, recipients: ['ann@shop.example', 'bob@shop.example'] };

test('an alert that begins to fire is mailed once, in text and escaped HTML', { timeout: 120_000 }, async (t) => {
  const smtp = await mailServer(t);
  const { api } = await shop(t, `host = "127.0.0.1"\nport = ${smtp.port}\nuser = "throng"\npassword = 'secret "1"'\nfrom = "throng@shop.example"\ntls = "none"`);
  const { id } = await api.post('/api/alerts', alert);
  const { last } = await api.post(`/api/alerts/${id}/look`, {});
  assert.equal(last.state, 'firing');
  await api.post(`/api/alerts/${id}/look`, {}); // it still fires: nothing new
  assert.equal(smtp.mails.length, 1);
  const [mail] = smtp.mails;
  assert.equal(mail.from, 'throng@shop.example');
  assert.equal(mail.user, 'throng');
  assert.deepEqual(mail.to, alert.recipients);
  const [text, html] = parts(mail.raw);
  assert.equal(text.type, 'text/plain');
  assert.match(text.text, /Orders <b>/);
  assert.match(text.text, /: 0\n/);
  assert.equal(html.type, 'text/html');
  assert.match(html.text, /Orders &lt;b&gt;/);
  assert.doesNotMatch(html.text, /Orders <b>/);
});

test('what the mail server did not take is sent when it takes mail again', { timeout: 120_000 }, async (t) => {
  const smtp = await mailServer(t);
  const first = await shop(t, `host = "127.0.0.1"\nport = ${smtp.port}\nuser = "throng"\npassword = 'secret "1"'\nfrom = "throng@shop.example"\ntls = "none"`);
  const { id } = await first.api.post('/api/alerts', alert);
  smtp.refuses = true;
  const { last } = await first.api.post(`/api/alerts/${id}/look`, {});
  assert.deepEqual([last.state, last.told.sent, last.told.tries], ['firing', false, 1]);
  assert.match(last.told.message, /did not take the mail/);
  await first.server.stop();
  smtp.refuses = false;
  const second = serve(first.data); // which works at once, and then every hour
  t.after(() => second.kill());
  const again = client(await second.ready);
  const { told } = (await eventually(() => again.get('/api/alerts'), ({ alerts }) => alerts[0].last.told.sent)).alerts[0].last;
  assert.equal(told.tries, 2);
  assert.equal(smtp.mails.length, 1);
  assert.match(parts(smtp.mails[0].raw)[0].text, /Orders <b>/);
});

test('a board goes out as text, as HTML, and with the pictures that the HTML shows', { timeout: 120_000 }, async (t) => {
  const smtp = await mailServer(t);
  const { api } = await shop(t, `host = "127.0.0.1"\nport = ${smtp.port}\nuser = "throng"\npassword = 'secret "1"'\nfrom = "throng@shop.example"\ntls = "none"`);
  const question = { series: [{ match: { event: 'Order Completed' }, measure: 'total' }], range: { last: 7, unit: 'day' } };
  const report = await api.post('/api/reports', { name: '每日订单 <b>', analysis: 'trend', question });
  const board = await api.post('/api/boards', { name: 'Shop', tiles: [{ report: report.id }] });
  const { id } = await api.post('/api/subscriptions', { name: 'Shop', board: board.id, recipients: ['ann@shop.example'] });
  const { last } = await api.post(`/api/subscriptions/${id}/send`, {});
  assert.equal(last.sent, true);
  const { buckets, series } = (await api.post('/api/ask', { analysis: 'trend', question })).answer;
  const [text, html, picture] = parts(smtp.mails[0].raw);
  for (let i = 0; i < buckets.length; ++i) assert.match(text.text, new RegExp(`: ${series[0].values[i].toLocaleString('en')}\n`));
  assert.match(html.text, /每日订单 &lt;b&gt;/);
  assert.match(html.text, /src="cid:c1"/);
  assert.match(picture.head, /Content-ID: <c1>/);
  assert.equal(picture.bytes.subarray(1, 4).toString(), 'PNG');
});

test('without TLS at the server, a mail that must have it is not sent, and the log says so', { timeout: 120_000 }, async (t) => {
  const smtp = await mailServer(t);
  const { api, server } = await shop(t, `host = "127.0.0.1"\nport = ${smtp.port}\nuser = "throng"\npassword = 'secret "1"'\nfrom = "throng@shop.example"`);
  const { id } = await api.post('/api/alerts', alert);
  const { last } = await api.post(`/api/alerts/${id}/look`, {});
  assert.equal(last.state, 'firing');
  await eventually(() => server.log(), (log) => /a mail was not sent/.test(log));
  assert.equal(smtp.mails.length, 0);
});

test('a wrong [smtp] is refused at the start, by its key', async () => {
  const folder = freshFolder();
  try {
    appendFileSync(join(folder.data, 'config.toml'), '\n[smtp]\nhost = "127.0.0.1"\nfrom = "nobody"\n');
    const result = throng(['serve', '--data', folder.data, '--listen', '127.0.0.1:0'], { mayFail: true });
    assert.equal(result.status, 1);
    assert.match(result.stderr, /smtp\.from/);
  } finally {
    await folder.dispose();
  }
});
