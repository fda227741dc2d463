// ./dev up names the data folder relative to where it stands.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { throng } from '../lib/throng.mjs';

test('a relative data folder is made, filled and asked', { timeout: 120_000 }, (t) => {
  const cwd = mkdtempSync(join(tmpdir(), 'throng-relative-'));
  t.after(() => rmSync(cwd, { recursive: true, force: true }));
  throng(['init', '--data', 'data', '--project', 'shop', '--operator', 'a@example.com', '--password', 'long enough'], { cwd });
  throng(['demo', '--data', 'data', '--persons', '50'], { cwd });
  const question = JSON.stringify({ analysis: 'trend', question: { bucket: 'total', range: 'ever' } });
  const answer = JSON.parse(throng(['ask', '--data', 'data', '-'], { cwd, input: question }).stdout);
  assert.ok(JSON.stringify(answer).includes('"series"'));
});
