// Parquet files by a mapping: typed columns, in order, twice is once.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { client, credentials, freshFolder, serve, throng } from '../lib/throng.mjs';

const rows = 70_000;
const made = `SELECT number AS n, concat('用户-', toString(n % 7)) AS who, if(n % 2 = 0, 'Paid', '浏览 🎉') AS what,
  toDateTime64('2024-01-01 00:00:00', 3, 'UTC') + n AS at, n / 4 AS amount, toBool(n % 3 = 0) AS gift, [n, n + 1] AS list,
  if(n % 5 = 0, NULL, toString(n)) AS code, if(n = 10, '', who) AS person FROM numbers(${rows})`;
const mapping = {
  user_id: 'person', event: '', event_column: 'what', time: 'at', time_format: 'epoch_ms',
  properties: [{ column: 'n' }, { column: 'amount' }, { column: 'gift' }, { column: 'list' }, { column: 'code' }],
};
const number = (report, what) => Number(report.match(new RegExp(`${what} +([0-9,]+)`))?.[1].replaceAll(',', ''));

test('a Parquet file comes in typed and once', async () => {
  const { data, dispose } = freshFolder('Asia/Shanghai');
  const file = (name) => join(data, '..', name);
  try {
    writeFileSync(file('seed.jsonl'), '{"type":"track","event":"Seed","userId":"s","timestamp":"2023-01-01T00:00:00Z"}\n');
    throng(['import', '--data', data, file('seed.jsonl')]);
    let server = serve(data);
    const answer = await fetch(`${await server.ready}/api/sql/export?format=parquet`, {
      method: 'POST',
      headers: { authorization: `Bearer ${credentials.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sql: made, limit: rows }),
    });
    assert.equal(answer.status, 200);
    writeFileSync(file('rows.parquet'), Buffer.from(await answer.arrayBuffer()));
    await server.stop();
    writeFileSync(file('mapping.json'), JSON.stringify(mapping));
    const importing = ['import', '--data', data, '--mapping', file('mapping.json'), file('rows.parquet')];

    const first = throng(importing).stdout;
    assert.deepEqual(['rows read', 'events accepted', 'quarantined'].map((what) => number(first, what)), [rows, rows - 1, 1]);
    assert.match(first, /line 11: bad_row: person: the row names nobody/);
    assert.equal(number(throng(importing).stdout, 'events accepted'), 0);

    server = serve(data);
    const api = client(await server.ready);
    const { rows: some } = await api.post('/api/sql', {
      sql: `SELECT event, user_id, toUnixTimestamp64Milli(time), props FROM events WHERE event != 'Seed' ORDER BY time LIMIT 3`,
    });
    assert.deepEqual(some.map((row) => row.map(String)), [
      ['Paid', '用户-0', '1704067200000', '{"n":0,"amount":0,"gift":true,"list":[0,1]}'],
      ['浏览 🎉', '用户-1', '1704067201000', '{"n":1,"amount":0.25,"gift":false,"list":[1,2],"code":"1"}'],
      ['Paid', '用户-2', '1704067202000', '{"n":2,"amount":0.5,"gift":false,"list":[2,3],"code":"2"}'],
    ]);
    assert.doesNotMatch(readFileSync(join(data, 'warehouse', 'engine-users.xml'), 'utf8'), /FILE/, 'a server has no right to read files');
    await server.stop();

    for (const [args, words] of [
      [['--data', data, file('rows.parquet')], /needs a mapping/],
      [['--url', 'http://127.0.0.1:1', '--write-key', 'k', '--mapping', file('mapping.json'), file('rows.parquet')], /needs --data/],
    ]) {
      const refused = throng(['import', ...args], { mayFail: true });
      assert.equal(refused.status, 2);
      assert.match(refused.stderr, words);
    }
  } finally {
    await dispose();
  }
});
