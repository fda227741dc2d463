// The SQL page in a real browser against a real server with the demo shop.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { number, onPage, signedIn, testid } from '../lib/page.mjs';
import { throng } from '../lib/throng.mjs';


test('the SQL page', onPage, async (t) => {
  const { page, url, complaints } = await signedIn(t, { persons: 500, days: 20 });
  await page.goto(`${url}/sql`);
  await page.locator(testid('sql-text')).waitFor();
  // Runs what the editor holds and waits for the server's word.
  const run = async (press = () => page.click(testid('sql-run'))) => {
    const answered = page.waitForResponse((r) => r.url().endsWith('/api/sql'));
    await press();
    return answered;
  };
  const write = (sql) => page.fill(testid('sql-text'), sql);

  await t.test('a statement runs with Ctrl+Enter and stays in the address', async () => {
    await write('SELECT event, count() AS times FROM events GROUP BY event ORDER BY times DESC LIMIT 3');
    assert.equal((await run(() => page.press(testid('sql-text'), 'Control+Enter'))).status(), 200);
    await page.locator(`${testid('sql-table')} .ant-table-row`).first().waitFor();
    assert.equal(await page.locator(`${testid('sql-table')} .ant-table-row`).count(), 3);
    assert.match(new URL(page.url()).searchParams.get('sql'), /^SELECT event/);
    await page.reload();
    assert.match(await page.inputValue(testid('sql-text')), /^SELECT event/);
  });

  await t.test('names are completed and inserted', async () => {
    await write('');
    await page.locator(testid('sql-column-events-person')).waitFor();
    await page.type(testid('sql-text'), 'SELECT uniqEx');
    await page.press(testid('sql-text'), 'Tab');
    await page.click(testid('sql-column-events-person'));
    await page.press(testid('sql-text'), 'End');
    await page.type(testid('sql-text'), ' FROM even');
    await page.locator(`${testid('sql-offers')} .view`).first().click();
    assert.equal(await page.inputValue(testid('sql-text')), 'SELECT uniqExact(person) FROM events');
    const answer = await (await run()).json();
    assert.equal(answer.columns[0].type, 'UInt64');
    assert.ok(Number(answer.rows[0][0]) > 0);
  });

  await t.test('every example runs', async () => {
    await page.getByRole('tab', { name: 'Examples' }).click();
    const examples = page.locator('[data-testid^="sql-example-"]');
    const count = await examples.count();
    assert.ok(count >= 5);
    for (let i = 0; i < count; ++i) {
      await examples.nth(i).click();
      const answer = await run();
      assert.equal(answer.status(), 200, await answer.text());
    }
    await page.getByRole('tab', { name: 'History' }).click();
    assert.ok(await page.locator(`${testid('sql-history')} li`).count() >= count);
  });

  await t.test('what is refused says why, and a syntax error takes the caret along', async () => {
    await write('SELECT * FROM system.tables');
    assert.equal((await run()).status(), 400);
    assert.match(await page.locator(testid('problem')).innerText(), /tables are the views/);
    await write('SELECT 1,\nFROM events WHERE');
    await run();
    await page.locator(testid('problem'), { hasText: 'line 2, column 18' }).waitFor();
    await page.waitForFunction((id) => document.querySelector(id).selectionStart === 27, testid('sql-text'));
  });

  await t.test('many rows are cut with a word, scroll, and lead to persons', async () => {
    await write('SELECT person, time, event FROM events ORDER BY person, time');
    await page.click(testid('sql-limit'));
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
    const answer = await (await run()).json();
    assert.equal(answer.row_count, 1000);
    await page.locator(testid('sql-truncated')).waitFor();
    assert.ok(await page.locator(`${testid('sql-table')} .ant-table-row`).count() < 100, 'only what is seen is drawn');
    const person = page.locator(`${testid('sql-table')} a`).first();
    const href = await person.getAttribute('href');
    assert.match(href, /^\/persons\/\d+$/);
  });

  await t.test('files hold all rows', async () => {
    await write('SELECT number FROM numbers(3)');
    await run();
    for (const [form, right] of [['csv', (b) => String(b) === '"number"\n0\n1\n2\n'], ['json', (b) => JSON.parse(String(b)).length === 3], ['parquet', (b) => b.subarray(0, 4).toString() === 'PAR1']]) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(testid(`sql-${form}`))]);
      assert.equal(download.suggestedFilename(), `throng.${form}`);
      assert.ok(right(readFileSync(await download.path())), form);
    }
  });

  await t.test('a long statement is cancelled and leaves room for the next', async () => {
    await write('SELECT sum(sipHash64(number)) FROM numbers(100000000000)');
    await page.click(testid('sql-run'));
    await page.click(testid('sql-cancel'));
    await page.locator(testid('sql-run')).waitFor();
    await write('SELECT 7 AS seven');
    let status = 429;
    while (status === 429) status = (await run()).status();
    assert.equal(status, 200);
  });

  await t.test('it fits a phone in the dark', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${url}/sql`);
    await page.locator(testid('sql-text')).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });

  assert.deepEqual(complaints, [], 'no script error');
});
