// Data > Export: events as a file that the browser saves, in the form that was chosen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { choose, onPage, signedIn, testid } from '../lib/page.mjs';

test('events go into a file', onPage, async (t) => {
  const { page, url, complaints } = await signedIn(t, { refusals: true, persons: 40, days: 10 });
  await page.goto(`${url}/data?tab=export`);
  await page.locator(testid('export-events')).waitFor();
  const saved = async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(testid('export-go'))]);
    return { name: download.suggestedFilename(), lines: readFileSync(await download.path(), 'utf8').trimEnd().split('\n') };
  };

  await t.test('for another product', async () => {
    await choose(page, 'export-format', 'PostHog');
    const { name, lines } = await saved();
    assert.equal(name, 'events.posthog.jsonl');
    assert.ok(lines.length > 100);
    for (const line of lines) assert.ok(JSON.parse(line).distinct_id, line);
    assert.match(await page.locator(testid('export-command')).innerText(), /--out events\.posthog\.jsonl\.gz --format posthog$/);
  });

  await t.test('one event, as a table', async () => {
    await choose(page, 'export-format', 'CSV');
    await page.locator(testid('export-event')).click();
    await page.keyboard.type('order comp');
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: 'Order Completed' }).click();
    const { name, lines } = await saved();
    assert.equal(name, 'events.csv');
    assert.match(lines[0], /^\ufeff?time,received,person,event_id,event/);
    assert.ok(lines.length > 1);
    for (const line of lines.slice(1)) assert.match(line, /,Order Completed,/);
    assert.match(await page.locator(testid('export-command')).innerText(), /--event 'Order Completed'$/);
  });

  assert.deepEqual(complaints, []);
});
