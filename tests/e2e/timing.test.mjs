// When campaigns go out: crontab lines, dates of persons, the hour and the channel in which each responds most. In a real browser against
// a real server.
import assert from 'node:assert/strict';
import test from 'node:test';
import { join } from 'node:path';
import { onPage, openPage, signIn, testid } from '../lib/page.mjs';
import { client, credentials, eventually, freshFolder, root, serve } from '../lib/throng.mjs';

const day = 86_400_000;
// So many days ago, at this hour (UTC).
const ago = (days, hour) => new Date(Math.floor((Date.now() - days * day) / day) * day + hour * 3_600_000).toISOString();
const today = new Date().toISOString().slice(0, 10);
const tomorrow = new Date(Date.now() + day).toISOString().slice(0, 10);

// Ann responds at eight in the morning, the crowd at eight in the evening; Bob never did.
const crowd = Array.from({ length: 100 }, (_, i) => ({ type: 'track', event: '$message_clicked', userId: 'crowd', messageId: `crowd-${i}`, timestamp: ago((i % 80) + 1, 20) }));
const anns = Array.from({ length: 12 }, (_, i) => ({ type: 'track', event: '$message_opened', userId: 'ann', messageId: `ann-${i}`, timestamp: ago(i + 1, 8) }));
const people = [['ann', `1992${today.slice(4)}`], ['bob', `1996${tomorrow.slice(4)}`]].flatMap(([id, birthday]) => [
  { type: 'identify', userId: id, messageId: `identify-${id}`, traits: { email: `${id}@example.com`, birthday } }, { type: 'track', event: 'Signed Up', userId: id, messageId: `signed-${id}` },
]);

async function started(t) {
  const folder = freshFolder();
  t.after(folder.dispose);
  const url = await serve(folder.data, ['--web', join(root, 'web/dist')]).ready;
  const api = client(url);
  const batch = [...people, ...anns, ...crowd];
  const response = await fetch(`${url}/v1/batch`, { method: 'POST', body: JSON.stringify({ batch, writeKey: credentials.writeKey }), headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 200);
  const did = { did: { events: ['Signed Up', '$message_opened', '$message_clicked'] } };
  await eventually(() => api.ask('segment', { filter: did }), (answer) => answer.persons === 3);
  const template = await api.post('/api/templates', { name: 'Hello', contents: [{ language: 'en', subject: 'Hello', html: '<p>Hello</p>' }] });
  const opened = await openPage(t, { refusals: true });
  await signIn(opened.page, url);
  return { url, api, template, ...opened };
}

test('when campaigns go out', onPage, async (t) => {
  const { page, url, api, template, complaints } = await started(t);
  const campaign = { name: 'Greeting', audience: { did: { event: 'Signed Up' } }, variants: [{ name: 'A', message: template.id }], holdout_percent: 0 };
  const words = () => page.locator(`${testid('section-timing')} .in-words`).innerText();
  const saved = await api.post('/api/campaigns', campaign);
  const save = async () => {
    await page.click(testid('save-campaign'));
    await page.waitForURL(`${url}/campaigns/${saved.id}`);
    return api.get(`/api/campaigns/${saved.id}`);
  };
  const edit = () => page.goto(`${url}/campaigns/${saved.id}/edit`);

  await t.test('a crontab line is said in words, with the times to come', async () => {
    await edit();
    await page.click(testid('rhythm-cron'));
    assert.equal(await words(), 'Monday to Friday at 09:00');
    await page.fill(testid('timing-cron'), '*/15 9-10 * * sat');
    assert.equal(await words(), 'Saturday at :00, :15, :30, :45 past the hours 09, 10');
    await page.locator(testid('cron-next'), { hasText: /09:00.*09:15.*09:30/ }).waitFor();
    await page.fill(testid('timing-cron'), '* * * * *');
    await page.locator(testid('campaign-lack'), { hasText: 'crontab' }).waitFor();
    assert.equal(await page.locator(testid('save-campaign')).isDisabled(), true);
    await page.fill(testid('timing-cron'), '0 10 1,15 * *');
    const { timing } = await save();
    assert.deepEqual([timing.rhythm, timing.cron], ['cron', '0 10 1,15 * *']);
    await page.locator(testid('campaign-facts'), { hasText: 'On day 1, 15 at 10:00' }).waitFor();
  });

  await t.test('each person\'s own day', async () => {
    await edit();
    await page.click(testid('rhythm-date'));
    await page.locator(testid('campaign-lack'), { hasText: 'trait' }).waitFor();
    await page.locator(testid('timing-trait')).click();
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: 'birthday' }).click();
    assert.equal(await words(), 'The day of birthday, every year, at 10:00');
    await page.locator(`input${testid('timing-days')}, ${testid('timing-days')} input`).first().fill('-3');
    await page.keyboard.press('Tab');
    assert.equal(await words(), '3 days before birthday, every year, at 10:00');
    await page.locator(`input${testid('timing-days')}, ${testid('timing-days')} input`).first().fill('0');
    await page.keyboard.press('Tab');
    const { timing } = await save();
    assert.deepEqual([timing.rhythm, timing.date_trait, timing.days, timing.yearly], ['date', 'birthday', 0, true]);
    const rehearsal = await api.post(`/api/campaigns/${saved.id}/rehearse`, {});
    assert.equal(rehearsal.audience, 1, 'Ann alone has her birthday');
  });

  await t.test('the best time says what is known, and the rehearsal for how many', async () => {
    await edit();
    await page.click(testid('rhythm-now'));
    await page.click(testid('best-time'));
    await page.locator(testid('best-hour'), { hasText: '20:00' }).waitFor();
    assert.equal(await page.locator('.day-hours i').count(), 24);
    assert.equal(await page.locator('.day-hours i.most').getAttribute('title'), '20:00: 44.6%');
    const { timing } = await save();
    assert.equal(timing.best_time, true);
    await page.click(testid('act-start'));
    await page.locator(testid('rehearsal-best'), { hasText: 'Best time: 1 in an hour of their own, 1 when most people respond, 0 at the time itself.' }).waitFor();
    await page.keyboard.press('Escape');
  });

  await t.test('a journey waits for it', async () => {
    await page.goto(`${url}/journeys/new`);
    await page.click(testid('palette-wait'));
    await page.click(testid('wait-best_time'));
    await page.locator(testid('says-wait_1'), { hasText: 'the person responds most' }).waitFor();
  });

  await t.test('and goes by the best channel', async () => {
    await page.click(testid('palette-channel'));
    await page.locator(testid('says-channel_1'), { hasText: 'By E-mail or SMS: whichever the person responds to most' }).waitFor();
    await page.click(testid('add-arm'));
    assert.equal(await page.locator(testid('arm')).count(), 3);
    await page.locator(`${testid('step-card')}[data-step="channel_1"]`, { hasText: 'reached by none' }).waitFor();
  });

  await t.test('nothing broke on the way', () => assert.deepEqual(complaints, []));
});
