// Imports two published data sets and compares with counts taken straight from the files.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { client, freshFolder, root, serve, throng } from '../lib/throng.mjs';

const folderOfData = join(root, '..', 'shared', 'data');
const close = (got, want) => assert.ok(Math.abs(got - want) <= 1e-6 * Math.abs(want), `${got} is not ${want}`);

// Starts a server on the imported data and hands an asker to `work`.
async function asking(data, work) {
  const server = serve(data);
  try {
    const api = client(await server.ready);
    const total = async (series) => (await api.ask('trend', { series: [series], range: 'ever', bucket: 'total' })).series[0]?.total ?? 0;
    await work(api, total);
  } finally {
    await server.stop();
  }
}

function retailLines(file) {
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  return rows.map((row) => {
    const cells = row.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((c) => c.replace(/,$/, '').replace(/^"|"$/g, ''));
    return { cancelled: cells[0].startsWith('C'), revenue: Number(cells[3]) * Number(cells[5]), customer: cells[6] };
  });
}

test('Online Retail, December 2010', { timeout: 300_000 }, async (t) => {
  const file = join(folderOfData, 'online_retail_2010-12.csv');
  if (!existsSync(file)) return t.skip('skipped: online_retail_2010-12.csv is not here');
  const folder = freshFolder('Europe/London');
  t.after(folder.dispose);
  const args = ['import', file, '--data', folder.data, '--mapping', join(root, 'docs/examples/online-retail.mapping.json')];
  throng(args);
  throng(args);  // a second time adds nothing
  const lines = retailLines(file);
  const known = lines.filter((l) => l.customer !== '');
  const purchases = known.filter((l) => !l.cancelled);
  const cancellations = known.filter((l) => l.cancelled);
  const sum = (list) => list.reduce((total, l) => total + l.revenue, 0);
  await asking(folder.data, async (_, total) => {
    assert.equal(await total({ match: { event: 'Purchase' } }), purchases.length);
    assert.equal(await total({ match: { event: 'Cancellation' } }), cancellations.length);
    assert.equal(await total({ match: {}, measure: 'persons' }), new Set(known.map((l) => l.customer)).size);
    close(await total({ match: { event: 'Purchase' }, measure: 'sum', property: 'revenue' }), sum(purchases));
    close(await total({ match: { event: 'Cancellation' }, measure: 'sum', property: 'revenue' }), sum(cancellations));
  });
});

test('CDNOW: counts, revenue, and a cohort table that adds up', { timeout: 300_000 }, async (t) => {
  const file = join(folderOfData, 'cdnow_master.txt');
  if (!existsSync(file)) return t.skip('skipped: cdnow_master.txt is not here');
  const folder = freshFolder();
  t.after(folder.dispose);
  throng(['import', file, '--data', folder.data, '--mapping', join(root, 'docs/examples/cdnow.mapping.json')]);
  const rows = readFileSync(file, 'utf8').trim().split(/\n/).slice(1).map((line) => line.trim().split(/\s+/));
  const months = new Map();  // customer -> set of months with a purchase
  for (const [customer, date] of rows) months.set(customer, (months.get(customer) ?? new Set()).add(date.slice(0, 6)));
  await asking(folder.data, async (api, total) => {
    const purchase = { event: 'Purchase' };
    assert.equal(await total({ match: purchase }), 69_659);
    assert.equal(await total({ match: purchase, measure: 'persons' }), 23_570);
    close(await total({ match: purchase, measure: 'sum', property: 'revenue' }), rows.reduce((sum, r) => sum + Number(r[3]), 0));
    const table = await api.ask('retention', { start: purchase, back: purchase, bucket: 'month', buckets: 17, cohort: 'first_ever',
      range: { between: ['1997-01-01', '1997-04-01'] } });
    assert.equal(table.cohorts.length, 3);
    assert.equal(table.cohorts.reduce((sum, c) => sum + c.persons, 0), 23_570);
    const index = (month) => (Number(month.slice(0, 4)) - 1997) * 12 + Number(month.slice(4)) - 1;
    for (const [cohort, row] of table.cohorts.entries()) {
      const members = [...months.values()].filter((set) => Math.min(...[...set].map(index)) === cohort);
      assert.equal(row.persons, members.length);
      row.returned.forEach((n, k) => assert.equal(n, members.filter((set) => [...set].some((m) => index(m) === cohort + k)).length, `cohort ${cohort} +${k}`));
    }
  });
});
