// A proxy in front of a server that does to requests what networks and busy servers do, and remembers every request.
import { Agent, createServer, request as send } from 'node:http';
import { gunzipSync } from 'node:zlib';

// A retry must find a server that works: CORS as the server itself answers it.
function allow(request, response) {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-expose-headers', 'Retry-After');
}

function reset(socket) {
  if (!socket.destroyed) socket.resetAndDestroy();
}

// A body as text, whatever it was packed in.
export function readable(body) {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body).toString('utf8');
  const text = body.toString('utf8');
  const field = text.match(/^(?:data|data_list)=([^&]*)/)?.[1];
  if (field === undefined) return text;
  const decoded = Buffer.from(decodeURIComponent(field), 'base64');
  return decoded.length > 0 && /^[A-Za-z0-9+/_=%-]+$/.test(field) ? readable(decoded) : decodeURIComponent(field);
}

export async function faultProxy(t, target) {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const rules = [];
  const seen = [];

  const forward = (request, body) => new Promise((resolve, reject) => {
    const out = send({ hostname, port, agent, method: request.method, path: request.url, headers: { ...request.headers, host: `${hostname}:${port}` } },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
        answer.on('error', reject);
      });
    out.on('error', reject);
    out.end(body);
  });

  async function handle(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const rule = request.method === 'OPTIONS' ? undefined : rules.find((one) => one.times > 0 && one.path.test(request.url));
    const record = { method: request.method, url: request.url, headers: request.headers, body, fault: rule?.fault, at: Date.now() };
    seen.push(record);
    if (rule) --rule.times;
    if (rule?.fault === 'reset') return reset(request.socket);
    if (typeof rule?.fault === 'number') {
      allow(request, response);
      if (rule.retryAfter !== undefined) response.setHeader('retry-after', String(rule.retryAfter));
      return response.writeHead(rule.fault, { 'content-type': 'application/json' }).end(rule.answer ?? '{}');
    }
    const answer = await forward(request, body);
    record.status = answer.status;
    record.answer = answer.body;
    if (rule?.fault === 'reset_after') return reset(request.socket);
    const { 'transfer-encoding': _, connection: __, ...headers } = answer.headers;
    response.writeHead(answer.status, headers).end(answer.body);
  }

  const server = createServer((request, response) => handle(request, response).catch(() => reset(request.socket)));
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    // All requests in order of arrival; of one kind.
    seen,
    of: (path) => seen.filter((one) => one.method !== 'OPTIONS' && path.test(one.url)),
    // What the first `times` requests of this kind from now on meet: a status, 'reset' (the server never hears of it) or
    // 'reset_after' (the server took it, the client does not know).
    fail: (path, fault, { times = 1, retryAfter, answer } = {}) => { rules.push({ path, fault, times, retryAfter, answer }); },
  };
}

// Every fault that a client may meet, with what the client hears.
export const faults = [
  ['429', 429, { retryAfter: 1 }],
  ['503', 503, { retryAfter: 1 }],
  ['500', 500, {}],
  ['a connection that is reset', 'reset', {}],
  ['a connection that is reset when the server had taken it', 'reset_after', {}],
];
