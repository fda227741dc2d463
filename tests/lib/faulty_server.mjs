// A server that takes batches of events and misbehaves as it is told: `answers` are called in turn with (batch, response),
// and the last one for ever. Remembers every request, and which events it acknowledged.
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

export const answer = (status, headers = {}, body = '{"success":true}') => (_, response) => {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
};
export const ok = answer(200);

// The connection ends before anything is answered.
export const reset = (_, response) => response.socket.resetAndDestroy();

// It ends in the middle of a promising answer.
export const resetInTheMiddle = (_, response) => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"success":', () => response.socket.resetAndDestroy());
};

function read(request, bytes) {
  const { batch, sentAt } = JSON.parse(request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes);
  return { path: request.url, headers: request.headers, batch, sentAt, ids: batch.map((m) => m.messageId) };
}

export async function faultyServer(t, answers) {
  const requests = [];  // {path, headers, batch, sentAt, ids, at, status, answeredAt}; times of performance.now()
  let under_way = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const chunks = [];
    most = Math.max(most, ++under_way);
    response.on('close', () => --under_way);
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const seen = { ...read(request, Buffer.concat(chunks)), at: performance.now(), wallAt: Date.now() };
      const act = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(seen);
      seen.answeredAt = performance.now();
      act(seen.batch, response);
      seen.status = response.writableEnded ? response.statusCode : 0;
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => { server.closeAllConnections(); server.close(); });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    acknowledged: () => requests.filter((r) => r.status === 200).flatMap((r) => r.ids),
    mostAtOnce: () => most,
  };
}

// An address at which nobody listens.
export async function nobody() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  await new Promise((resolve) => server.close(resolve));
  return url;
}
