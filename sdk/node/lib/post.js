// One POST: the answer when all of it has come, else an error. Redirects are not followed.
import http from 'node:http';
import https from 'node:https';

const kMostOfAnswer = 64 * 1024;
const kKeepMs = 2000;  // servers close idle connections; one that is older is not worth the risk

// Connections are kept between batches; idle ones do not keep the process alive.
export function poster(host, timeoutMs) {
  const url = new URL(host);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError('host must begin with http:// or https://');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  const target = new URL('v1/batch', url);
  const { request, Agent } = target.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 1, timeout: kKeepMs });
  const post = (headers, body) => attempt(request, target, { agent, headers, timeoutMs }, body);
  return { post, close: () => agent.destroy() };
}

function attempt(request, target, { agent, headers, timeoutMs }, body) {
  return new Promise((resolve, reject) => {
    const call = request(target, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } });
    const deadline = setTimeout(() => call.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const end = (settle, value) => {
      clearTimeout(deadline);
      settle(value);
    };
    const fail = (error) => end(reject, error);
    call.on('error', fail);
    call.on('response', (response) => {
      const chunks = [];
      let size = 0;
      response.on('data', (chunk) => {
        size += chunk.length;
        if (size <= kMostOfAnswer) chunks.push(chunk);
      });
      response.on('end', () => end(resolve, { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }));
      response.on('error', fail);
      response.on('close', () => { if (!response.complete) fail(new Error('the answer was cut off')); });
    });
    call.end(body);
  });
}
