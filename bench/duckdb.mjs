// The same questions in DuckDB, on the table that throng_questions wrote; answers must be those it wrote.
import { DuckDBInstance } from '@duckdb/node-api';

const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;  // Asia/Shanghai, without changes of clocks in these years
const day = `((ts_ms + ${zoneMs}) // ${dayMs})`;
const runs = 5;

// Events with the number of their session (gaps of more than 30 minutes) and their place in it.
const sessions = (range) => `SELECT person, ts_ms, tie, event, n FROM (SELECT *, sum(begins) OVER (PARTITION BY person ORDER BY ts_ms, tie) AS n
  FROM (SELECT *, CASE WHEN ts_ms - lag(ts_ms, 1, 0) OVER (PARTITION BY person ORDER BY ts_ms, tie) > 1800000 THEN 1 ELSE 0 END AS begins FROM e WHERE ${range}))`;

// The latest start from which each step was reached within 7 days: later is always better.
function funnel(steps, range) {
  let from = `(SELECT person, ts_ms, tie, event FROM e WHERE ${range} AND event IN (${steps.map((s) => `'${s}'`).join()}))`;
  steps.forEach((step, i) => {
    const start = i === 0 ? 'ts_ms' : `CASE WHEN ts_ms - s${i - 1} <= ${7 * dayMs} THEN s${i - 1} END`;
    from = `(SELECT *, max(CASE WHEN event = '${step}' THEN ${start} END) OVER (PARTITION BY person ORDER BY ts_ms, tie) AS s${i} FROM ${from})`;
  });
  return `SELECT unnest([${steps.map((_, i) => `count(DISTINCT CASE WHEN s${i} IS NOT NULL THEN person END)`).join()}]) AS n FROM ${from}`;
}

function questions(last) {
  const range = `ts_ms >= ${last - 90 * dayMs} AND ts_ms < ${last}`;
  const firstDay = (last - 60 * dayMs + zoneMs) / dayMs;
  const edges = `SELECT person, l, event AS a, coalesce(lead(event) OVER s, '$exit') AS b FROM (SELECT *, row_number() OVER (PARTITION BY person, n ORDER BY ts_ms, tie) AS l
    FROM (${sessions(range)})) WINDOW s AS (PARTITION BY person, n ORDER BY ts_ms, tie)`;
  return {
    distinct_daily: `SELECT count(DISTINCT person) AS n FROM e WHERE ${range} GROUP BY ${day} ORDER BY ${day}`,
    funnel4: funnel(['$pageview', 'Product Viewed', 'Product Added', 'Order Completed'], range),
    retention30: `WITH d AS (SELECT DISTINCT person, ${day} AS d FROM e), f AS (SELECT person, min(d) AS f FROM d GROUP BY person
        HAVING min(d) >= ${firstDay} AND min(d) < ${firstDay + 30}), r AS (SELECT f, d - f AS k, count(*) AS n FROM f JOIN d USING (person) GROUP BY ALL)
      SELECT coalesce(r.n, 0) AS n FROM (SELECT DISTINCT f FROM f) AS c CROSS JOIN range(31) AS ks(k) LEFT JOIN r ON r.f = c.f AND r.k = ks.k ORDER BY c.f, ks.k`,
    path5: `SELECT (count(*)::UBIGINT << 32) | count(DISTINCT person) AS n FROM (${edges}) WHERE l <= 4 GROUP BY l, a, b ORDER BY n`,
    sessions: `SELECT (count(*)::UBIGINT << 32) | count(*) FILTER (views = 1 AND others = 0 AND last - first < 10000) AS n
      FROM (SELECT min(ts_ms) AS first, max(ts_ms) AS last, count(*) FILTER (event IN ('$pageview', '$screen')) AS views,
        count(*) FILTER (event NOT IN ('$pageview', '$screen', '$page_leave')) AS others FROM (${sessions(range)}) GROUP BY person, n)
      GROUP BY (first + ${zoneMs}) // ${dayMs} ORDER BY (first + ${zoneMs}) // ${dayMs}`,
  };
}

// `answers`: by id, and last_ms. Returns the median milliseconds by id.
export async function askDuckDb(csv, answers) {
  const db = await (await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '12GB' })).connect();
  await db.run(`CREATE TABLE e AS SELECT * FROM read_csv('${csv}', header = false, columns = {'person': 'UINTEGER', 'ts_ms': 'BIGINT', 'tie': 'UINTEGER', 'event': 'VARCHAR'})`);
  const times = {};
  for (const [id, sql] of Object.entries(questions(Number(answers.last_ms[0])))) {
    const took = [];
    for (let run = 0; run <= runs; ++run) {
      const started = performance.now();
      const rows = (await db.runAndReadAll(sql)).getRows();
      took.push(performance.now() - started);
      const numbers = rows.map(([n]) => String(n));
      if (run === 0 && JSON.stringify(numbers) !== JSON.stringify(answers[id].map(String))) {
        throw new Error(`${id}: DuckDB answers ${numbers.length} numbers, first ${numbers[0]}; the timeline ${answers[id].length}, first ${answers[id][0]}`);
      }
    }
    times[id] = took.slice(1).sort((a, b) => a - b)[runs >> 1];
    console.error(`${id}: DuckDB ${times[id].toFixed(0)} ms`);
  }
  return times;
}
