// Imports two published data sets and compares with counts taken straight from the files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

// RFM by awk and sort alone: of lines "customer day amount" how many customers have the scores r f m, and are in each of
// the eight groups. A score is 1 + floor(5 * customers with a worse value / customers).
const rfmByAwk = `
set -e
cd "$1"
LC_ALL=C; export LC_ALL
awk '{ n[$1]++; s[$1] += $3; if ($2 > last[$1]) last[$1] = $2 } END { for (c in n) printf "%s %s %d %.6f\\n", c, last[c], n[c], s[c] }' lines > customers
score() {
  awk -v k="$1" '{ print $1, $k }' customers | sort -k2,2g | awk '{ if (NR == 1 || $2 != before) less = NR - 1; before = $2; who[NR] = $1; worse[NR] = less } END { for (i = 1; i <= NR; i++) print who[i], 1 + int(5 * worse[i] / NR) }' | sort
}
score 2 > r; score 3 > f; score 4 > m
join r f | join - m > scores
awk '{ n++; R += $2; F += $3; M += $4; r[n] = $2; f[n] = $3; m[n] = $4; cell[$2 " " $3 " " $4]++ }
  END { for (i = 1; i <= n; i++) group[(m[i] * n > M ? 0 : 4) + (r[i] * n > R ? 0 : 2) + (f[i] * n > F ? 0 : 1)]++
    for (c in cell) print "cell", c, cell[c]; for (g in group) print "group", g, group[g] }' scores
`;
function rfmCounts(lines) {
  const folder = mkdtempSync(join(tmpdir(), 'throng-rfm-'));
  writeFileSync(join(folder, 'lines'), lines.map((line) => `${line.join(' ')}\n`).join(''));
  const run = spawnSync('sh', ['-c', rfmByAwk, 'sh', folder], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  assert.equal(run.status, 0, run.stderr);
  const out = { scores: Array.from({ length: 125 }, () => 0), groups: Array.from({ length: 8 }, () => 0) };
  for (const words of run.stdout.trim().split('\n').map((line) => line.split(' '))) {
    const numbers = words.slice(1).map(Number);
    if (words[0] === 'group') out.groups[numbers[0]] = numbers[1];
    else out.scores[(numbers[0] - 1) * 25 + (numbers[1] - 1) * 5 + numbers[2] - 1] = numbers[3];
  }
  return out;
}
async function checkRfm(api, purchase, lines, others) {
  const { layers, scores } = await api.post('/api/layers/preview', { kind: 'rfm', rfm: { purchase, monetary: 'revenue' } });
  const want = rfmCounts(lines);
  assert.deepEqual(scores, want.scores);
  assert.deepEqual(layers.map((one) => one.persons), [...want.groups, others]);
}

function retailLines(file) {
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  return rows.map((row) => {
    const cells = row.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((c) => c.replace(/,$/, '').replace(/^"|"$/g, ''));
    return { cancelled: cells[0].startsWith('C'), revenue: Number(cells[3]) * Number(cells[5]), customer: cells[6], day: cells[4].slice(0, 10).replaceAll('-', ''), country: cells[7] };
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
  await asking(folder.data, async (api) => {
    const british = purchases.filter((l) => l.country === 'United Kingdom');
    const where = { event: 'country', op: 'is', value: 'United Kingdom' };
    const customers = (list) => new Set(list.map((l) => l.customer)).size;
    await checkRfm(api, { event: 'Purchase', where }, british.map((l) => [l.customer, l.day, l.revenue]), customers(known) - customers(british));
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
    await checkRfm(api, purchase, rows.map((r) => [r[0], r[1], r[3]]), 0);
    const index = (month) => (Number(month.slice(0, 4)) - 1997) * 12 + Number(month.slice(4)) - 1;
    for (const [cohort, row] of table.cohorts.entries()) {
      const members = [...months.values()].filter((set) => Math.min(...[...set].map(index)) === cohort);
      assert.equal(row.persons, members.length);
      row.returned.forEach((n, k) => assert.equal(n, members.filter((set) => [...set].some((m) => index(m) === cohort + k)).length, `cohort ${cohort} +${k}`));
    }
  });
});
